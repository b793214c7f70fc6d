package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Whether the true class is among the k largest predictions, for labels that are numbers of
 * classes; Keras's SparseTopKCategoricalAccuracy. It is, where fewer than k predictions are larger
 * than its own.
 *
 * @param k how many, 1 or more
 */
public record SparseTopKCategoricalAccuracy(int k) implements SparseAccuracy {
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
  public Tensor perSample(Tensor labels, Tensor predictions) {
    return TopClasses.among(Labels.classes(name(), labels, predictions), predictions, k);
  }

  @Override
  public Config config() {
    return SparseAccuracy.super.config().with("k", k);
  }
}
