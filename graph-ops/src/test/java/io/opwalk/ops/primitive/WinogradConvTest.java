package io.opwalk.ops.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.Expected;
import io.opwalk.testing.cases.WinogradOracle;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How near the exact sums Winograd's are, and what becomes of numbers that are not finite. */
final class WinogradConvTest {
  private static final WinogradConv SAME = same(3);
  private static final int CHANNELS = 48;

  private static WinogradConv same(int window) {
    List<Integer> around = List.of(window / 2, window / 2);
    return new WinogradConv(window, around, around);
  }

  /** Inputs, made of a random number between 0 and 1. */
  private enum Inputs {
    UNIFORM(u -> 2 * u - 1),
    POSITIVE(u -> u),
    /** As after a relu: half of them are 0. */
    RECTIFIED(u -> Math.max(0, 2 * u - 1)),
    /** Over forty orders of magnitude in FLOAT64, twelve in FLOAT32 at least. */
    BADLY_SCALED(u -> Math.copySign(Math.pow(10, 12 * Math.abs(2 * u - 1) - 6), u - 0.5)),
    /** All of one size, so that transforms that cancel do so. */
    SIGNS(u -> u < 0.5 ? -1 : 1),
    /** Sums of pixels. */
    OFFSET(u -> 255 - u);

    private final DoubleUnaryOperator value;

    Inputs(DoubleUnaryOperator value) {
      this.value = value;
    }
  }

  private static NDArray draw(
      DType dtype, int seed, DoubleUnaryOperator value, List<Integer> shape) {
    int size = shape.stream().reduce(1, Math::multiplyExact);
    double[] drawn = new SplittableRandom(seed).doubles(size).map(value).toArray();
    return NDArray.wrap(drawn, shape.stream().mapToInt(Integer::intValue).toArray())
        .cast(dtype);
  }

  private static double[] run(Op op, NDArray x, NDArray kernel) {
    Tensor result = op.of(Tensors.constant(x), Tensors.constant(kernel));
    return result
        .evaluate(Feed.empty(), new ReferenceBackend())
        .cast(DType.FLOAT64)
        .toDoubles();
  }

  private interface Op {
    Tensor of(Tensor x, Tensor kernel);
  }

  private static Tensor winograd(Tensor x, Tensor kernel) {
    int window = (int) kernel.shape().dim(0).fixedSize().orElseThrow();
    return Apply.of(same(window), x, kernel).output();
  }

  private static Tensor direct(Tensor x, Tensor kernel) {
    ConvOptions same = ConvOptions.builder().padding(WindowPadding.SAME).build();
    return Convolutions.conv2d(x, kernel, same);
  }

  @ParameterizedTest
  @EnumSource(Inputs.class)
  void staysWithinItsBoundAndNearADirectSum(Inputs inputs) {
    WinogradConv.WINDOWS.forEach(window -> staysNear(inputs, window));
  }

  private static void staysNear(Inputs inputs, int window) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray x = draw(dtype, 3, inputs.value, List.of(1, 7, 8, CHANNELS));
      NDArray kernel = draw(dtype, 4, u -> 2 * u - 1, List.of(window, window, CHANNELS, 3));
      Expected exact = WinogradOracle.of(same(window), x, kernel);
      double[] wanted = exact.values().toDoubles();
      double[] found = run(WinogradConvTest::winograd, x, kernel);
      double[] summed = run(WinogradConvTest::direct, x, kernel);
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
      // Four times as much as was seen: of single numbers that can be unlucky.
      assertTrue(worst <= 12 * worstOfDirect, inputs + " " + dtype + ": " + worst / worstOfDirect);
    }
  }

  /** What a direct sum makes infinite or NaN is one of these, in every place of a tile. */
  @Test
  void losesNothingThatIsNotFinite() {
    WinogradConv.WINDOWS.forEach(WinogradConvTest::losesNothing);
  }

  private static void losesNothing(int window) {
    List<Integer> kernel = List.of(window, window, 1, 1);
    for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1.0 / 0}) {
      for (int place = 0; place < 36; place++) {
        double[] input =
            draw(DType.FLOAT64, 5, u -> u - 0.5, List.of(1, 6, 6, 1)).toDoubles();
        input[place] = special;
        NDArray x = NDArray.wrap(input, 1, 6, 6, 1);
        checkNotFinite(x, draw(DType.FLOAT64, 6, u -> u - 0.5, kernel));
      }
      for (int place = 0; place < window * window; place++) {
        double[] weights = draw(DType.FLOAT64, 7, u -> u - 0.5, kernel).toDoubles();
        weights[place] = special;
        NDArray weight = NDArray.wrap(weights, window, window, 1, 1);
        checkNotFinite(draw(DType.FLOAT64, 8, u -> u - 0.5, List.of(1, 6, 6, 1)), weight);
      }
    }
  }

  private static void checkNotFinite(NDArray x, NDArray kernel) {
    double[] found = run(WinogradConvTest::winograd, x, kernel);
    double[] summed = run(WinogradConvTest::direct, x, kernel);
    for (int i = 0; i < found.length; i++) {
      assertFalse(Double.isFinite(found[i]) && !Double.isFinite(summed[i]), "place " + i);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "the window must be 3 or 5 elements long, found 4",
        refusal(() -> new WinogradConv(4, List.of(1, 1), List.of(1, 1))));
    assertEquals(
        "padding has a number of 0 or more for each of two axes, found [1] and [1, 1]",
        refusal(() -> new WinogradConv(3, List.of(1), List.of(1, 1))));
    assertEquals(
        "padding has a number of 0 or more for each of two axes, found [1, -1] and [1, 1]",
        refusal(() -> new WinogradConv(3, List.of(1, -1), List.of(1, 1))));
    assertEquals(
        "the input has shape [batch, height, width, channels] and the kernel [3, 3, channels,"
            + " filters], found (1, 4, 4, 2) and (3, 2, 2, 1)",
        refusal(() -> SAME.inferTypes(types(DType.FLOAT32, List.of(3, 2, 2, 1)))));
    assertEquals(
        "the input (1, 4, 4, 2) has 2 channels, and the kernel (3, 3, 5, 1) takes 5",
        refusal(() -> SAME.inferTypes(types(DType.FLOAT32, List.of(3, 3, 5, 1)))));
    assertEquals(
        "inputs must have one floating dtype, found int64 and int64; convert one of them with"
            + " cast(x, dtype)",
        refusal(() -> SAME.inferTypes(types(DType.INT64, List.of(3, 3, 2, 1)))));
  }

  private static List<TensorType> types(DType dtype, List<Integer> kernel) {
    return List.of(
        new TensorType(dtype, Shape.shape(1, 4, 4, 2)),
        new TensorType(dtype, Shape.of(kernel.stream().map(Dim::of).toList())));
  }

  private static String refusal(Runnable refused) {
    return assertThrows(IllegalArgumentException.class, refused::run).getMessage();
  }
}
