package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.BatchNormalizationTraining;
import io.opwalk.ops.composite.BinaryCrossEntropy;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.ClipGradient;
import io.opwalk.ops.composite.ClipGradientNorm;
import io.opwalk.ops.composite.CrossEntropy;
import io.opwalk.ops.composite.DiagonalMatrix;
import io.opwalk.ops.composite.GroupNormalization;
import io.opwalk.ops.composite.Identity;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.LogSumExp;
import io.opwalk.ops.composite.Mean;
import io.opwalk.ops.composite.PlaceholderWithDefault;
import io.opwalk.ops.composite.ReshapeLike;
import io.opwalk.ops.composite.ScaleGradient;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.composite.Sparsemax;
import io.opwalk.ops.composite.Standardization;
import io.opwalk.ops.composite.StopGradient;
import io.opwalk.ops.composite.Triangle;
import io.opwalk.ops.composite.Variance;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Barrier;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.scalar.ArithmeticFunctions;
import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.LogicFunctions;
import io.opwalk.testing.cases.ForthAndBack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each type rule refuses, and in what words. */
class TypeRefusalsTest {
  private static final Tensor MATRIX = of("matrix", DType.FLOAT64, 2, 3);
  private static final Tensor INTS = of("ints", DType.INT32, 2, 3);
  private static final Tensor TRUTHS = of("truths", DType.BOOL, 2, 3);
  private static final Tensor VECTOR = of("vector", DType.FLOAT64, 3);

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  static Stream<Arguments> primitives() {
    Elementwise add = new Elementwise(ArithmeticFunctions.ADD);
    Elementwise exp = new Elementwise(ExponentFunctions.EXP);
    Elementwise where = new Elementwise(LogicFunctions.WHERE);
    ArgReduce argMax = new ArgReduce(ArgReduce.Kind.MAX, 0, false);
    Reduce sum = new Reduce(Reduce.Kind.SUM, List.of(0), false);
    Reduce any = new Reduce(Reduce.Kind.ANY, List.of(0), false);
    Reduce unsorted = new Reduce(Reduce.Kind.SUM, List.of(1, 0), false);
    Reduce negative = new Reduce(Reduce.Kind.SUM, List.of(-1), false);
    return Stream.of(
        row(add, "takes 2 inputs, found 1", MATRIX),
        row(add, "shapes (2, 3) and (2, 2) do not broadcast", MATRIX, of("", DType.FLOAT64, 2, 2)),
        row(add, "one dtype, found float64 and int32; convert one of them with cast", MATRIX, INTS),
        row(add, "not defined for bool", TRUTHS, TRUTHS),
        row(exp, "not defined for int32, only for floating dtypes", INTS),
        row(where, "the condition must be bool, found float64", MATRIX, MATRIX, MATRIX),
        row(new Cast(DType.INT32), "takes 1 input, found 2", MATRIX, MATRIX),
        row(sum, "SUM is not defined for bool; convert with cast", TRUTHS),
        row(any, "ANY is not defined for float64; convert with cast", MATRIX),
        row(unsorted, "axes must be sorted and counted from the front, found [1, 0]", MATRIX),
        row(negative, "axes must be sorted and counted from the front, found [-1]", MATRIX),
        row(sum, "axis 0 is out of range", of("", DType.FLOAT64)),
        row(argMax, "not defined for bool", TRUTHS),
        row(argMax, "axis 0 of (0, 2) is empty", of("", DType.FLOAT64, 0, 2)),
        row(argMax, "axis 0 is out of range", of("", DType.FLOAT64)),
        row(new Barrier(), "takes one input at least, found 0"),
        row(
            new Broadcast(Shape.shape(2, 3)),
            "cannot broadcast (2, 2) to (2, 3)",
            of("", DType.FLOAT64, 2, 2)),
        row(new Broadcast(Shape.shape(3)), "cannot broadcast (2, 3) to (3,)", MATRIX),
        row(
            new Reshape(Shape.shape(4)),
            "cannot reshape (2, 3) of 6 elements to (4,) of 4",
            MATRIX),
        row(
            new Transpose(List.of(1, 0)),
            "permutation [1, 0] does not fit shape (3,) of rank 1",
            VECTOR),
        row(new Custom(new ForthAndBack()), "expected one vector, found [(2, 3) float64]", MATRIX),
        row(new DimSize(List.of(2), DType.INT64), "axis 2 is out of range", MATRIX),
        row(new MatMul(), "rank 2 at least, found (2, 3) and (3,)", MATRIX, VECTOR),
        row(new MatMul(), "the left has 3 columns, the right 2 rows", MATRIX, MATRIX),
        row(new MatMul(), "one numeric dtype, found float64 and int32", MATRIX, INTS),
        row(new MatMul(), "one numeric dtype, found bool and bool", TRUTHS, TRUTHS),
        row(
            new MatMul(),
            "the axes in front of the matrices: shapes (2,) and (3,) do not broadcast",
            of("", DType.FLOAT64, 2, 1, 1),
            of("", DType.FLOAT64, 3, 1, 1)));
  }

  static Stream<Arguments> composites() {
    Tensor wide = of("wide", DType.FLOAT64, 2, 4);
    Tensor open = of("open", DType.FLOAT64, 2, Shape.UNKNOWN);
    Tensor thin = of("thin", DType.FLOAT64, 2, 1);
    Tensor single = of("single", DType.FLOAT32, 2, 3);
    CrossEntropy loss = new CrossEntropy(1);
    BinaryCrossEntropy binary = new BinaryCrossEntropy();
    return Stream.of(
        row(new Softmax(0), "not defined for int32, only for floating dtypes", INTS),
        row(new Softmax(2), "counted from the front, found 2 for (2, 3)", MATRIX),
        row(new Softmax(-1), "counted from the front, found -1 for (2, 3)", MATRIX),
        row(new Sparsemax(0), "not defined for int32, only for floating dtypes", INTS),
        row(new Sparsemax(2), "counted from the front, found 2 for (2, 3)", MATRIX),
        row(new LogSoftmax(2), "counted from the front, found 2 for (2, 3)", MATRIX),
        row(new LogSoftmax(0), "takes 1 input, found 2", MATRIX, MATRIX),
        row(new LogSumExp(List.of(1, 0), true), "axes must be sorted", MATRIX),
        row(new LogSumExp(List.of(), true), "not defined for bool", TRUTHS),
        row(new Mean(List.of(0), false), "not defined for int32", INTS),
        row(new Variance(List.of(0), false), "not defined for int32", INTS),
        row(new Variance(List.of(2), false), "axis 2 is out of range", MATRIX),
        row(loss, "one shape, found (2, 3) and (2, 4)", MATRIX, wide),
        row(loss, "one shape, found (2, 1) and (2, ?)", thin, open),
        row(loss, "one shape, found (3,) and (2, 3)", VECTOR, MATRIX),
        row(
            loss,
            "labels and logits must have one dtype, found float32 and float64",
            single,
            MATRIX),
        row(loss, "not defined for int32", INTS, INTS),
        row(new CrossEntropy(2), "counted from the front, found 2", MATRIX, MATRIX),
        row(binary, "one shape, found (2, 1) and (2, 3)", thin, MATRIX),
        row(binary, "labels and logits must have one dtype, found int32 and float64", INTS, MATRIX),
        row(new BroadcastLike(), "cannot broadcast (2, 3) to (3,)", MATRIX, VECTOR),
        row(new ReshapeLike(), "cannot reshape (2, 3) of 6 elements to (3,)", MATRIX, VECTOR),
        row(new Triangle(true, 0), "takes matrices, found shape (3,)", VECTOR),
        row(new Triangle(false, 1), "takes 1 input, found 2", MATRIX, MATRIX),
        row(new DiagonalMatrix(0), "takes vectors, found a scalar", of("", DType.FLOAT64)),
        row(new Identity(), "takes 1 input, found 2", MATRIX, MATRIX),
        row(new PlaceholderWithDefault(), "takes 1 input, found 2", MATRIX, MATRIX),
        row(new StopGradient(), "takes 1 input, found 2", MATRIX, MATRIX),
        row(new ScaleGradient(), "not defined for int32", INTS, INTS),
        row(new ScaleGradient(), "cannot broadcast (2, 4) to (2, 3)", MATRIX, wide),
        row(
            new ScaleGradient(),
            "the factor must be of the dtype of the input, float64, found float32",
            MATRIX,
            single),
        row(new ClipGradient(0, 1), "not defined for int32, only for floating dtypes", INTS),
        row(new ClipGradientNorm(1), "not defined for bool, only for floating dtypes", TRUTHS));
  }

  static Stream<Arguments> control() {
    return ControlRefusals.all();
  }

  static Stream<Arguments> normalizations() {
    return NormalizationRefusals.all();
  }

  static Stream<Arguments> norms() {
    return NormRefusals.all();
  }

  static Stream<Arguments> convolutions() {
    return ConvRefusals.all();
  }

  static Stream<Arguments> regions() {
    return RegionRefusals.all();
  }

  static Stream<Arguments> indexing() {
    return IndexingRefusals.all();
  }

  /** A row: the inputs are refused by the op, with these words among others. */
  static Arguments row(Op op, String message, Tensor... inputs) {
    return arguments(op, message, List.of(inputs));
  }

  @ParameterizedTest
  @MethodSource({
    "primitives",
    "composites",
    "normalizations",
    "norms",
    "convolutions",
    "regions",
    "indexing",
    "control"
  })
  void refuses(Op op, String message, List<Tensor> inputs) {
    TypeException thrown = assertThrows(TypeException.class, () -> Apply.of(op, inputs));
    List<String> expected = new ArrayList<>(List.of(op.label() + ": ", message));
    inputs.forEach(input -> expected.add(": " + input));
    for (String part : expected) {
      assertTrue(
          thrown.getMessage().contains(part),
          () -> "expected '" + part + "' in: " + thrown.getMessage());
    }
  }

  @Test
  void everyOpThatCanRefuseItsInputsHasARow() {
    List<String> tested = Stream.of(
            primitives(),
            composites(),
            normalizations(),
            norms(),
            convolutions(),
            regions(),
            indexing(),
            control())
        .flatMap(rows -> rows)
        .map(row -> row.get()[0].getClass().getName())
        .distinct()
        .sorted()
        .toList();
    List<String> expected = TypeCasesTest.all()
        .filter(row -> !row.types().isEmpty())
        .map(row -> row.op().getClass().getName())
        .distinct()
        .sorted()
        .toList();
    assertEquals(expected, tested);
  }

  @Test
  void attributesThatMakeNoSenseAreRefusedBeforeThereAreInputs() {
    assertThrows(IllegalArgumentException.class, () -> new Transpose(List.of(0, 2)));
    assertThrows(IllegalArgumentException.class, () -> new Transpose(List.of(0, 0)));
    assertThrows(IllegalArgumentException.class, () -> new DimSize(List.of(), DType.BOOL));
    assertThrows(IllegalArgumentException.class, () -> new ClipGradient(1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new ClipGradient(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new ClipGradientNorm(0));
    assertThrows(IllegalArgumentException.class, () -> new Standardization(List.of(0), Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new GroupNormalization(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new BatchNormalizationTraining(1, 0, 1.5));
    assertThrows(
        IllegalArgumentException.class, () -> new ClipGradientNorm(Double.POSITIVE_INFINITY));
  }
}
