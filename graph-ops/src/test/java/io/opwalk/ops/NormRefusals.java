package io.opwalk.ops;

import static io.opwalk.ops.TypeRefusalsTest.row;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.CosineSimilarity;
import io.opwalk.ops.composite.L2Norm;
import io.opwalk.ops.composite.Normalize;
import io.opwalk.ops.composite.PNorm;
import io.opwalk.ops.composite.PairwiseDistance;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Inputs that norms refuse. */
final class NormRefusals {
  private static final Tensor X = of("x", DType.FLOAT64, 2, 3);
  private static final Tensor THIN = of("thin", DType.FLOAT64, 2, 1);
  private static final Tensor OPEN = of("open", DType.FLOAT64, 2, -1);
  private static final Tensor FOUR = of("four", DType.FLOAT64, 4, 3);
  private static final Tensor VECTOR = of("vector", DType.FLOAT64, 3);
  private static final Tensor SINGLE = of("single", DType.FLOAT32, 2, 3);
  private static final Tensor INTS = of("ints", DType.INT32, 2, 3);

  private NormRefusals() {}

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  static Stream<Arguments> all() {
    CosineSimilarity cosine = new CosineSimilarity(-1, 1e-12);
    PairwiseDistance distance = new PairwiseDistance(2);
    return Stream.of(
        row(new L2Norm(List.of(0), false), "not defined for int32", INTS),
        row(new L2Norm(List.of(2), false), "axis 2 is out of range", X),
        row(new L2Norm(List.of(1, 0), false), "axes must be sorted", X),
        row(new PNorm(3, List.of(2), false), "axis 2 is out of range", X),
        row(new PNorm(3, List.of(0), false), "not defined for int32", INTS),
        row(new Normalize(2, 2, 1), "counted from the front, found 2 for (2, 3)", X),
        row(new Normalize(2, 0, 1), "not defined for int32", INTS),
        row(cosine, "one dtype, found float64 and float32", X, SINGLE),
        row(cosine, "vectors must be of one length, found 3 in (2, 3) and 1 in (2, 1)", X, THIN),
        row(cosine, "vectors must be of one length, found 1 in (2, 1) and ? in", THIN, OPEN),
        row(cosine, "shapes (2, 3) and (4, 3) do not broadcast", X, FOUR),
        row(cosine, "takes 2 inputs, found 1", X),
        row(distance, "expected matrices of rows, found (2, 3) and (3,)", X, VECTOR),
        row(distance, "vectors must be of one length, found 3 in (2, 3) and 1 in", X, THIN),
        row(distance, "one dtype, found float64 and float32", X, SINGLE),
        row(distance, "not defined for int32", INTS, INTS));
  }
}
