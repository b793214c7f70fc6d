package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import java.util.Optional;

/**
 * Whether the true class is among the k largest predictions, for labels that are numbers of
 * classes; Keras's SparseTopKCategoricalAccuracy. It is, where fewer than k predictions are larger
 * than its own.
 *
 * @param k how many, 1 or more
 */
public record SparseTopKCategoricalAccuracy(int k) implements MeanMetric {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public SparseTopKCategoricalAccuracy {
    TopClasses.requireCount(k);
  }

  /** With Keras's k of 5. */
  public SparseTopKCategoricalAccuracy() {
    this(5);
  }

  @Override
  public String name() {
    return "sparse_top_k_categorical_accuracy";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public TensorType labelType(Tensor predictions) {
    return Labels.numbersOfClasses(predictions);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    return TopClasses.among(Labels.classes(name(), labels, predictions), predictions, k);
  }

  @Override
  public Config config() {
    return MeanMetric.super.config().with("k", k);
  }
}
