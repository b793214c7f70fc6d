package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.ClassLossOptions;
import io.opwalk.ops.ClassLossOptions.Reduction;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

  /** Classes along axis 1; the loss of logits gives the logarithms of their softmax, too. */
  private static Configuration loss(Draw draw, boolean isOfLogits) {
    DType dtype = draw.pick(FLOATS);
    List<Integer> shape = draw.shape(2, 4);
    List<Integer> places = new ArrayList<>(shape);
    places.remove(1);
    NDArray x = draw.array(dtype, shape, LOGITS);
    boolean isIgnoring = draw.flip();
    // A label that is no class, or one that is.
    int ignored = draw.pick(-1, 0);
    NDArray labels = draw.integers(DType.INT64, places, isIgnoring ? ignored : 0, shape.get(1) - 1);
    NDArray weights = draw.array(dtype, List.of(shape.get(1)), Values.between(0.5, 2));
    boolean isWeighted = draw.flip();
    Reduction reduction = draw.pick(Reduction.NONE, Reduction.MEAN, Reduction.SUM);
    Configuration.Builder configuration =
        isWeighted ? Configuration.of(x, labels, weights) : Configuration.of(x, labels);
    if (isIgnoring) {
      configuration.attribute("ignore_index", ignored);
    }
    return configuration
        .attribute("reduction", reduction.name().toLowerCase(Locale.ROOT))
        // A term is up to 18, twice that with weights.
        .scale(reduction == Reduction.SUM ? 36.0 * labels.size() : 36)
        .givesAll(in -> {
          ClassLossOptions options = ClassLossOptions.along(1).reduced(reduction);
          options = isWeighted ? options.weighted(in.get(2)) : options;
          options = isIgnoring ? options.ignoring(ignored) : options;
          return isOfLogits
              ? List.of(
                  Probability.sparseCrossEntropyFromLogits(in.get(1), in.get(0), options),
                  Probability.logSoftmax(in.get(0), 1))
              : List.of(Probability.negativeLogLikelihood(in.get(1), in.get(0), options));
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
