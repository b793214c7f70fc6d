package io.opwalk.grad;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.GradientFlow.clipGradient;
import static io.opwalk.ops.GradientFlow.clipGradientNorm;
import static io.opwalk.ops.GradientFlow.reverseGradient;
import static io.opwalk.ops.GradientFlow.scaleGradient;
import static io.opwalk.ops.GradientFlow.stopGradient;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.StopGradient;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of gradients that pass through the functions of GradientFlow. */
class GradientFlowTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private final Tensor x = placeholder("x", DType.FLOAT64, 3);
  private final NDArray point = NDArray.of(1.0, -2, 3);

  private NDArray at(Tensor gradient) {
    return BACKEND
        .compile(List.of(x), List.of(gradient), CompileOptions.defaults())
        .callSingle(Feed.feed(x, point));
  }

  @Test
  void stoppedIsAConstant() {
    Tensor loss = sum(multiply(x, stopGradient(x)));
    // That of x c in x, c being x: small integers, so exact.
    assertEquals(point, at(Gradients.gradient(loss, x)));
  }

  @Test
  void connectedOnlyThroughAStopIsDisconnected() {
    Tensor stopped = stopGradient(square(x).named("squares"));
    Tensor loss = sum(stopped);
    DisconnectedGradientException thrown =
        assertThrows(DisconnectedGradientException.class, () -> Gradients.gradient(loss, x));
    assertTrue(
        thrown.getMessage().contains("its gradient stops at [" + stopped.owner()),
        thrown.getMessage());
    assertTrue(stopped.owner().op() instanceof StopGradient);
    assertEquals(NDArray.of(0.0, 0, 0), at(Gradients.gradientOrZeros(loss, x)));
  }

  @Test
  void integersPassAStop() {
    Tensor ints = placeholder("ints", DType.INT64, 2);
    NDArray value = NDArray.of(3L, 4);
    assertEquals(value, stopGradient(ints).evaluate(Feed.feed(ints, value), BACKEND));
  }

  @Test
  void scaled() {
    assertEquals(
        NDArray.of(1.0, -2, 3), at(Gradients.gradient(sum(scaleGradient(square(x), 0.5)), x)));
    assertEquals(
        NDArray.of(-2.0, 4, -6), at(Gradients.gradient(sum(square(reverseGradient(x))), x)));
    Tensor factors = constant(new double[] {0, 1, 2});
    assertEquals(
        NDArray.of(0.0, -4, 12), at(Gradients.gradient(sum(square(scaleGradient(x, factors))), x)));
  }

  @Test
  void aFactorThatChangesIsFed() {
    Tensor factor = placeholder("factor", DType.FLOAT64);
    Tensor gradient = Gradients.gradient(sum(square(scaleGradient(x, factor))), x);
    Feed feed = Feed.feed(x, point).and(factor, -0.25);
    assertEquals(NDArray.of(-0.5, 1, -1.5), gradient.evaluate(feed, BACKEND));
  }

  @Test
  void clippedElementByElement() {
    Tensor gradient = Gradients.gradient(sum(square(clipGradient(x, -3, 1))), x);
    assertEquals(NDArray.of(1.0, -3, 1), at(gradient));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "FLOAT32"})
  void clippedByNorm(DType dtype) {
    // Of norm 5, in a type whose largest values have squares that overflow.
    double huge = dtype == DType.FLOAT32 ? 0x1p125 : 0x1p1020;
    for (double unit : new double[] {1, 0x1p-60, huge}) {
      Tensor cotangent = constant(NDArray.of(3 * unit, 0, 4 * unit).cast(dtype));
      Tensor in = constant(NDArray.zeros(dtype, 3));
      Tensor clipped = Gradients.vjp(clipGradientNorm(in, 2.5), cotangent, in);
      double[] found =
          clipped.evaluate(Feed.empty(), BACKEND).cast(DType.FLOAT64).toDoubles();
      double scale = unit >= 1 ? 0.5 : unit;
      double[] expected = {3 * scale, 0, 4 * scale};
      // Half a dozen roundings, each of half an ulp of what it rounds.
      double tolerance = 4 * scale * 6 * (dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53);
      assertArrayEquals(expected, found, tolerance, dtype + " " + unit);
    }
  }

  @Test
  void aNormOfZeroStaysZeroAndCanBeDifferentiatedAgain() {
    Tensor cotangent = placeholder("cotangent", DType.FLOAT64, 3);
    Tensor clipped = Gradients.vjp(clipGradientNorm(x, 1), cotangent, x);
    Feed zeros = Feed.feed(cotangent, NDArray.of(0.0, 0, 0));
    assertEquals(NDArray.of(0.0, 0, 0), clipped.evaluate(zeros, BACKEND));
    // Below the limit it is the identity, whose slope is 1, exactly.
    Tensor second = Gradients.vjp(clipped, constant(new double[] {1, 2, 3}), cotangent);
    assertEquals(NDArray.of(1.0, 2, 3), second.evaluate(zeros, BACKEND));
  }

  @Test
  void aClippedNormIsDifferentiatedRightlyOnBothSidesOfTheLimit() {
    Tensor cotangent = placeholder("cotangent", DType.FLOAT64, 3);
    Tensor clipped = Gradients.vjp(clipGradientNorm(x, 1), cotangent, x);
    GradientCheck check = GradientCheck.of(clipped, cotangent).on(BACKEND);
    check.run(Feed.feed(cotangent, NDArray.of(0.25, -0.5, 0.125))).orThrow();
    check.run(Feed.feed(cotangent, NDArray.of(3.0, -4, 1))).orThrow();
  }

  @Test
  void severalAtOnce() {
    Tensor loss =
        sum(add(square(stopGradient(x)), square(clipGradient(scaleGradient(x, 3), -1, 1))));
    assertEquals(NDArray.of(3.0, -3, 3), at(Gradients.gradient(loss, x)));
  }
}
