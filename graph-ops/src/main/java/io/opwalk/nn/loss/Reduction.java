package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import java.util.Locale;

/** How the values of single samples become a loss; those of Keras 3. */
public enum Reduction {
  /** The sum of the weighted values. */
  SUM,

  /**
   * The sum of the weighted values over how many values there are, which is not the sum of the
   * weights; over how many count, where some do not.
   */
  SUM_OVER_BATCH_SIZE,

  /** As {@link #SUM_OVER_BATCH_SIZE}. */
  MEAN,

  /** The sum of the weighted values over the sum of the weights; 0 where that is 0. */
  MEAN_WITH_SAMPLE_WEIGHT,

  /** The weighted values themselves. */
  NONE;

  /** The name that configs have for it. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The values reduced. */
  public Tensor of(Tensor values, SampleWeights weights) {
    return switch (this) {
      case SUM -> weights.sum(values);
      case SUM_OVER_BATCH_SIZE, MEAN -> weights.meanOverCount(values);
      case MEAN_WITH_SAMPLE_WEIGHT -> weights.mean(values);
      case NONE -> weights.apply(values);
    };
  }
}
