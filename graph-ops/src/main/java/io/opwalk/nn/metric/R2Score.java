package io.opwalk.nn.metric;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How much of the variance of the labels predictions explain, {@code 1 - sum((y - p)^2) / sum((y -
 * mean(y))^2)}: 1 at best, 0 for predicting the mean; Keras's R2Score. Labels and predictions are
 * of shape (n, outputs); each output has a score of its own, of which an infinite one counts as 0.
 *
 * @param aggregation how the scores of several outputs become one
 * @param numRegressors how many independent variables the score is adjusted for; 0 leaves it as it
 *     is, and so does one that is not below the number of labels less 1
 */
public record R2Score(Aggregation aggregation, int numRegressors) implements Metric {
  /** How the scores of several outputs become one. */
  public enum Aggregation {
    /** All count alike. */
    UNIFORM_AVERAGE,

    /** Each counts as much as its labels vary. */
    VARIANCE_WEIGHTED_AVERAGE,

    /** They do not: each is a number of its own. */
    NONE
  }

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException where it is negative
   */
  public R2Score {
    Objects.requireNonNull(aggregation, "aggregation");
    if (numRegressors < 0) {
      throw new IllegalArgumentException(
          "the number of regressors must be 0 or more, found " + numRegressors);
    }
  }

  /** The mean of all outputs, not adjusted. */
  public R2Score() {
    this(Aggregation.UNIFORM_AVERAGE, 0);
  }

  @Override
  public String name() {
    return "r2_score";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  /**
   * For each output the sums of the labels, of their squares, of the squared errors and of the
   * weights; and how many labels there are. In float64, since sums of squares cancel.
   */
  @Override
  public List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    if (pair.predictions().shape().rank() != 2) {
      throw Pairs.refusal(name(), "predictions must be of shape (n, outputs)", labels, predictions);
    }
    Tensor y = Labels.cast(pair.labels(), DType.FLOAT64);
    Tensor p = Labels.cast(pair.predictions(), DType.FLOAT64);
    Tensor error = Arithmetic.square(Arithmetic.subtract(y, p));
    return List.of(
        Reductions.sum(weights.apply(y), 0),
        Reductions.sum(weights.apply(Arithmetic.square(y)), 0),
        Reductions.sum(weights.apply(error), 0),
        Reductions.sum(weights.apply(Tensors.onesLike(y)), 0),
        Shapes.size(y));
  }

  /** The number of outputs, where each has a score of its own. */
  @Override
  public int count(Tensor predictions) {
    return aggregation == Aggregation.NONE ? LastAxis.size(name(), predictions) : 1;
  }

  @Override
  public List<Double> results(List<NDArray> totals) {
    return aggregation == Aggregation.NONE
        ? IntStream.range(0, totals.get(0).dim(0))
            .mapToObj(i -> adjusted(score(totals, i), totals))
            .toList()
        : List.of(result(totals));
  }

  @Override
  public double result(List<NDArray> totals) {
    double sum = 0;
    double ofWeights = 0;
    for (int i = 0; i < totals.get(0).dim(0); i++) {
      double weight = aggregation == Aggregation.VARIANCE_WEIGHTED_AVERAGE ? spread(totals, i) : 1;
      sum += weight * score(totals, i);
      ofWeights += weight;
    }
    return adjusted(sum / ofWeights, totals);
  }

  /** How much the labels of an output vary. */
  private static double spread(List<NDArray> totals, int output) {
    double labels = totals.get(0).getDouble(output);
    return totals.get(1).getDouble(output) - labels * labels / totals.get(3).getDouble(output);
  }

  private static double score(List<NDArray> totals, int output) {
    double score = 1 - totals.get(2).getDouble(output) / spread(totals, output);
    return Double.isInfinite(score) ? 0 : score;
  }

  private double adjusted(double score, List<NDArray> totals) {
    double count = totals.get(4).doubleValue();
    boolean isAdjusted = numRegressors > 0 && numRegressors < count - 1;
    return isAdjusted ? 1 - (1 - score) * (count - 1) / (count - numRegressors - 1) : score;
  }

  @Override
  public Config config() {
    return Metric.super
        .config()
        .with(
            "class_aggregation",
            aggregation == Aggregation.NONE ? null : aggregation.name().toLowerCase(Locale.ROOT))
        .with("num_regressors", numRegressors);
  }
}
