package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.rewrite.Safety;
import io.opwalk.walk.Walk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Both sides agree up to a bound, and the left one is left where the right one would not pay. */
final class BoundedRulesTest {
  private static final List<Integer> ONES = List.of(1, 1);
  private static final Conv PLAIN = new Conv(ONES, ONES, 1);
  private static final WinogradConv UNPADDED = new WinogradConv(3, List.of(0, 0), List.of(0, 0));

  @Test
  void allAreBounded() {
    for (Rule rule : BoundedRules.set().rules()) {
      assertEquals(Safety.BOUNDED, rule.safety(), rule.name());
    }
  }

  /** How near they are to the true value is tested with the op; this is that it is the same one. */
  @Test
  void bothSidesAgree() {
    for (Rule rule : BoundedRules.set().rules()) {
      List<RuleExample> examples = RuleRunner.examples(rule);
      assertEquals(
          Set.of(DType.FLOAT32, DType.FLOAT64),
          examples.stream().map(example -> example.left().dtype()).collect(Collectors.toSet()),
          rule.name());
      for (RuleExample example : examples) {
        compare(example);
      }
    }
  }

  private static void compare(RuleExample example) {
    SplittableRandom random = new SplittableRandom(9);
    Feed feed = Feed.empty();
    for (Tensor input : example.inputs()) {
      int[] dims = input.shape().dims().stream()
          .mapToInt(dim -> (int) dim.fixedSize().getAsLong())
          .toArray();
      double[] drawn = random
          .doubles(input.shape().elements().fixedSize().getAsLong(), -1, 1)
          .toArray();
      feed = feed.and(input, NDArray.wrap(drawn, dims).cast(input.dtype()));
    }
    List<NDArray> values = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
    double[] left = values.get(0).cast(DType.FLOAT64).toDoubles();
    double[] right = values.get(1).cast(DType.FLOAT64).toDoubles();
    double largest = DoubleStream.of(left).map(Math::abs).max().orElseThrow();
    // Twice what WinogradConvTest allows for one side: both have roundings.
    double unit = example.left().dtype() == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
    for (int i = 0; i < left.length; i++) {
      assertEquals(left[i], right[i], 80 * unit * largest);
    }
  }

  private static Tensor input(long... dims) {
    return Tensors.placeholder("x", DType.FLOAT32, dims);
  }

  private static Tensor kernel(long... dims) {
    return Tensors.placeholder("k", DType.FLOAT32, dims);
  }

  /** What the rules make of a convolution; empty where they leave it. */
  private static Optional<WinogradConv> made(Conv conv, Tensor x, Tensor kernel) {
    Tensor rewritten = RuleRunner.rewrite(Apply.of(conv, x, kernel).output(), BoundedRules.set());
    return Walk.ancestors(rewritten).stream()
        .filter(apply -> apply.op() instanceof WinogradConv)
        .map(apply -> (WinogradConv) apply.op())
        .findFirst();
  }

  @Test
  void firesForAnyBatch() {
    assertEquals(
        Optional.of(UNPADDED), made(PLAIN, input(Shape.UNKNOWN, 32, 14, 17), kernel(40, 32, 3, 3)));
  }

  @Test
  void firesForWindowsOfFiveWhereChannelsAreLast() {
    WinogradConv unpadded = new WinogradConv(5, List.of(0, 0), List.of(0, 0));
    Tensor x = channelsLast(2, 16, 17, 32);
    assertEquals(Optional.of(unpadded), made(PLAIN, x, kernel(40, 32, 5, 5)));
    Tensor around = padded(x, 0, dims(0, 0, 2, 1), dims(0, 0, 0, 3));
    assertEquals(
        Optional.of(new WinogradConv(5, List.of(2, 1), List.of(0, 3))),
        made(PLAIN, around, kernel(40, 32, 5, 5)));
    Tensor ones = padded(x, 1, dims(0, 0, 2, 1), dims(0, 0, 0, 3));
    assertEquals(Optional.empty(), made(PLAIN, ones, kernel(40, 32, 5, 5)));
    Tensor narrow = channelsLast(2, 16, 15, 32);
    assertEquals(Optional.empty(), made(PLAIN, narrow, kernel(40, 32, 5, 5)));
    assertEquals(Optional.empty(), made(PLAIN, input(2, 32, 16, 17), kernel(40, 32, 5, 5)));
  }

  private static Tensor channelsLast(long... dims) {
    return Shapes.transpose(input(dims), 0, 3, 1, 2);
  }

  @Test
  void leavesWhatIsNoWindowOfThreeOrFive() {
    assertEquals(Optional.empty(), made(PLAIN, channelsLast(1, 20, 20, 32), kernel(32, 32, 4, 4)));
    assertEquals(Optional.empty(), made(PLAIN, channelsLast(1, 20, 20, 32), kernel(32, 32, 7, 7)));
    assertEquals(Optional.empty(), made(PLAIN, channelsLast(1, 20, 20, 32), kernel(32, 32, 3, 5)));
    assertEquals(Optional.empty(), made(PLAIN, input(1, 32, 20, 20), kernel(32, 32, 3, 1)));
    assertEquals(
        Optional.empty(), made(PLAIN, input(1, 32, 20, 20), kernel(32, 32, 3, Shape.UNKNOWN)));
    Conv line = new Conv(List.of(1), List.of(1), 1);
    assertEquals(Optional.empty(), made(line, input(1, 32, 20), kernel(32, 32, 3)));
  }

  @Test
  void leavesStridesDilationsAndGroups() {
    Tensor x = input(1, 64, 40, 40);
    List<Integer> twos = List.of(2, 2);
    assertEquals(Optional.empty(), made(new Conv(twos, ONES, 1), x, kernel(32, 64, 3, 3)));
    assertEquals(Optional.empty(), made(new Conv(ONES, twos, 1), x, kernel(32, 64, 3, 3)));
    assertEquals(Optional.empty(), made(new Conv(ONES, ONES, 2), x, kernel(64, 32, 3, 3)));
  }

  @Test
  void leavesWhatIsSmallOrUnknown() {
    assertEquals(Optional.empty(), made(PLAIN, input(1, 31, 20, 20), kernel(32, 31, 3, 3)));
    assertEquals(Optional.empty(), made(PLAIN, input(1, 32, 20, 20), kernel(31, 32, 3, 3)));
    assertEquals(Optional.empty(), made(PLAIN, input(1, 32, 20, 13), kernel(32, 32, 3, 3)));
    assertEquals(
        Optional.empty(), made(PLAIN, input(1, 32, Shape.UNKNOWN, 20), kernel(32, 32, 3, 3)));
    Tensor whole = Tensors.placeholder("x", DType.INT64, 1, 32, 20, 20);
    Tensor wholes = Tensors.placeholder("k", DType.INT64, 32, 32, 3, 3);
    assertEquals(Optional.empty(), made(PLAIN, whole, wholes));
  }

  private static Tensor padded(Tensor x, double value, List<Dim> before, List<Dim> after) {
    return Apply.of(new Pad(before, after, List.of(0, 0, 0, 0)), x, Tensors.literal(value, x))
        .output();
  }

  private static List<Dim> dims(int... sizes) {
    return Arrays.stream(sizes).mapToObj(Dim::of).toList();
  }

  @Test
  void readsThroughZerosAround() {
    Tensor x = padded(input(1, 32, 14, 14), 0, dims(0, 0, 1, 2), dims(0, 0, 0, 3));
    assertEquals(
        Optional.of(new WinogradConv(3, List.of(1, 2), List.of(0, 3))),
        made(PLAIN, x, kernel(32, 32, 3, 3)));
  }

  @Test
  void readsThroughNoOtherPadding() {
    Tensor ones = padded(input(1, 32, 14, 14), 1, dims(0, 0, 1, 1), dims(0, 0, 1, 1));
    assertEquals(Optional.of(UNPADDED), made(PLAIN, ones, kernel(32, 32, 3, 3)));
    Tensor channels = padded(input(1, 31, 14, 14), 0, dims(0, 1, 1, 1), dims(0, 0, 1, 1));
    assertEquals(Optional.of(UNPADDED), made(PLAIN, channels, kernel(32, 32, 3, 3)));
    Tensor x = input(1, 32, 14, 14);
    Pad between = new Pad(dims(0, 0, 1, 1), dims(0, 0, 1, 1), List.of(0, 0, 1, 0));
    Tensor spread = Apply.of(between, x, Tensors.literal(0, x)).output();
    assertEquals(Optional.of(UNPADDED), made(PLAIN, spread, kernel(32, 32, 3, 3)));
  }

  /** What the rules make of the gradient of a kernel; empty where they leave it. */
  private static Optional<WinogradKernelGradient> madeOf(Conv conv, Tensor x, Tensor gradient) {
    Tensor rewritten = RuleRunner.rewrite(Apply.of(conv, x, gradient).output(), BoundedRules.set());
    return Walk.ancestors(rewritten).stream()
        .filter(apply -> apply.op() instanceof WinogradKernelGradient)
        .map(apply -> (WinogradKernelGradient) apply.op())
        .findFirst();
  }

  /** As the gradient of a kernel reads images with their channels last. */
  private static Tensor turned(String name, DType dtype, long... dims) {
    return Shapes.transpose(Tensors.placeholder(name, dtype, dims), 3, 0, 1, 2);
  }

  private static Tensor turned(String name, long... dims) {
    return turned(name, DType.FLOAT32, dims);
  }

  private static Tensor paddedAndTurned(double value, int rows, int columns) {
    Tensor x = channelsLast(2, 12, 13, 32);
    Tensor padded = padded(x, value, dims(0, 0, rows, 1), dims(0, 0, 1, columns));
    return Shapes.transpose(padded, 1, 0, 2, 3);
  }

  @Test
  void firesForGradientsOfKernels() {
    Optional<WinogradKernelGradient> three =
        Optional.of(new WinogradKernelGradient(3, List.of(0, 0), List.of(0, 0)));
    Tensor x = turned("x", Shape.UNKNOWN, 14, 15, 32);
    assertEquals(three, madeOf(PLAIN, x, turned("g", Shape.UNKNOWN, 12, 13, 40)));
    assertEquals(
        Optional.of(new WinogradKernelGradient(3, List.of(1, 1), List.of(1, 2))),
        madeOf(PLAIN, paddedAndTurned(0, 1, 2), turned("g", 2, 12, 14, 32)));
    assertEquals(
        Optional.of(new WinogradKernelGradient(5, List.of(3, 1), List.of(1, 3))),
        madeOf(PLAIN, paddedAndTurned(0, 3, 3), turned("g", 2, 12, 13, 32)));
  }

  @Test
  void leavesOtherGradientsOfKernels() {
    Tensor gradient = turned("g", 2, 12, 14, 32);
    assertEquals(Optional.empty(), madeOf(PLAIN, paddedAndTurned(1, 1, 2), gradient));
    Tensor first = Shapes.transpose(input(2, 32, 14, 16), 1, 0, 2, 3);
    assertEquals(Optional.empty(), madeOf(PLAIN, first, gradient));
    Tensor x = turned("x", 2, 14, 16, 32);
    assertEquals(
        Optional.empty(), madeOf(PLAIN, x, Shapes.transpose(kernel(2, 32, 12, 14), 1, 0, 2, 3)));
    assertEquals(Optional.empty(), madeOf(PLAIN, x, turned("g", 2, 12, 14, 31)));
    assertEquals(Optional.empty(), madeOf(PLAIN, turned("x", 2, 14, 16, 31), gradient));
    assertEquals(Optional.empty(), madeOf(PLAIN, turned("x", 2, 13, 16, 32), gradient));
    assertEquals(
        Optional.empty(), madeOf(PLAIN, turned("x", 2, 13, 16, 32), turned("g", 2, 11, 14, 32)));
    assertEquals(Optional.empty(), madeOf(PLAIN, turned("x", 2, 15, 17, 32), gradient));
    Conv strided = new Conv(List.of(2, 2), ONES, 1);
    assertEquals(Optional.empty(), madeOf(strided, turned("x", 2, 16, 18, 32), gradient));
    assertEquals(
        Optional.empty(),
        madeOf(
            PLAIN,
            turned("x", DType.INT64, 2, 14, 16, 32),
            turned("g", DType.INT64, 2, 12, 14, 32)));
  }
}
