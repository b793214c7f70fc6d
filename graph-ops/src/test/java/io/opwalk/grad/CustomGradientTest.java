package io.opwalk.grad;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.round;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Reductions.argMax;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.Composite;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.walk.Replace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pieces with a gradient of the user's own. Values are small integers, so they are exact. */
class CustomGradientTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private final Tensor x = placeholder("x", DType.FLOAT64, 3);
  private final NDArray point = NDArray.of(1.25, -2, 3);

  private NDArray at(Tensor gradient) {
    return BACKEND
        .compile(List.of(x), List.of(gradient), CompileOptions.defaults())
        .callSingle(Feed.feed(x, point));
  }

  private static Tensor straightThrough(Tensor in) {
    return CustomGradient.of("Quantise", in, z -> round(z), (input, output, g) -> g);
  }

  @Test
  void straightThroughARounding() {
    Tensor q = straightThrough(x);
    assertEquals(NDArray.of(1.0, -2, 3), at(q));
    assertEquals(NDArray.of(2.0, -4, 6), at(Gradients.gradient(sum(square(q)), x)));
    assertThrows(DisconnectedGradientException.class, () -> Gradients.gradient(sum(round(x)), x));
  }

  @Test
  void isOneNodeThatCanBeWalked() {
    Tensor q = straightThrough(x);
    assertEquals("Quantise", q.owner().op().name());
    assertEquals(List.of(x), q.owner().inputs());
    List<Tensor> inside = ((Composite) q.owner().op()).expand(List.of(x));
    assertEquals("Elementwise{round}", inside.get(0).owner().op().label());
    assertSame(x, inside.get(0).owner().inputs(0));
  }

  @Test
  void theRuleSeesInputsOutputsAndCotangent() {
    Tensor y = CustomGradient.of("Strange", x, z -> exp(z), (input, output, g) -> {
      assertSame(x, input);
      return add(multiply(g, 10), input);
    });
    assertEquals(NDArray.of(11.25, 8, 13), at(Gradients.gradient(sum(y), x)));
  }

  @Test
  void severalInputsAndOutputs() {
    Tensor y = placeholder("y", DType.FLOAT64, 3);
    List<Tensor> both = CustomGradient.of(
        "SumAndProduct",
        List.of(x, y),
        in -> List.of(add(in.get(0), in.get(1)), multiply(in.get(0), in.get(1))),
        (in, out, g) -> List.of(
            Optional.of(add(g.get(0), multiply(g.get(1), in.get(1)))),
            Optional.of(add(g.get(0), multiply(g.get(1), in.get(0))))));
    Feed feed = Feed.feed(x, point).and(y, NDArray.of(0.5, 2, -1));
    Tensor all = add(square(both.get(0)), both.get(1));
    GradientCheck.of(all, x, y).on(BACKEND).run(feed).orThrow();
    GradientCheck.of(both.get(1), x, y).on(BACKEND).run(feed).orThrow();
    List<Tensor> gradients = Gradients.gradient(sum(all), List.of(x, y));
    GradientCheck.of(gradients.get(0), x, y).on(BACKEND).run(feed).orThrow();
  }

  @Test
  void anOutputOfIntegersHasNoCotangent() {
    List<Tensor> both = CustomGradient.of(
        "WithIndex",
        List.of(x),
        in -> List.of(argMax(in.get(0), 0), square(in.get(0))),
        (in, out, g) -> List.of(Optional.of(multiply(g.get(1), 3))));
    assertEquals(NDArray.of(3.0, 3, 3), at(Gradients.gradient(sum(both.get(1)), x)));
    assertEquals(NDArray.scalar(2L), at(both.get(0)));
  }

  @Test
  void aRuleMayRefuseAnInput() {
    Tensor weights = constant(new double[] {1, 2, 3});
    Tensor scale = placeholder("scale", DType.FLOAT64, 3);
    Tensor y = CustomGradient.of(
            "Scaled",
            List.of(x, scale),
            in -> List.of(multiply(multiply(in.get(0), in.get(1)), weights)),
            (in, out, g) -> List.of(Optional.of(g.get(0)), Optional.empty()))
        .get(0);
    DisconnectedGradientException thrown =
        assertThrows(DisconnectedGradientException.class, () -> Gradients.gradient(sum(y), scale));
    assertTrue(thrown.getMessage().contains("stops at [Scaled"), thrown.getMessage());
    assertEquals(x.type(), Gradients.gradient(sum(y), x).type());
  }

  @Test
  void whatIsNotAmongTheInputsIsRefused() {
    Tensor w = parameter("w", point);
    TypeException thrown = assertThrows(
        TypeException.class,
        () -> CustomGradient.of("Leaky", x, z -> multiply(z, w), (in, out, g) -> g));
    assertTrue(thrown.getMessage().contains("Leaky: its function uses"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(w.toString()), thrown.getMessage());
  }

  @Test
  void aRuleOfTheWrongTypeIsNamed() {
    Tensor y = CustomGradient.of("Bad", x, z -> exp(z), (in, out, g) -> sum(g));
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> Gradients.gradient(sum(y), x));
    assertTrue(thrown.getMessage().contains("the gradient rule of Bad"), thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomGradient.of("None", List.of(x), in -> List.of(), (in, out, g) -> List.of()));
  }

  @Test
  void itCanBeRebuiltOverOtherInputsAndDims() {
    Tensor open = placeholder("open", DType.FLOAT64, Shape.of(io.opwalk.Dim.named("n")));
    Tensor y = straightThrough(multiply(open, 2));
    Graph bound = Replace.bind(Graph.of(y), "n", 2);
    assertEquals("(2,) float64", bound.output().type().toString());
    Tensor other = placeholder("other", DType.FLOAT64, Shape.of(io.opwalk.Dim.named("n")));
    Tensor moved = Replace.in(List.of(y), java.util.Map.of(open, other)).get(0);
    assertEquals(
        NDArray.of(2.0, 5), moved.evaluate(Feed.feed(other, NDArray.of(1.1, 2.4)), BACKEND));
  }

  @Test
  void aDerivativeInADirectionIsTheTransposedRule() {
    Tensor along = constant(new double[] {1, 2, 3});
    Tensor y = CustomGradient.of("Tenfold", x, z -> exp(z), (in, out, g) -> multiply(g, 10));
    assertEquals(NDArray.of(10.0, 20, 30), at(Jacobians.jvp(y, x, along)));
    // Where the rule is not linear, there is no transpose.
    Tensor odd = CustomGradient.of("Odd", x, z -> multiply(z, 4), (in, out, g) -> square(g));
    assertEquals(NDArray.of(4.0, 8, 12), at(Jacobians.jvp(odd, x, along)));
  }
}
