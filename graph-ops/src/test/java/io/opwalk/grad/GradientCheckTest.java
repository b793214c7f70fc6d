package io.opwalk.grad;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.floor;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Logic.greater;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.Derivative;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import io.opwalk.ops.scalar.ScalarOp;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check passes what is right, and finds what is wrong, however little. */
class GradientCheckTest {
  private final Tensor x = placeholder("x", DType.FLOAT64, Shape.UNKNOWN, 3);
  private final Feed feed = Feed.feed(x, new double[][] {{0.5, -1.25, 2}, {1.5, 0.75, -0.25}});

  private static GradientCheck check(Tensor output, Tensor... wrt) {
    return GradientCheck.of(output, wrt).on(new ReferenceBackend());
  }

  /** The square, with a derivative of the test's. */
  private static Tensor squareWith(Derivative derivative, Tensor of) {
    ScalarExpr arg = ScalarExpr.arg(0);
    ScalarFunction function = ScalarFunction.named("mySquare")
        .on(Domain.FLOATING)
        .code(ScalarExpr.of(ScalarOp.MUL, arg, arg))
        .derivative(derivative)
        .build();
    return Apply.of(new Elementwise(function), of).output();
  }

  @Test
  void passesWhatIsRight() {
    Tensor y = squareWith((args, out, g) -> multiply(g, multiply(2, args.get(0))), x);
    GradientCheck.Report report = check(y, x).run(feed);
    assertTrue(report.passed(), report::toString);
    assertEquals(6, report.compared());
    report.orThrow();
  }

  enum Wrong {
    FACTOR(1.00001),
    SIGN(-2),
    ZERO(0);

    private final double factor;

    Wrong(double factor) {
      this.factor = factor;
    }
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void findsAWrongDerivative(Wrong wrong) {
    Tensor y =
        squareWith((args, out, g) -> multiply(g, multiply(2 * wrong.factor, args.get(0))), x);
    GradientCheck.Report report = check(y, x).run(feed);
    assertFalse(report.passed(), report::toString);
    assertTrue(report.error() > report.tolerance());
    AssertionError thrown = assertThrows(AssertionError.class, report::orThrow);
    assertEquals(report.toString(), thrown.getMessage());
  }

  @Test
  void saysWhereItIsWrong() {
    // Right but for elements above 1.75, of which there is one.
    Tensor y = squareWith(
        (args, out, g) ->
            multiply(g, where(greater(args.get(0), 1.75), 0, multiply(2, args.get(0)))),
        x);
    GradientCheck.Report report = check(y, x).run(feed);
    assertSame(x, report.tensor());
    assertEquals(List.of(0, 2), report.index());
    assertTrue(report.analytic() == 0, report::toString);
    // The slope of x^2 at 2 is 4, times a weight of magnitude 0.5 to 1.5.
    double numeric = Math.abs(report.numeric());
    assertTrue(numeric >= 2 - 1e-6 && numeric <= 6 + 1e-6, report::toString);
    assertTrue(report.toString().contains("wrong") && report.toString().contains("[0, 2]"));
  }

  @Test
  void aRuleThatGivesNothingIsWrongUnlessTheSlopeIsZero() {
    ScalarExpr arg = ScalarExpr.arg(0);
    ScalarFunction silent = ScalarFunction.named("silent")
        .code(ScalarExpr.of(ScalarOp.MUL, arg, arg))
        .build();
    assertFalse(
        check(Apply.of(new Elementwise(silent), x).output(), x).run(feed).passed());
    assertTrue(check(floor(add(x, 0.1)), x).run(feed).passed());
  }

  @Test
  void whatIsNotFiniteIsWrong() {
    Tensor zero = placeholder("zero", DType.FLOAT64);
    Tensor y = sqrt(zero);
    GradientCheck.Report report = check(y, zero).run(Feed.feed(zero, 0.0));
    assertEquals(Double.POSITIVE_INFINITY, report.error());
    assertFalse(report.passed());
  }

  @Test
  void float32HasACoarserTolerance() {
    Tensor single = placeholder("single", DType.FLOAT32, 3);
    NDArray values = NDArray.of(0.5f, -1.25f, 2f);
    GradientCheck.Report report = check(exp(single), single).run(Feed.feed(single, values));
    assertTrue(report.passed(), report::toString);
    assertTrue(report.tolerance() > 0.01 && report.tolerance() < 0.05);
    Tensor wrong = squareWith((args, out, g) -> multiply(g, args.get(0)), single);
    assertFalse(check(wrong, single).run(Feed.feed(single, values)).passed());
  }

  @Test
  void parametersAndInnerNodesAreVariedToo() {
    Tensor w = parameter("w", NDArray.of(1.0, -2, 3));
    Tensor inner = multiply(x, w);
    Tensor loss = sum(square(inner));
    GradientCheck.Report report = check(loss, w, inner, x).run(feed);
    assertTrue(report.passed(), report::toString);
    assertEquals(3 + 6 + 6, report.compared());
    assertEquals(NDArray.of(1.0, -2, 3), Tensors.slotOf(w).value());
  }

  @Test
  void ofManyElementsSomeAreTaken() {
    GradientCheck check = check(square(x), x).withSamples(4);
    assertEquals(4, check.run(feed).compared());
    assertEquals(check.run(feed), check.run(feed));
  }

  @Test
  void needsSomethingToCompare() {
    Tensor empty = placeholder("empty", DType.FLOAT64, 0);
    Feed nothing = Feed.feed(empty, new double[0]);
    assertThrows(
        IllegalArgumentException.class, () -> check(square(empty), empty).run(nothing));
    assertThrows(IllegalArgumentException.class, () -> check(x));
    assertThrows(IllegalArgumentException.class, () -> check(x, x).withSamples(0));
  }

  @Test
  void aNodeWithSeveralOutputsIsCheckedAsAWhole() {
    Tensor y = placeholder("y", DType.FLOAT64, 3);
    Feed both = feed.and(y, NDArray.of(0.5, -1.5, 2));
    Apply right = sumAndProduct(x, y, 1);
    GradientCheck.Report report =
        GradientCheck.of(right, x, y).on(new ReferenceBackend()).run(both);
    assertTrue(report.passed(), report::toString);
    assertEquals(6 + 3, report.compared());
    // Wrong in the second output only.
    Apply wrong = sumAndProduct(x, y, 1.01);
    assertFalse(
        GradientCheck.of(wrong, x, y).on(new ReferenceBackend()).run(both).passed());
    assertTrue(check(wrong.outputs(0), x, y).run(both).passed());
    Apply integers = Tensors.cast(x, DType.INT32).owner();
    assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(integers, x));
  }

  private static Apply sumAndProduct(Tensor a, Tensor b, double error) {
    return CustomGradient.of(
            "SumAndProduct",
            List.of(a, b),
            in -> List.of(add(in.get(0), in.get(1)), multiply(in.get(0), in.get(1))),
            (in, out, g) -> List.of(
                Optional.of(add(g.get(0), multiply(multiply(g.get(1), in.get(1)), error))),
                Optional.of(sum(add(g.get(0), multiply(g.get(1), in.get(0))), 0))))
        .get(0)
        .owner();
  }
}
