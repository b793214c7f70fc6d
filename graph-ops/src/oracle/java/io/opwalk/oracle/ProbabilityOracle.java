package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** ONNX's distributions over classes, and the losses on them. */
final class ProbabilityOracle {
  private static final List<DType> FLOATS = List.of(FLOAT64, FLOAT32);
  private static final Values LOGITS = Values.between(-9, 9);

  private static final Tolerance SMOOTH = Tolerance.ulps(
      4, "exponentials by polynomials, sums in another order; ulps of 1 are counted");

  private ProbabilityOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("Softmax", SMOOTH, draw -> alongAxis(draw, false)),
        OracleRow.of("LogSoftmax", SMOOTH, draw -> alongAxis(draw, true)),
        OracleRow.of("Hardmax", EXACT, ProbabilityOracle::hardmax));
  }

  private static Configuration alongAxis(Draw draw, boolean isLog) {
    NDArray x = draw.array(draw.pick(FLOATS), draw.shape(1, 4), LOGITS);
    int axis = draw.axis(x.rank());
    return Configuration.of(x)
        .attribute("axis", axis)
        .scale(isLog ? 9 : 1)
        .gives(in ->
            isLog ? Probability.logSoftmax(in.get(0), axis) : Probability.softmax(in.get(0), axis));
  }

  private static Configuration hardmax(Draw draw) {
    NDArray x = draw.array(FLOAT32, draw.shape(1, 4), Values.of(1, 2, 3));
    int axis = draw.axis(x.rank());
    int counted = axis < 0 ? axis + x.rank() : axis;
    List<Integer> along = new ArrayList<>(Collections.nCopies(x.rank(), 1));
    along.set(counted, x.dim(counted));
    Tensor positions = Tensors.constant(
        NDArray.of(along, IntStream.range(0, x.dim(counted)).asLongStream().toArray()));
    return Configuration.of(x).attribute("axis", axis).gives(in -> {
      Tensor first = Reductions.argMax(in.get(0), counted, true);
      return Tensors.cast(Logic.equal(positions, first), x.dtype());
    });
  }
}
