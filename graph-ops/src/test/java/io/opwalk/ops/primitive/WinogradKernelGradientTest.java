package io.opwalk.ops.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.Expected;
import io.opwalk.testing.cases.WinogradGradientOracle;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How near the exact sums Winograd's are, and what becomes of numbers that are not finite. */
final class WinogradKernelGradientTest {
  private static WinogradKernelGradient same(int window) {
    List<Integer> around = List.of(window / 2, window / 2);
    return new WinogradKernelGradient(window, around, around);
  }

  /** Inputs and gradients, made of a random number between 0 and 1. */
  private enum Inputs {
    UNIFORM(u -> 2 * u - 1, u -> 2 * u - 1),
    POSITIVE(u -> u, u -> u),
    /** As after a relu, and as before one: half of them are 0. */
    RECTIFIED(u -> Math.max(0, 2 * u - 1), u -> u < 0.5 ? 0 : u - 0.75),
    /** Over twelve orders of magnitude. */
    BADLY_SCALED(
        u -> Math.copySign(Math.pow(10, 12 * Math.abs(2 * u - 1) - 6), u - 0.5), u -> 2 * u - 1),
    /** Sums of pixels, by a few small gradients, as of a maximum in each window. */
    OFFSET(u -> 255 - u, u -> u < 0.75 ? 0 : 1e-3 * u);

    private final DoubleUnaryOperator input;
    private final DoubleUnaryOperator gradient;

    Inputs(DoubleUnaryOperator input, DoubleUnaryOperator gradient) {
      this.input = input;
      this.gradient = gradient;
    }
  }

  private static NDArray draw(DType dtype, int seed, DoubleUnaryOperator value, int... shape) {
    int size = 1;
    for (int dim : shape) {
      size *= dim;
    }
    double[] drawn = new SplittableRandom(seed).doubles(size).map(value).toArray();
    return NDArray.wrap(drawn, shape).cast(dtype);
  }

  private static double[] run(Tensor result) {
    return result
        .evaluate(Feed.empty(), new ReferenceBackend())
        .cast(DType.FLOAT64)
        .toDoubles();
  }

  private static double[] winograd(int window, NDArray x, NDArray gradient) {
    Tensor input = Tensors.constant(x);
    return run(Apply.of(same(window), input, Tensors.constant(gradient)).output());
  }

  private static double[] direct(int window, NDArray x, NDArray gradient) {
    NDArray zeros = NDArray.zeros(x.dtype(), window, window, x.dim(3), gradient.dim(3));
    Tensor kernel = Tensors.constant(zeros);
    Tensor result = Convolutions.conv2d(
        Tensors.constant(x),
        kernel,
        ConvOptions.builder().padding(WindowPadding.SAME).build());
    Tensor loss = Reductions.sum(Arithmetic.multiply(result, Tensors.constant(gradient)));
    return run(Gradients.gradient(loss, kernel));
  }

  @ParameterizedTest
  @EnumSource(Inputs.class)
  void staysWithinItsBoundAndNearADirectSum(Inputs inputs) {
    WinogradConv.WINDOWS.forEach(window -> staysNear(inputs, window));
  }

  private static void staysNear(Inputs inputs, int window) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray x = draw(dtype, 3, inputs.input, 3, 13, 14, 2);
      NDArray gradient = draw(dtype, 4, inputs.gradient, 3, 13, 14, 3);
      Expected exact = WinogradGradientOracle.of(same(window), x, gradient);
      double[] wanted = exact.values().toDoubles();
      double[] found = winograd(window, x, gradient);
      double[] summed = direct(window, x, gradient);
      double largest = DoubleStream.of(wanted).map(Math::abs).max().orElseThrow();
      double worst = 0;
      double worstOfDirect = 0;
      for (int i = 0; i < wanted.length; i++) {
        double error = Math.abs(found[i] - wanted[i]);
        assertTrue(
            error <= exact.scale()[i], inputs + ": " + error + ", " + exact.scale()[i]);
        worst = Math.max(worst, error);
        worstOfDirect = Math.max(worstOfDirect, Math.abs(summed[i] - wanted[i]));
      }
      // The digits that Keras's own results are compared to: a quarter of them at the most.
      double unit = dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
      assertTrue(worst <= 40 * unit * largest, inputs + " " + dtype + ": " + worst / largest);
      // Several times as much as was seen: of single numbers that can be unlucky.
      assertTrue(worst <= 12 * worstOfDirect, inputs + " " + dtype + ": " + worst / worstOfDirect);
    }
  }

  /** What a direct sum makes infinite or NaN is one of these, of every place of a tile. */
  @Test
  void losesNothingThatIsNotFinite() {
    WinogradConv.WINDOWS.forEach(WinogradKernelGradientTest::losesNothing);
  }

  private static void losesNothing(int window) {
    for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1.0 / 0}) {
      for (int place = 0; place < 36; place++) {
        NDArray usual = draw(DType.FLOAT64, 5, u -> u - 0.5, 1, 6, 6, 1);
        double[] changed = usual.toDoubles();
        changed[place] = special;
        NDArray unusual = NDArray.wrap(changed, 1, 6, 6, 1);
        checkNotFinite(window, unusual, usual);
        checkNotFinite(window, usual, unusual);
      }
    }
  }

  private static void checkNotFinite(int window, NDArray x, NDArray gradient) {
    double[] found = winograd(window, x, gradient);
    double[] summed = direct(window, x, gradient);
    for (int i = 0; i < found.length; i++) {
      assertFalse(Double.isFinite(found[i]) && !Double.isFinite(summed[i]), "place " + i);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "the window must be 3 or 5 elements long, found 7",
        refusal(() -> new WinogradKernelGradient(7, List.of(1, 1), List.of(1, 1))));
    assertEquals(
        "padding has a number of 0 or more for each of two axes, found [1, 1] and [1]",
        refusal(() -> new WinogradKernelGradient(3, List.of(1, 1), List.of(1))));
  }

  private static String refusal(Runnable refused) {
    return assertThrows(IllegalArgumentException.class, refused::run).getMessage();
  }
}
