package io.opwalk.ops;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.DslCases.open;
import static io.opwalk.ops.Shapes.broadcastLike;
import static io.opwalk.ops.Shapes.broadcastTo;
import static io.opwalk.ops.Shapes.expandDims;
import static io.opwalk.ops.Shapes.flatten;
import static io.opwalk.ops.Shapes.reshape;
import static io.opwalk.ops.Shapes.squeeze;
import static io.opwalk.ops.Shapes.sumLike;
import static io.opwalk.ops.Shapes.sumTo;
import static io.opwalk.ops.Shapes.transpose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.reference.ReferenceBackend;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values, types with unknown dims, and errors of the DSL's functions. */
class DslTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  static Stream<DslCases.Call> calls() {
    return DslCases.all().stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void gives(DslCases.Call call) {
    NDArray value = call.result().evaluate(Feed.empty(), BACKEND);
    assertEquals(call.expected().describe(), value.describe());
    assertTrue(call.result().shape().admits(value.shape()));
    // Sums and logarithms of a handful of small numbers: a few roundings of relative size 1e-16.
    assertArrayEquals(doubles(call.expected()), doubles(value), 4e-16);
  }

  private static double[] doubles(NDArray value) {
    return value.cast(DType.FLOAT64).toDoubles();
  }

  @Test
  void everyFunctionIsCalled() {
    Set<String> declared = new TreeSet<>();
    for (Class<?> type : List.of(
        Tensors.class,
        Shapes.class,
        Reductions.class,
        Linear.class,
        LinearAlgebra.class,
        Norms.class,
        Sorting.class,
        Probability.class,
        Gates.class,
        GradientFlow.class,
        Control.class,
        Convolutions.class,
        Patches.class,
        Resizing.class,
        Sampling.class,
        Regions.class,
        Pooling.class,
        Indexing.class,
        Scatters.class,
        Joining.class,
        Rearranging.class,
        Padding.class,
        Cumulative.class,
        Counting.class,
        Creation.class,
        Diagonals.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          declared.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    Set<String> called =
        calls().map(DslCases.Call::function).collect(Collectors.toCollection(TreeSet::new));
    // These give no tensor with a value; they have tests of their own.
    called.addAll(List.of(
        "Tensors.placeholder", "Tensors.slotOf", "Tensors.isParameter", "Tensors.isTrainable"));
    assertEquals(declared, called);
  }

  static Stream<Arguments> openShapes() {
    Tensor images = open("images", UNKNOWN, 28, 28);
    Tensor pairs = open("pairs", UNKNOWN);
    Tensor matrix = open("matrix", UNKNOWN, 3);
    return Stream.of(
        arguments(reshape(images, -1, 784), "(?, 784)"),
        arguments(reshape(images, 784, -1), "(784, ?)"),
        arguments(reshape(images, -1), "(784*?,)"),
        arguments(reshape(pairs, -1, 2), "(floor(?/2), 2)"),
        arguments(reshape(matrix, 6), "(6,)"),
        arguments(flatten(images, 1), "(?, 784)"),
        arguments(expandDims(matrix, 0, -1), "(1, ?, 3, 1)"),
        arguments(squeeze(open("x", UNKNOWN, 1)), "(?,)"),
        arguments(transpose(matrix), "(3, ?)"),
        arguments(broadcastLike(open("row", 3), matrix), "(?, 3)"),
        arguments(sumTo(matrix, Shape.shape(3)), "(3,)"),
        arguments(sumTo(matrix, Shape.shape(2, 1)), "(2, 1)"),
        arguments(sumLike(open("fixed", 2, 3), matrix), "(?, 3)"),
        arguments(Reductions.mean(matrix, 1), "(?,)"),
        arguments(Reductions.argMax(images), "()"),
        arguments(Linear.matmul(matrix, open("w", 3, 4)), "(?, 4)"),
        arguments(Linear.matmul(open("v", UNKNOWN), matrix), "(3,)"),
        arguments(Linear.matmul(images, matrix), "(?, 28, 3)"));
  }

  @ParameterizedTest
  @MethodSource("openShapes")
  void unknownDimsAreCarriedThrough(Tensor result, String shape) {
    assertEquals(shape, result.shape().toString());
  }

  static Stream<Arguments> refusals() {
    Tensor x = open("x", 2, 3);
    Tensor open = open("open", UNKNOWN, 3);
    Tensor scalar = open("scalar");
    Tensor vector = open("vector", 4);
    Tensor ints = Tensors.placeholder("ints", DType.INT32, 3);
    Tensor three = open("three", 2, 3, 4);
    return Stream.of(
        refusal(() -> reshape(x, 4), "cannot reshape (2, 3) of 6 elements to (4,)", x),
        refusal(
            () -> reshape(x, -1, 4), "reshape: cannot reshape (2, 3) to [-1, 4]: 6 elements", x),
        refusal(() -> reshape(x, -1, -1), "one size may be -1, found several in [-1, -1]", x),
        refusal(() -> reshape(x, -1, 0), "with a size of 0, -1 could be any number", x),
        refusal(() -> reshape(x, -2, 3), "reshape: a dimension must be 0 or more, found -2", x),
        refusal(
            () -> Probability.sparseCrossEntropyFromLogits(ints, ints),
            "scores of classes are of a floating dtype, found int32",
            ints,
            ints),
        refusal(
            () -> Probability.sparseCrossEntropyFromLogits(x, x),
            "labels are numbers of classes, int64 or int32, found float64",
            x,
            x),
        refusal(
            () -> Probability.sparseCrossEntropyFromLogits(ints, x, 2),
            "sparseCrossEntropyFromLogits: axis 2 is out of range",
            ints,
            x),
        refusal(
            () -> Probability.sparseCrossEntropyFromLogits(ints, x, 1),
            "labels must have the shape of the scores without axis 1, (2,), found (3,)",
            ints,
            x),
        refusal(
            () -> Probability.negativeLogLikelihood(
                ints, x, ClassLossOptions.along(0).weighted(ints)),
            "there is a weight of the scores' dtype for each class, (2,) float64, found (3,) int32",
            ints,
            x,
            ints),
        refusal(
            () -> Regions.maxRoiPool(x, x, ints, 0, 1, 1),
            "height and width must be 1 or more, found 0 and 1",
            x,
            x,
            ints),
        refusal(
            () -> Pooling.adaptiveMaxPool(three, DataFormat.CHANNELS_LAST, 2, 2),
            "sizes takes one number, or one for each of 1 axes, found [2, 2]",
            three),
        refusal(() -> flatten(x, 3), "flatten: axis 3 is out of range", x),
        refusal(() -> expandDims(x, 3), "expandDims: axis 3 is out of range", x),
        refusal(() -> expandDims(x, 0, -4), "expandDims: axis 0 is given twice", x),
        refusal(() -> squeeze(x, 0), "squeeze: axis 0 has size 2, expected 1", x),
        refusal(() -> squeeze(open, 0), "squeeze: axis 0 has size ?, expected 1", open),
        refusal(() -> squeeze(x, 2), "squeeze: axis 2 is out of range", x),
        refusal(() -> transpose(x, 0), "permutation [0] does not fit shape (2, 3)", x),
        refusal(() -> transpose(x, 0, -2), "transpose: a permutation names each axis once", x),
        refusal(() -> transpose(x, 0, 2), "transpose: axis 2 is out of range", x),
        refusal(() -> broadcastTo(x, Shape.shape(3)), "cannot broadcast (2, 3) to (3,)", x),
        refusal(() -> broadcastLike(x, vector), "cannot broadcast (2, 3) to (4,)", x),
        refusal(() -> sumTo(x, Shape.shape(2)), "sumTo: (2,) does not broadcast to (2, 3)", x),
        refusal(() -> sumTo(x, Shape.shape(1, 2, 3)), "sumTo: (1, 2, 3) does not broadcast", x),
        refusal(() -> sumLike(x, vector), "sumLike: (4,) does not broadcast to (2, 3)", x),
        refusal(() -> Shapes.size(x, 5), "size: axis 5 is out of range", x),
        refusal(() -> Shapes.size(x, DType.BOOL, List.of()), "a size is a number, not bool", x),
        refusal(() -> Reductions.sum(x, 2), "sum: axis 2 is out of range", x),
        refusal(() -> Reductions.max(x, 1, -1), "max: axis 1 is given twice", x),
        refusal(() -> Reductions.mean(ints), "not defined for int32", ints),
        refusal(() -> Reductions.variance(x, 7), "variance: axis 7 is out of range", x),
        refusal(() -> Reductions.argMin(x, -3), "argMin: axis -3 is out of range", x),
        refusal(() -> Reductions.all(x), "ALL is not defined for float64", x),
        refusal(
            () -> Linear.matmul(x, scalar), "multiply(a, b) takes a factor of rank 0", x, scalar),
        refusal(() -> Linear.matmul(x, vector), "matmul: shapes (2, 3) and (4, 1)", x, vector),
        refusal(() -> Linear.matmul(vector, x), "the left has 4 columns, the right 2", vector, x),
        refusal(() -> Linear.matmul(x, ints), "found float64 and int32", x, ints),
        refusal(() -> Linear.dot(x, vector), "dot: takes two vectors; matmul", x, vector),
        refusal(() -> Probability.softmax(x, 2), "softmax: axis 2 is out of range", x),
        refusal(() -> Probability.softmax(scalar), "softmax: axis -1 is out of range", scalar),
        refusal(() -> Probability.sparsemax(x, 2), "sparsemax: axis 2 is out of range", x),
        refusal(() -> Gates.glu(x), "glu: takes two halves of an axis, found axis 1 of size 3", x),
        refusal(() -> Probability.logSoftmax(ints), "not defined for int32", ints),
        refusal(
            () -> Probability.crossEntropyFromLogits(x, x, 2),
            "crossEntropyFromLogits: axis 2 is out of range",
            x),
        refusal(
            () -> Probability.binaryCrossEntropyFromLogits(x, vector),
            "labels and logits must have one shape, found (2, 3) and (4,)",
            x,
            vector),
        refusal(() -> Tensors.literal(1.5, ints), "the literal 1.5 is not a value of int32", ints),
        refusal(
            () -> Bits.bitwiseAnd(ints, 0xffffffffL),
            "the literal 4294967295 is not a value of int32",
            ints),
        refusal(() -> Bits.bitwiseAnd(x, 1), "not defined for float64, only for integer", x),
        refusal(() -> Tensors.slotOf(x), "slotOf: not a parameter", x));
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
  void placeholdersHaveNamesTypesAndDimsOfTheirOwn() {
    Shape shape = Shape.shape(UNKNOWN, 2);
    Tensor a = Tensors.placeholder("a", DType.FLOAT32, shape);
    Tensor b = Tensors.placeholder("b", DType.FLOAT32, shape);
    assertEquals("a", a.name());
    assertEquals("(?, 2) float32", a.type().toString());
    assertNotEquals(a.shape(), b.shape());
    assertEquals("() bool", Tensors.placeholder("flag", DType.BOOL).type().toString());
    Tensor named = Tensors.placeholder("c", DType.INT64, Shape.of(Dim.named("n")));
    assertEquals(Shape.of(Dim.named("n")), named.shape());
  }

  @Test
  void aSlotSetsWhatItsParametersGive() {
    Tensor w = Tensors.parameter("w", NDArray.of(1.0, 2.0));
    Tensor tied = Tensors.parameter(Tensors.slotOf(w), false);
    assertEquals(List.of(true, true), List.of(Tensors.isParameter(w), Tensors.isTrainable(w)));
    assertEquals(
        List.of(true, false), List.of(Tensors.isParameter(tied), Tensors.isTrainable(tied)));
    Tensor sum = Arithmetic.add(w, tied);
    assertEquals(
        List.of(false, false), List.of(Tensors.isParameter(sum), Tensors.isTrainable(sum)));
    Tensors.slotOf(tied).set(NDArray.of(3.0, 4.0));
    assertEquals(NDArray.of(3.0, 4.0), w.evaluate(Feed.empty(), BACKEND));
    assertEquals("w", tied.name());
  }

  @Test
  void whatHasTheTypeAlreadyIsReturnedAsItIs() {
    Tensor x = open("x", UNKNOWN, 3);
    assertSame(x, broadcastTo(x, x.shape()));
    assertSame(x, broadcastLike(x, x));
    assertSame(x, sumTo(x, x.shape()));
    assertSame(x, sumLike(x, x));
    assertSame(x, Tensors.cast(x, DType.FLOAT64));
  }

  @Test
  void unknownSizesAreFoundOutWhenTheyAreKnown() {
    Tensor x = open("x", UNKNOWN, 3);
    Feed feed = Feed.feed(x, new double[4][3]);
    assertEquals(NDArray.scalar(12L), Shapes.size(x).evaluate(feed, BACKEND));
    assertTrue(Shapes.size(x).owner().op() instanceof DimSize);
    assertEquals(NDArray.scalar(3L), Shapes.size(x, 1).evaluate(Feed.empty(), BACKEND));
    assertEquals(List.of(4, 3), Tensors.zerosLike(x).evaluate(feed, BACKEND).shape());
  }

  @Test
  void aReshapeThatCouldNotBeCheckedBeforeIsCheckedThen() {
    Tensor x = open("x", UNKNOWN);
    Tensor pairs = reshape(x, -1, 2);
    NDArray four = NDArray.of(1.0, 2, 3, 4);
    assertEquals(four.reshape(2, 2), pairs.evaluate(Feed.feed(x, four), BACKEND));
    Feed three = Feed.feed(x, NDArray.of(1.0, 2, 3));
    assertThrows(EvaluationException.class, () -> pairs.evaluate(three, BACKEND));
  }
}
