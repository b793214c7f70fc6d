package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.SampleWeights;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A metric of what came of yes-or-no predictions, at one threshold or at each of several. */
interface DecisionMetric extends Metric {
  /** When a prediction says yes. */
  Decision decision();

  /** The metric from what came of it at one of the thresholds. */
  double from(Confusion confusion, int threshold);

  @Override
  default List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    return decision().sums(name(), labels, predictions, weights);
  }

  @Override
  default double result(List<NDArray> totals) {
    return results(totals).stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Override
  default int count(Tensor predictions) {
    return decision().count();
  }

  @Override
  default List<Double> results(List<NDArray> totals) {
    Confusion confusion = Confusion.of(totals, 0);
    return IntStream.range(0, confusion.thresholds())
        .mapToObj(threshold -> from(confusion, threshold))
        .toList();
  }

  @Override
  default Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  default Config config() {
    return decision().configured(Metric.super.config());
  }
}
