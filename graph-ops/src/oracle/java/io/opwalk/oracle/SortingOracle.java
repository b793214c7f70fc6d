package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.NDArray;
import io.opwalk.ops.Sorting;
import io.opwalk.testing.cases.Values;
import java.util.List;

/** ONNX's selection of the largest and smallest. */
final class SortingOracle {
  private SortingOracle() {}

  static List<OracleRow> all() {
    return List.of(OracleRow.of("TopK", EXACT, SortingOracle::topK));
  }

  private static Configuration topK(Draw draw) {
    // Few values, so that some are equal.
    NDArray x = draw.array(
        draw.pick(FLOAT64, FLOAT32, INT32, INT64), draw.shape(1, 4), Values.of(-2, -1, 0, 1, 2, 3));
    int axis = draw.axis(x.rank());
    int k = draw.between(1, x.dim(axis));
    boolean isLargest = draw.flip();
    return Configuration.of(x)
        .known(List.of(k))
        .attribute("axis", axis)
        .attribute("largest", isLargest)
        .givesAll(in -> {
          Sorting.TopKResult taken = Sorting.topK(in.get(0), k, axis, isLargest, true);
          return List.of(taken.values(), taken.indices());
        });
  }
}
