package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.SampleWeights;
import java.util.List;
import java.util.Optional;

/** A metric of what came of yes-or-no predictions at one threshold. */
interface DecisionMetric extends Metric {
  /** When a prediction says yes. */
  Decision decision();

  /** The metric from what came of it. */
  double from(Confusion confusion);

  @Override
  default List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    return decision().sums(name(), labels, predictions, weights);
  }

  @Override
  default double result(List<NDArray> totals) {
    return from(Confusion.of(totals, 0));
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
