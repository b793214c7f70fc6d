package io.opwalk.nn.layer.norm;

import java.util.List;

/**
 * Collects the options of a {@link SampleNormalization}; what is not said is as in Keras. Of those
 * of {@link AffineBuilder}, root mean squares know the epsilon, and unit lengths none.
 */
public final class SampleNormalizationBuilder extends AffineBuilder<SampleNormalizationBuilder> {
  final SampleNormalization.Kind kind;
  List<Integer> axes = List.of(-1);
  boolean rmsScaling;

  SampleNormalizationBuilder(SampleNormalization.Kind kind) {
    super(kind.epsilon());
    this.kind = kind;
  }

  @Override
  protected SampleNormalizationBuilder self() {
    return this;
  }

  /** The axes along which a sample is brought to one scale; the last unless said. */
  public SampleNormalizationBuilder axes(Integer... newAxes) {
    return axes(List.of(newAxes));
  }

  SampleNormalizationBuilder axes(List<Integer> newAxes) {
    this.axes = List.copyOf(newAxes);
    return this;
  }

  /**
   * Whether a layer normalization divides by the standard deviation and leaves the mean where it
   * is, with a scale and without an offset; false unless said. It is what Keras calls so;
   * {@link SampleNormalization.Kind#RMS} divides by the root of the mean square.
   *
   * @throws IllegalArgumentException for a layer of another kind
   */
  public SampleNormalizationBuilder rmsScaling(boolean whether) {
    if (whether && kind != SampleNormalization.Kind.LAYER) {
      throw new IllegalArgumentException(kind.className() + " knows no rms_scaling");
    }
    this.rmsScaling = whether;
    return this;
  }

  /** The layer. */
  public SampleNormalization build() {
    return new SampleNormalization(this);
  }
}
