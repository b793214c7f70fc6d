package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
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
        OracleRow.of("NegativeLogLikelihoodLoss", SMOOTH, draw -> loss(draw, false)),
        OracleRow.of("SoftmaxCrossEntropyLoss", SMOOTH, draw -> loss(draw, true)),
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

  /** Classes along axis 1; the mean of weighted terms is by the sum of their weights. */
  private static Configuration loss(Draw draw, boolean isOfLogits) {
    DType dtype = draw.pick(FLOATS);
    List<Integer> shape = draw.shape(2, 4);
    List<Integer> places = new ArrayList<>(shape);
    places.remove(1);
    NDArray x = draw.array(dtype, shape, LOGITS);
    NDArray labels = draw.integers(DType.INT64, places, 0, shape.get(1) - 1);
    NDArray weights = draw.array(dtype, List.of(shape.get(1)), Values.between(0.5, 2));
    boolean isWeighted = draw.flip();
    String reduction = draw.pick("none", "mean", "sum");
    Configuration.Builder configuration =
        isWeighted ? Configuration.of(x, labels, weights) : Configuration.of(x, labels);
    return configuration
        .attribute("reduction", reduction)
        // A term is up to 18, twice that with weights.
        .scale(reduction.equals("sum") ? 36.0 * labels.size() : 36)
        .gives(in -> {
          Tensor logs = isOfLogits ? Probability.logSoftmax(in.get(0), 1) : in.get(0);
          Tensor chosen = Indexing.takeAlongAxis(logs, Shapes.expandDims(in.get(1), 1), 1);
          Tensor losses = Arithmetic.negative(Shapes.reshapeLike(chosen, in.get(1)));
          Tensor counts =
              isWeighted ? Indexing.take(in.get(2), in.get(1), 0) : Tensors.onesLike(losses);
          Tensor weighted = Arithmetic.multiply(losses, counts);
          return switch (reduction) {
            case "none" -> weighted;
            case "sum" -> Reductions.sum(weighted);
            default -> Arithmetic.divide(Reductions.sum(weighted), Reductions.sum(counts));
          };
        });
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
