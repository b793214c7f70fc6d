package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Reductions;
import java.util.Optional;

/**
 * Whether the true class is among the k largest predictions, for labels that are one-hot; Keras's
 * TopKCategoricalAccuracy. It is, where fewer than k predictions are larger than its own.
 *
 * @param k how many, 1 or more
 */
public record TopKCategoricalAccuracy(int k) implements MeanMetric {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public TopKCategoricalAccuracy {
    TopClasses.requireCount(k);
  }

  /** With Keras's k of 5. */
  public TopKCategoricalAccuracy() {
    this(5);
  }

  @Override
  public String name() {
    return "top_k_categorical_accuracy";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor classes = Reductions.argMax(pair.labels(), -1);
    return TopClasses.among(classes, pair.predictions(), k);
  }

  @Override
  public Config config() {
    return MeanMetric.super.config().with("k", k);
  }
}
