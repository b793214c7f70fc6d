package io.opwalk.nn.metric;

import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.nn.metric.FBetaScore.Average;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A mean of precision and recall, class by class. */
interface ScoreMetric extends Metric {
  /** How the scores of several classes become one. */
  Average average();

  /** How much recall counts. */
  double beta();

  /** Above which a prediction says yes. */
  OptionalDouble threshold();

  /** Checks that a threshold is above 0 and up to 1. */
  static void requireThreshold(OptionalDouble threshold) {
    threshold.ifPresent(value -> {
      if (!(value > 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "a threshold must be above 0 and up to 1, found " + value);
      }
    });
  }

  /** For each class the weights of true positives, false positives and false negatives. */
  @Override
  default List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor y = pair.labels();
    Tensor p = pair.predictions();
    if (p.shape().rank() != 2) {
      throw Pairs.refusal(name(), "predictions must be of shape (n, classes)", labels, predictions);
    }
    Tensor said = Tensors.cast(said(p), p.dtype());
    return List.of(
        Reductions.sum(weights.apply(multiply(said, y)), 0),
        Reductions.sum(weights.apply(multiply(said, subtract(1, y))), 0),
        Reductions.sum(weights.apply(multiply(subtract(1, said), y)), 0));
  }

  private Tensor said(Tensor p) {
    if (threshold().isPresent()) {
      return Logic.greater(p, threshold().getAsDouble());
    }
    Tensor largest = Reductions.max(p, List.of(-1), true);
    return Logic.logicalAnd(Logic.greaterEqual(p, largest), Logic.greater(Arithmetic.abs(p), 1e-9));
  }

  /** The number of classes, where each has a score of its own. */
  @Override
  default int count(Tensor predictions) {
    return average() == Average.NONE ? LastAxis.size(name(), predictions) : 1;
  }

  @Override
  default List<Double> results(List<NDArray> totals) {
    return average() == Average.NONE ? ofEach(totals) : List.of(result(totals));
  }

  @Override
  default double result(List<NDArray> totals) {
    double[] right = totals.get(0).toDoubles();
    double[] missed = totals.get(2).toDoubles();
    if (average() == Average.MICRO) {
      return score(sum(right), sum(totals.get(1).toDoubles()), sum(missed));
    }
    double ofWeights = sum(right) + sum(missed);
    List<Double> each = ofEach(totals);
    double score = 0;
    for (int i = 0; i < right.length; i++) {
      double weight = average() == Average.WEIGHTED
          ? (right[i] + missed[i]) / (ofWeights + Thresholds.EPSILON)
          : 1.0 / right.length;
      score += weight * each.get(i);
    }
    return score;
  }

  private List<Double> ofEach(List<NDArray> totals) {
    double[] right = totals.get(0).toDoubles();
    double[] vain = totals.get(1).toDoubles();
    double[] missed = totals.get(2).toDoubles();
    return IntStream.range(0, right.length)
        .mapToObj(i -> score(right[i], vain[i], missed[i]))
        .toList();
  }

  private double score(double right, double vain, double missed) {
    double precision = right / (right + vain + Thresholds.EPSILON);
    double recall = right / (right + missed + Thresholds.EPSILON);
    double squared = beta() * beta();
    double mean = precision * recall / (squared * precision + recall + Thresholds.EPSILON);
    return mean * (1 + squared);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  @Override
  default Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  default Config config() {
    return Metric.super
        .config()
        .with(
            "average", average() == Average.NONE ? null : average().name().toLowerCase(Locale.ROOT))
        .with("threshold", threshold().isPresent() ? threshold().getAsDouble() : null);
  }
}
