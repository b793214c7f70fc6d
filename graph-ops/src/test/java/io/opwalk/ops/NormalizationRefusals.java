package io.opwalk.ops;

import static io.opwalk.ops.TypeRefusalsTest.row;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.BatchNormalization;
import io.opwalk.ops.composite.BatchNormalizationTraining;
import io.opwalk.ops.composite.Dropout;
import io.opwalk.ops.composite.GroupNormalization;
import io.opwalk.ops.composite.InstanceNormalization;
import io.opwalk.ops.composite.LayerNormalization;
import io.opwalk.ops.composite.RandomBits;
import io.opwalk.ops.composite.RandomNormal;
import io.opwalk.ops.composite.RandomUniform;
import io.opwalk.ops.composite.RmsNormalization;
import io.opwalk.ops.composite.ScaledDotProductAttention;
import io.opwalk.ops.composite.Standardization;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What normalizations, attention and random numbers refuse. */
final class NormalizationRefusals {
  private static final Tensor X = of("x", DType.FLOAT64, 2, 4);
  private static final Tensor OPEN = of("open", DType.FLOAT64, 2, -1);
  private static final Tensor FOUR = of("four", DType.FLOAT64, 4);
  private static final Tensor THREE = of("three", DType.FLOAT64, 3);
  private static final Tensor ONE = of("one", DType.FLOAT64, 1);
  private static final Tensor SINGLE = of("single", DType.FLOAT32, 4);
  private static final Tensor INTS = of("ints", DType.INT32, 2, 4);

  private NormalizationRefusals() {}

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  static Stream<Arguments> all() {
    LayerNormalization layer = new LayerNormalization(List.of(1), 1e-3);
    return Stream.of(normalizing(layer), drawing(), attending()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> drawing() {
    Tensor key = of("key", DType.INT64);
    Tensor keys = of("keys", DType.INT64, 2);
    return Stream.of(
        row(new RandomBits(), "a key is an int64 of rank 0, found (2,) int64", keys, X),
        row(new RandomUniform(DType.FLOAT64), "a key is an int64 of rank 0", FOUR, X),
        row(new RandomNormal(DType.FLOAT64), "takes 2 inputs, found 1", key),
        row(new Dropout(0.5), "not defined for int32", INTS, key),
        row(new Dropout(0.5), "a key is an int64 of rank 0", X, keys));
  }

  private static Stream<Arguments> attending() {
    ScaledDotProductAttention attention =
        new ScaledDotProductAttention(OptionalDouble.empty(), false);
    Tensor wide = of("wide", DType.FLOAT64, 3, 5);
    Tensor values = of("values", DType.FLOAT64, 3, 7);
    return Stream.of(
        row(attention, "takes query, key, value and possibly a mask", X, X),
        row(attention, "not defined for int32", INTS, INTS, INTS),
        row(attention, "at least 2 axes, found (4,)", X, X, FOUR),
        row(attention, "the left has 4 columns, the right 5 rows", X, wide, values),
        row(attention, "the left has 2 columns, the right 3 rows", X, X, values),
        row(attention, "the mask must be bool or float64, found int32", X, X, X, INTS),
        row(
            attention,
            "the mask (2, 2, 2) must broadcast to the scores (2, 2)",
            X,
            X,
            X,
            of("deep", DType.FLOAT64, 2, 2, 2)));
  }

  private static Stream<Arguments> normalizing(LayerNormalization layer) {
    return Stream.of(
        row(new Standardization(List.of(0), 0), "not defined for int32", INTS),
        row(new Standardization(List.of(2), 0), "counted from the front, found 2 for (2, 4)", X),
        row(layer, "takes 3 inputs, found 1", X),
        row(layer, "scale must be float64 with the sizes of axes [1] of (2, 4)", X, THREE, FOUR),
        row(layer, "bias must be float64 with the sizes of axes [1] of (2, 4)", X, FOUR, SINGLE),
        row(layer, "scale must be float64 with the sizes of axes [1]", OPEN, ONE, FOUR),
        row(new RmsNormalization(List.of(1), 0), "scale must be float64", X, THREE),
        row(
            new GroupNormalization(3, 1, 0),
            "4 channels cannot be cut into 3 groups of one size",
            X,
            FOUR,
            FOUR),
        row(
            new GroupNormalization(1, 0, 0),
            "axis 0 is the batch",
            of("square", DType.FLOAT64, 4, 4),
            FOUR,
            FOUR),
        row(
            new InstanceNormalization(0, 0),
            "axis 0 is the batch",
            of("square", DType.FLOAT64, 4, 4),
            FOUR,
            FOUR),
        row(new InstanceNormalization(1, 0), "bias must be float64", X, FOUR, THREE),
        row(new BatchNormalization(1, 0), "variance must be float64", X, FOUR, FOUR, FOUR, THREE),
        row(
            new BatchNormalizationTraining(1, 0, 0.9),
            "moving mean must be float64",
            X,
            FOUR,
            FOUR,
            THREE,
            FOUR));
  }
}
