package io.opwalk.grad;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.floor;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.GradientFlow.clipGradient;
import static io.opwalk.ops.GradientFlow.scaleGradient;
import static io.opwalk.ops.GradientFlow.stopGradient;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.prod;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Feed;
import io.opwalk.ForwardDifferentiable;
import io.opwalk.GraphTangents;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.TypeException;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Derivatives in a direction and second derivatives. Where not said, values are exact integers. */
class JacobiansTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private final Tensor x = placeholder("x", DType.FLOAT64, 3);
  private final NDArray point = NDArray.of(1.0, 2, 3);
  private final Tensor along = constant(new double[] {1, -1, 2});

  private NDArray at(Tensor derivative) {
    return BACKEND
        .compile(List.of(x), List.of(derivative), CompileOptions.defaults())
        .callSingle(Feed.feed(x, point));
  }

  @Test
  void inADirection() {
    assertEquals(NDArray.of(2.0, -4, 12), at(Jacobians.jvp(square(x), x, along)));
    Tensor w = constant(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertEquals(NDArray.of(5.0, 11), at(Jacobians.jvp(matmul(w, x), x, along)));
  }

  @Test
  void ofItselfAndOfATensorGivenTwice() {
    assertEquals(NDArray.of(1.0, -1, 2), at(Jacobians.jvp(x, x, along)));
    Tensor twice =
        Jacobians.jvp(List.of(square(x)), List.of(x, x), List.of(along, along)).get(0);
    assertEquals(NDArray.of(4.0, -8, 24), at(twice));
  }

  @Test
  void severalTensorsAndOutputsAtOnce() {
    Tensor y = multiply(x, 2);
    Tensor z = multiply(y, x);
    List<Tensor> moved = Jacobians.jvp(
        List.of(z, y), List.of(x, y), List.of(along, constant(new double[] {1, 1, 1})));
    // y moves by 2 dx + 1, and z by y dx + x dy.
    assertEquals(NDArray.of(3.0, -1, 5), at(moved.get(1)));
    assertEquals(NDArray.of(1.0 * 2 + 3, -1 * 4 - 2, 2 * 6 + 15), at(moved.get(0)));
  }

  @Test
  void outputsThatCancelDoNotHideEachOther() {
    Tensor logs = log(x);
    List<Tensor> both = Jacobians.jvp(List.of(logs, negative(logs)), List.of(x), List.of(along));
    double[] found = at(both.get(0)).toDoubles();
    // One division, rounded as here.
    assertArrayEquals(new double[] {1, -0.5, 2.0 / 3}, found);
    // The gradient of softmax at a gradient of equal elements is zero; its derivative is not.
    Tensor p = softmax(logs);
    double[] shares = at(Jacobians.jvp(p, x, along)).toDoubles();
    // p = x / 6, so that dp = dx / 6 - x sum(dx) / 36; a dozen roundings.
    double[] expected = {1 / 6.0 - 2 / 36.0, -1 / 6.0 - 4 / 36.0, 2 / 6.0 - 6 / 36.0};
    assertArrayEquals(expected, shares, 1e-14);
  }

  @Test
  void hasTheTypeOfTheOutput() {
    Tensor open = placeholder("open", DType.FLOAT32, UNKNOWN, 3);
    Tensor bias = placeholder("bias", DType.FLOAT32, 3);
    Tensor output = add(square(open), bias);
    Tensor moved = Jacobians.jvp(output, bias, constant(new float[] {1, 2, 3}));
    assertEquals(output.type(), moved.type());
    Feed feed = Feed.feed(open, new float[2][3]).and(bias, new float[3]);
    assertEquals(
        NDArray.ofArray(new float[][] {{1, 2, 3}, {1, 2, 3}}), moved.evaluate(feed, BACKEND));
  }

  @Test
  void gradientFlowInADirection() {
    Tensor y = multiply(x, stopGradient(x));
    assertEquals(NDArray.of(1.0, -2, 6), at(Jacobians.jvp(y, x, along)));
    // Transposed, a scaled gradient is a scaled direction; a clipped one is as the value is.
    assertEquals(NDArray.of(0.5, -0.5, 1), at(Jacobians.jvp(scaleGradient(x, 0.5), x, along)));
    assertEquals(NDArray.of(1.0, -1, 2), at(Jacobians.jvp(clipGradient(x, 0, 0), x, along)));
  }

  /** The identity by a rule for gradients that is not linear. */
  private record Cubic() implements Op, Differentiable {
    @Override
    public String name() {
      return "Cubic";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
      return List.of(gradients.get(0).map(g -> multiply(g, square(g))));
    }
  }

  /** As Cubic, with a rule of its own for directions. */
  private record Forward() implements Op, Differentiable, ForwardDifferentiable {
    @Override
    public String name() {
      return "Forward";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
      return List.of(gradients.get(0).map(g -> multiply(g, square(g))));
    }

    @Override
    public List<Optional<Tensor>> outputTangents(
        Apply apply, List<Optional<Tensor>> tangents, GraphTangents graphs) {
      return List.of(tangents.get(0).map(tangent -> multiply(tangent, 5)));
    }
  }

  @Test
  void anOpMayHaveARuleForDirections() {
    Tensor y = Apply.of(new Forward(), x).output();
    assertEquals(NDArray.of(5.0, -5, 10), at(Jacobians.jvp(y, x, along)));
  }

  @Test
  void aRuleThatIsNotLinearIsNamed() {
    Tensor y = Apply.of(new Cubic(), x).named("odd").output();
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Jacobians.jvp(y, x, along));
    assertTrue(
        thrown.getMessage().contains("its gradient is not linear in that of its output"),
        thrown.getMessage());
    assertTrue(thrown.getMessage().contains("'odd'"), thrown.getMessage());
  }

  @Test
  void whatNothingMovesIsNamed() {
    Tensor lost = placeholder("lost", DType.FLOAT64, 2);
    Tensor still = square(lost).named("still");
    DisconnectedGradientException thrown = assertThrows(
        DisconnectedGradientException.class,
        () -> Jacobians.jvp(List.of(square(x), still), List.of(x), List.of(along)));
    assertTrue(thrown.getMessage().contains("1 of 2 outputs"), thrown.getMessage());
    assertTrue(
        thrown.getMessage().contains(still + ": it is computed from none of these"),
        thrown.getMessage());
    DisconnectedGradientException stopped =
        assertThrows(DisconnectedGradientException.class, () -> Jacobians.jvp(floor(x), x, along));
    assertTrue(stopped.getMessage().contains("stops at [Elementwise{floor}"), stopped.getMessage());
    List<Tensor> zeros = Jacobians.jvpOrZeros(List.of(floor(x)), List.of(x), List.of(along));
    assertEquals(NDArray.of(0.0, 0, 0), at(zeros.get(0)));
  }

  @Test
  void directionsHaveToFit() {
    Tensor longer = constant(new double[4]);
    TypeException thrown =
        assertThrows(TypeException.class, () -> Jacobians.jvp(square(x), x, longer));
    assertTrue(
        thrown.getMessage().contains("a tangent has the dtype and shape of its tensor"),
        thrown.getMessage());
    assertTrue(thrown.getMessage().contains(x.toString()), thrown.getMessage());
    assertThrows(TypeException.class, () -> Jacobians.hvp(sum(x), x, longer));
    assertThrows(
        IllegalArgumentException.class, () -> Jacobians.jvp(List.of(x), List.of(x), List.of()));
    assertThrows(TypeException.class, () -> Jacobians.hvp(x, x, along));
  }

  @Test
  void hessianTimesVector() {
    // The Hessian of sum(x)^3 / 3 is 2 sum(x) everywhere; that of sum(x^3) is diagonal, 6 x.
    Tensor total = sum(x);
    Tensor scalar = add(multiply(total, square(total)), sum(multiply(x, square(x))));
    double all = 6 * 6 * (1 - 1 + 2);
    assertEquals(NDArray.of(all + 6, all - 12, all + 36), at(Jacobians.hvp(scalar, x, along)));
    assertEquals(NDArray.of(0.0, 0, 0), at(Jacobians.hvp(sum(x), x, along)));
  }

  @Test
  void mixedSecondDerivatives() {
    Tensor y = placeholder("y", DType.FLOAT64, 3);
    Tensor scalar = sum(multiply(square(x), y));
    List<Tensor> parts =
        Jacobians.hvp(scalar, List.of(x, y), List.of(along, constant(new double[] {1, 1, 1})));
    Feed feed = Feed.feed(x, point).and(y, NDArray.of(4.0, 5, 6));
    // 2 y dx + 2 x dy, and 2 x dx.
    assertEquals(NDArray.of(10.0, -6, 30), parts.get(0).evaluate(feed, BACKEND));
    assertEquals(NDArray.of(2.0, -4, 12), parts.get(1).evaluate(Feed.feed(x, point), BACKEND));
  }

  @Test
  void aSecondDerivativeIsRightWhereTheFirstIsZero() {
    // The Hessian of sum(log(x)^2) at x = 1 is 2, though the gradient there is 0.
    Tensor ones = placeholder("ones", DType.FLOAT64, 2);
    Tensor loss = sum(square(log(ones)));
    Tensor v = constant(new double[] {1, -3});
    Feed feed = Feed.feed(ones, NDArray.of(1.0, 1));
    NDArray expected = NDArray.of(2.0, -6);
    assertEquals(expected, Jacobians.hvp(loss, ones, v).evaluate(feed, BACKEND));
    Tensor reverse = Gradients.vjp(Gradients.gradient(loss, ones), v, ones);
    assertEquals(expected, reverse.evaluate(feed, BACKEND));
  }

  @Test
  void aDerivativeInADirectionCanBeDifferentiated() {
    Tensor direction = placeholder("direction", DType.FLOAT64, 3);
    Tensor cube = multiply(x, square(x));
    Tensor moved = Jacobians.jvp(cube, x, direction);
    GradientCheck.of(moved, x, direction)
        .on(BACKEND)
        .run(Feed.feed(x, point).and(direction, NDArray.of(0.5, -1, 2)))
        .orThrow();
  }

  @Test
  void jacobianOfAProductIsTheMatrix() {
    double[][] values = {{1, 2, 3}, {4, 5, 6}};
    assertEquals(NDArray.ofArray(values), at(Jacobians.jacobian(matmul(constant(values), x), x)));
    double[][] tall = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 0, 1}};
    assertEquals(NDArray.ofArray(tall), at(Jacobians.jacobian(matmul(constant(tall), x), x)));
  }

  @Test
  void jacobianOfAFunctionOfElementsIsDiagonal() {
    double[][] expected = {{2, 0, 0}, {0, 4, 0}, {0, 0, 6}};
    assertEquals(NDArray.ofArray(expected), at(Jacobians.jacobian(square(x), x)));
  }

  @Test
  void shapesOfAJacobian() {
    Tensor matrix = placeholder("matrix", DType.FLOAT32, UNKNOWN, 2);
    Tensor perRow = sum(square(matrix), 1);
    Tensor jacobian = Jacobians.jacobian(perRow, matrix);
    assertEquals("(?, ?, 2) float32", jacobian.type().toString());
    Feed feed = Feed.feed(matrix, new float[][] {{1, 2}, {3, 4}});
    float[][][] expected = {{{2, 4}, {0, 0}}, {{0, 0}, {6, 8}}};
    assertEquals(NDArray.ofArray(expected), jacobian.evaluate(feed, BACKEND));
    Tensor scalar = sum(matrix);
    Tensor row = Jacobians.jacobian(scalar, matrix);
    assertEquals(NDArray.ofArray(new float[][] {{1, 1}, {1, 1}}), row.evaluate(feed, BACKEND));
    // From few to many, which goes by columns.
    Tensor angle = placeholder("angle", DType.FLOAT64, 1);
    Tensor wide = multiply(constant(new double[][] {{1, 2, 3}, {4, 5, 6}}), angle);
    Tensor column = Jacobians.jacobian(wide, angle);
    assertEquals("(2, 3, 1) float64", column.type().toString());
    assertEquals(
        NDArray.ofArray(new double[][][] {{{1}, {2}, {3}}, {{4}, {5}, {6}}}),
        column.evaluate(Feed.feed(angle, NDArray.of(7.0)), BACKEND));
  }

  @Test
  void ofAnInnerNodeAndOfNothing() {
    Tensor inner = multiply(x, 3);
    double[][] expected = {{6, 0, 0}, {0, 12, 0}, {0, 0, 18}};
    assertEquals(NDArray.ofArray(expected), at(Jacobians.jacobian(square(inner), inner)));
    Tensor lost = placeholder("lost", DType.FLOAT64, 2);
    DisconnectedGradientException thrown = assertThrows(
        DisconnectedGradientException.class, () -> Jacobians.jacobian(square(x), lost));
    assertTrue(thrown.getMessage().contains("'lost'"), thrown.getMessage());
    assertThrows(TypeException.class, () -> Jacobians.hessian(x, x));
  }

  @Test
  void hessians() {
    // Of x0 x1 x2, through a product of sums: exact integers.
    Tensor scalar = multiply(sum(x), sum(square(x)));
    // d/dxi dxj: 2 xi + 2 xj, and 2 sum(x) more on the diagonal.
    double[][] expected = {{16, 6, 8}, {6, 20, 10}, {8, 10, 24}};
    assertEquals(NDArray.ofArray(expected), at(Jacobians.hessian(scalar, x)));
    assertEquals(NDArray.ofArray(new double[3][3]), at(Jacobians.hessian(sum(x), x)));
    Tensor matrix = placeholder("matrix", DType.FLOAT64, UNKNOWN, 2);
    Tensor hessian = Jacobians.hessian(sum(square(matrix)), matrix);
    assertEquals("(?, 2, ?, 2) float64", hessian.type().toString());
    Feed feed = Feed.feed(matrix, new double[][] {{1, 2}});
    assertEquals(
        NDArray.ofArray(new double[][][][] {{{{2, 0}}, {{0, 2}}}}),
        hessian.evaluate(feed, BACKEND));
  }

  @Test
  void aJacobianCanBeDifferentiated() {
    Tensor jacobian = Jacobians.jacobian(multiply(x, square(x)), x);
    GradientCheck.of(jacobian, x).on(BACKEND).run(Feed.feed(x, point)).orThrow();
  }

  @Test
  void secondDerivativesOfAProductAreRightAtZero() {
    Tensor z = placeholder("z", DType.FLOAT64, 3);
    Feed feed = Feed.feed(z, NDArray.of(0.0, 0, 5));
    double[][] expected = {{0, 5, 0}, {5, 0, 0}, {0, 0, 0}};
    assertEquals(NDArray.ofArray(expected), Jacobians.hessian(prod(z), z).evaluate(feed, BACKEND));
  }
}
