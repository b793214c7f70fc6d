package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Norms;
import io.opwalk.ops.Reductions;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;
import java.util.stream.IntStream;

/** ONNX's reductions: over given axes, over all, or over none where it is told so. */
final class ReductionOracle {
  private static final List<DType> FLOATS = List.of(FLOAT64, FLOAT32);
  private static final List<DType> NUMBERS = List.of(FLOAT64, FLOAT32, INT64, INT32);

  private static final Values ANY = Values.between(-9, 9);
  private static final Values POSITIVE = Values.between(0.5, 2);

  private static final Tolerance SUM = Tolerance.ulps(
      8,
      "up to 625 terms in different orders, whose roundings mostly cancel; ulps of 9 are counted");

  private static final Tolerance PRODUCT =
      Tolerance.ulps(16, "up to 625 factors in different orders, whose roundings mostly cancel");

  private ReductionOracle() {}

  /** One of our reductions. */
  @FunctionalInterface
  private interface Reduction {
    Tensor apply(Tensor x, List<Integer> axes, boolean keepDims);
  }

  static List<OracleRow> all() {
    return List.of(
        reduction("ReduceSum", SUM, NUMBERS, ANY, Reductions::sum),
        reduction("ReduceProd", PRODUCT, NUMBERS, Values.between(0.9, 1.1), Reductions::prod),
        reduction("ReduceMax", EXACT, NUMBERS, ANY, Reductions::max),
        reduction("ReduceMin", EXACT, NUMBERS, ANY, Reductions::min),
        reduction("ReduceMean", SUM, FLOATS, ANY, Reductions::mean),
        reduction("ReduceL1", SUM, FLOATS, ANY, Norms::l1),
        reduction("ReduceL2", SUM, FLOATS, ANY, Norms::l2),
        reduction("ReduceLogSum", SUM, FLOATS, POSITIVE, Norms::logSum),
        reduction("ReduceLogSumExp", SUM, FLOATS, ANY, Reductions::logSumExp),
        reduction("ReduceSumSquare", SUM, FLOATS, ANY, Norms::sumSquare),
        OracleRow.of("ArgMax", EXACT, draw -> argReduce(draw, true)),
        OracleRow.of("ArgMin", EXACT, draw -> argReduce(draw, false)));
  }

  private static OracleRow reduction(
      String op, Tolerance tolerance, List<DType> dtypes, Values values, Reduction ours) {
    return OracleRow.of(op, tolerance, draw -> {
      NDArray x = draw.array(draw.pick(dtypes), draw.shape(1, 4), values);
      boolean keepDims = draw.flip();
      boolean isNoneNone = draw.flip();
      boolean isAll = draw.between(0, 3) == 0;
      List<Integer> axes = isAll ? List.of() : draw.axes(x.rank(), 1, x.rank());
      List<Integer> reduced =
          axes.isEmpty() && !isNoneNone ? IntStream.range(0, x.rank()).boxed().toList() : axes;
      Configuration.Builder configuration = Configuration.of(x);
      if (!isAll || isNoneNone) {
        configuration.known(axes);
      }
      return configuration
          .attribute("keepdims", keepDims)
          .attribute("noop_with_empty_axes", isNoneNone)
          .scale(tolerance == SUM ? 9 : 0)
          .gives(in -> ours.apply(in.get(0), reduced, keepDims));
    });
  }

  private static Configuration argReduce(Draw draw, boolean isMax) {
    // Few values, so that some are equal.
    NDArray x =
        draw.array(draw.pick(FLOAT64, FLOAT32, INT32), draw.shape(1, 4), Values.of(1, 2, 3));
    int axis = draw.axis(x.rank());
    boolean keepDims = draw.flip();
    return Configuration.of(x)
        .attribute("axis", axis)
        .attribute("keepdims", keepDims)
        .gives(in -> isMax
            ? Reductions.argMax(in.get(0), axis, keepDims)
            : Reductions.argMin(in.get(0), axis, keepDims));
  }
}
