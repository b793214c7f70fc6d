package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.layer.LayerBuilder;
import java.util.List;
import java.util.Optional;

/** Collects the options of a {@link Normalization}; what is not said is as in Keras. */
public final class NormalizationBuilder extends LayerBuilder<NormalizationBuilder> {
  List<Integer> axes = List.of(-1);
  boolean invert;
  Optional<NDArray> mean = Optional.empty();
  Optional<NDArray> variance = Optional.empty();

  NormalizationBuilder() {}

  @Override
  protected NormalizationBuilder self() {
    return this;
  }

  /**
   * The axes along which each place has a mean and a variance of its own; the last unless said,
   * none for one mean of all.
   */
  public NormalizationBuilder axes(List<Integer> newAxes) {
    this.axes = List.copyOf(newAxes);
    return this;
  }

  /** Whether it brings features back: {@code mean + x * sqrt(variance)}; false unless said. */
  public NormalizationBuilder invert(boolean whether) {
    this.invert = whether;
    return this;
  }

  /**
   * Mean and variance, so that there is nothing to find in data.
   *
   * @param newMean floating, one number, or one for each place along the axes in order
   * @param newVariance likewise
   * @throws IllegalArgumentException where there are more of one than of the other, or a variance
   *     is negative
   */
  public NormalizationBuilder statistics(NDArray newMean, NDArray newVariance) {
    if (newMean.size() != newVariance.size()) {
      throw new IllegalArgumentException(
          "as many means as variances, found " + newMean.shape() + " and " + newVariance.shape());
    }
    for (double each : newVariance.cast(DType.FLOAT64).toDoubles()) {
      if (!(each >= 0)) {
        throw new IllegalArgumentException("a variance is 0 or more, found " + each);
      }
    }
    this.mean = Optional.of(newMean);
    this.variance = Optional.of(newVariance);
    return this;
  }

  /** The layer. */
  public Normalization build() {
    return new Normalization(this);
  }
}
