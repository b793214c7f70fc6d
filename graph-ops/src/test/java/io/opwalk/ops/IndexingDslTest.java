package io.opwalk.ops;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.DslCases.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.walk.Replace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types with unknown dims, errors, and what else no row of op cases shows of indexing. */
class IndexingDslTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  @Test
  void boundSizesReachWhatMentionsThem() {
    Dim n = Dim.named("n");
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, Shape.of(n, Dim.of(2)));
    Tensor y = Reductions.sum(Indexing.get(x, Range.from(1).by(2)));
    Tensor slope = Gradients.gradient(y, x);
    Graph bound = Replace.bind(Graph.of(slope), "n", 3);
    assertEquals("(3, 2)", bound.output().shape().toString());
    assertEquals(
        NDArray.of(List.of(3, 2), 0.0, 0, 1, 1, 0, 0),
        bound.output().evaluate(Feed.feed(bound.inputs().get(0), new double[3][2]), BACKEND));
  }

  static Stream<Arguments> openShapes() {
    Tensor x = open("x", UNKNOWN, 3);
    Tensor indices = Tensors.placeholder("indices", DType.INT64, 4, UNKNOWN);
    return Stream.of(
        arguments(Indexing.get(x, Range.from(1)), "(max(? - 1, 0), 3)"),
        arguments(Indexing.get(x, Range.all().by(-2)), "(floor((? + 1)/2), 3)"),
        arguments(Indexing.get(x, Range.newAxis(), Range.ellipsis(), Range.at(0)), "(1, ?)"),
        arguments(Indexing.take(x, indices, 0), "(4, ?, 3)"),
        arguments(Joining.concat(List.of(x, open("y", 2, 3)), 0), "(? + 2, 3)"),
        arguments(Joining.tile(x, 2, 2), "(2*?, 6)"),
        arguments(Rearranging.roll(x, 1, 0), "(?, 3)"),
        arguments(Padding.pad(x, List.of(1, 0), List.of(1, 0)), "(? + 2, 3)"),
        arguments(Cumulative.diff(x, 0), "(? - 1, 3)"),
        arguments(Shapes.shapeOf(x), "(2,)"),
        arguments(Diagonals.diagonal(open("square", 3, 3), 1), "(2,)"));
  }

  @ParameterizedTest
  @MethodSource("openShapes")
  void unknownDimsAreCarriedThrough(Tensor result, String shape) {
    assertEquals(shape, result.shape().toString());
  }

  static Stream<Arguments> refusals() {
    Tensor x = open("x", 2, 3);
    Tensor any = open("any", UNKNOWN, 3);
    Tensor vector = open("vector", 4);
    Tensor scalar = open("scalar");
    Tensor at = Tensors.placeholder("at", DType.INT32, 2, 3);
    List<Integer> ones = List.of(1, 1);
    Scatter.Kind add = Scatter.Kind.ADD;
    return Stream.of(
        refusal(() -> Indexing.get(x, Range.at(2)), "get: index 2 is out of range for axis 0", x),
        refusal(
            () -> Indexing.get(x, Range.all(), Range.all(), Range.at(0)),
            "too many ranges: [:, :, 0] for shape (2, 3)",
            x),
        refusal(() -> Indexing.get(x, Range.ellipsis(), Range.ellipsis()), "one ellipsis in", x),
        refusal(
            () -> Indexing.set(x, vector, Range.at(0)),
            "set: the value of shape (4,) does not broadcast to the part of shape (3,)",
            x,
            vector),
        refusal(
            () -> Indexing.increment(x, at, Range.all()),
            "increment: the value must have the dtype float64, found int32",
            x,
            at),
        refusal(() -> Indexing.take(x, at, 2), "take: axis 2 is out of range", x),
        refusal(() -> Indexing.take(x, x, 0), "take: indices must be int32 or int64", x),
        refusal(() -> Indexing.takeAlongAxis(vector, at, 0), "must have the rank of what they", at),
        refusal(() -> Indexing.takeAlongAxis(open("w", 2, 4), at, 0), "do not broadcast", at),
        refusal(
            () -> Indexing.gatherNd(vector, at, 0),
            "gatherNd: tuples of 3 indices after 0 common axes do not fit shapes (4,)",
            vector,
            at),
        refusal(
            () -> Indexing.gatherNd(x, Tensors.placeholder("open", DType.INT64, 2, UNKNOWN)),
            "the last axis of indices must have a known size",
            x),
        refusal(() -> Indexing.oneHot(at, -1, DType.BOOL), "up to a negative number: -1", at),
        refusal(() -> Indexing.oneHot(at, 5, 3, DType.BOOL), "axis 3 is out of range", at),
        refusal(
            () -> Scatters.putAlongAxis(x, at, vector, 0, add),
            "putAlongAxis: updates of shape (4,) do not broadcast to (2, 3)",
            x,
            at,
            vector),
        refusal(() -> Scatters.scatterNd(x, at, at, add), "scatterNd: tuples of 3 indices", x, at),
        refusal(() -> Joining.concat(List.of(), 0), "concat: takes at least one tensor"),
        refusal(() -> Joining.concat(List.of(x, vector), 0), "one rank, found (2, 3) and (4,)", x),
        refusal(() -> Joining.stack(List.of(x), 3), "axis 3 is out of range", x),
        refusal(() -> Joining.unstack(any, 0), "unstack: the size of axis 0 must be known", any),
        refusal(() -> Joining.split(x, 2, 1), "axis 1 of size 3 has no 2 equal parts", x),
        refusal(
            () -> Joining.split(x, List.of(1, 1), 1),
            "split: sizes [1, 1] do not add up to 3, the size of axis 1",
            x),
        refusal(() -> Joining.tile(x, -1), "nothing is repeated a negative number of times", x),
        refusal(() -> Joining.repeat(x, 2, 2), "repeat: axis 2 is out of range", x),
        refusal(() -> Joining.meshgrid(List.of(x)), "meshgrid: takes vectors, found (2, 3)", x),
        refusal(() -> Rearranging.moveAxis(x, 0, 2), "moveAxis: axis 2 is out of range", x),
        refusal(() -> Rearranging.swapAxes(x, -3, 0), "swapAxes: axis -3 is out of range", x),
        refusal(() -> Rearranging.flip(x, 0, 0), "flip: axis 0 is given twice", x),
        refusal(() -> Rearranging.roll(x, 1, 2), "roll: axis 2 is out of range", x),
        refusal(() -> Rearranging.reverseSequence(x, at, 0, 1), "two axes and a vector of", x, at),
        refusal(
            () -> Rearranging.depthToSpace(
                open("images", 1, 6, 2, 2), 2, Rearranging.DepthOrder.DEPTH_FIRST),
            "6 channels are no multiple of 2*2"),
        refusal(() -> Rearranging.spaceToDepth(x, 2), "takes images [n, c, h, w]", x),
        refusal(
            () -> Rearranging.spaceToDepth(open("images", 1, 1, 3, 2), 2),
            "axis 2 of size 3 is no multiple of 2"),
        refusal(() -> Padding.pad(x, ones, List.of(1)), "at both ends of 2 axes, found", x),
        refusal(
            () -> Padding.pad(x, List.of(2, 0), ones, Padding.Mode.REFLECT),
            "axis 0 of size 2 is too short for a padding of 2 in the mode REFLECT",
            x),
        refusal(() -> Padding.pad(at, ones, ones, 0.5), "the literal 0.5 is not a value of", at),
        refusal(
            () -> Padding.centerCropPad(x, List.of(1), List.of(0, 1)),
            "takes a size of 0 or more for each of the axes [0, 1], found [1]",
            x),
        refusal(
            () -> Padding.centerCropPad(any, List.of(1), List.of(0)),
            "the size of axis 0 must be known",
            any),
        refusal(() -> Counting.histogram(x, 0, 0, 1), "at least one bin and two ends", x),
        refusal(() -> Counting.histogram(at, 3, 0, 1), "a floating dtype", at),
        refusal(() -> Cumulative.cumSum(x, 2), "cumSum: axis 2 is out of range", x),
        refusal(() -> Cumulative.diff(scalar, 0), "diff: axis 0 is out of range", scalar),
        refusal(() -> Diagonals.tril(vector), "tril: takes matrices, found (4,)", vector),
        refusal(() -> Diagonals.diag(scalar), "diag: takes vectors, found a scalar", scalar),
        refusal(() -> Creation.eyeLike(vector, 0), "eyeLike: takes a matrix", vector),
        refusal(() -> Creation.arangeLike(x, 0, DType.BOOL), "a position is a number, not bool", x),
        refusal(
            () -> Counting.bincount(at, x, -1), "takes a length of 0 or more and weights", at, x),
        refusal(() -> Counting.searchSorted(x, vector, true), "takes a sorted vector", x, vector));
  }

  private static Arguments refusal(Runnable call, String message, Tensor... shown) {
    return arguments(call, message, List.of(shown));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Runnable call, String message, List<Tensor> shown) {
    TypeException thrown = assertThrows(TypeException.class, call::run);
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    shown.forEach(
        tensor -> assertTrue(thrown.getMessage().contains(tensor.toString()), thrown.getMessage()));
  }

  @Test
  void numbersThatMakeNoTensorAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Range.all().by(0));
    assertThrows(IllegalArgumentException.class, () -> Range.at(1).by(2));
    assertThrows(IllegalArgumentException.class, () -> Creation.arange(DType.INT64, 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Creation.arange(DType.INT64, 0, 1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Creation.arange(DType.BOOL, 2));
    assertThrows(IllegalArgumentException.class, () -> Creation.linspace(DType.INT32, 0, 1, 2));
  }

  @Test
  void attributesThatFitNoInputAreRefusedAtOnce() {
    List<Dim> zeros = List.of(Dim.of(0));
    List<Dim> negative = List.of(Dim.of(0).minus(1));
    assertThrows(IllegalArgumentException.class, () -> new Slice(zeros, zeros, List.of(0)));
    assertThrows(IllegalArgumentException.class, () -> new Slice(zeros, List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Pad(zeros, List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Pad(zeros, zeros, List.of(-1)));
    assertThrows(IllegalArgumentException.class, () -> new Pad(negative, zeros, List.of(0)));
    assertThrows(IllegalArgumentException.class, () -> new Iota(0, DType.BOOL));
  }

  @Test
  void anIndexOutOfRangeIsNamedWithItsPlace() {
    Tensor x = open("x", 2, 3);
    Tensor at = Tensors.placeholder("at", DType.INT64, 2);
    Tensor taken = Indexing.take(x, at, 1);
    Feed feed = Feed.feed(x, new double[2][3]).and(at, NDArray.of(-3L, 3L));
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> taken.evaluate(feed, BACKEND));
    assertTrue(
        thrown
            .getMessage()
            .contains("index 3 at position [0, 1] is out of range for an axis of size 3"),
        thrown.getMessage());
  }

  @Test
  void aTupleOutOfRangeIsFoundThoughItsNumberWouldExist() {
    Tensor x = open("x", 2, 3);
    Tensor at = Tensors.placeholder("at", DType.INT64, 1, 2);
    Tensor taken = Indexing.gatherNd(x, at);
    Feed feed = Feed.feed(x, new double[2][3]).and(at, NDArray.of(List.of(1, 2), 0L, 4));
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> taken.evaluate(feed, BACKEND));
    assertTrue(thrown.getMessage().contains("index 4"), thrown.getMessage());
  }

  @Test
  void nothingIsSetWhereNothingIsSelected() {
    Tensor x = open("x", 2, 3);
    assertSame(x, Indexing.set(x, Tensors.constant(1.0), Range.of(1, 1)));
    assertSame(x, Indexing.get(x, Range.all()));
  }

  @Test
  void incrementLeavesNegativeZeros() {
    Tensor x = Tensors.constant(new double[] {-0.0, -0.0});
    for (Range range : List.of(Range.at(1), Range.from(1).by(2))) {
      Tensor sum = Indexing.increment(x, Tensors.constant(1.0), range);
      assertEquals(NDArray.of(-0.0, 1.0), sum.evaluate(Feed.empty(), BACKEND));
    }
  }

  @Test
  void equalExtremesShareTheGradient() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 5);
    Feed feed = Feed.feed(x, NDArray.of(1.0, 1, 2, 2, 2));
    // Of each result those so far that are the extremum get an equal part: y[3] is x[2] or x[3].
    double third = 1.0 / 3;
    assertEquals(
        NDArray.of(1.5, 0.5, 1 + (0.5 + third), 0.5 + third, third),
        gradient(Cumulative.cumMax(x, 0), x).evaluate(feed, BACKEND));
    // An exclusive one is an element later, so that the last element is not looked at.
    assertEquals(
        NDArray.of(1.5, 0.5, 1.5, 0.5, 0.0),
        gradient(Cumulative.cumMax(x, 0, true, false), x).evaluate(feed, BACKEND));
    Tensor at = Tensors.constant(new long[][] {{2}, {2}});
    Tensor scattered = Scatters.scatterNd(x, at, Tensors.constant(2.0), Scatter.Kind.MAX);
    assertEquals(NDArray.of(1.0, 1, third, 1, 1), gradient(scattered, x).evaluate(feed, BACKEND));
  }

  private static Tensor gradient(Tensor y, Tensor x) {
    return Gradients.gradient(Reductions.sum(y), x);
  }

  /** Of x*y*z at zeros, the second derivative in two of them is the third. */
  @Test
  void secondDerivativesOfProductsAreRightAtZeros() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 2, 2);
    NDArray at = NDArray.of(List.of(2, 2), 0.0, 3, 0, 5);
    Tensor row = Shapes.flatten(x);
    List<Tensor> products =
        List.of(Reductions.prod(x), Indexing.get(Cumulative.cumProd(row, 0), Range.at(-1)));
    for (Tensor product : products) {
      Tensor first = Gradients.gradient(product, x);
      Tensor ofZero = Indexing.get(first, Range.at(0), Range.at(0));
      Tensor second = Gradients.gradient(ofZero, x);
      // d2/dx00 dx10 = 3*5; all others have a zero left.
      assertEquals(
          NDArray.of(List.of(2, 2), 0.0, 0, 15, 0), second.evaluate(Feed.feed(x, at), BACKEND));
    }
  }

  @Test
  void aSliceOfAnUnknownSizeIsCheckedWhenItIsKnown() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, Shape.UNKNOWN);
    Tensor third = Indexing.get(x, Range.at(2));
    assertEquals(NDArray.scalar(3.0), third.evaluate(Feed.feed(x, NDArray.of(1.0, 2, 3)), BACKEND));
    assertThrows(
        EvaluationException.class, () -> third.evaluate(Feed.feed(x, NDArray.of(1.0, 2)), BACKEND));
  }
}
