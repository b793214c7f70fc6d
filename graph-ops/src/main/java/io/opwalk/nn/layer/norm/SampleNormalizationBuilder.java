package io.opwalk.nn.layer.norm;

import java.util.List;

/**
 * Collects the options of a {@link SampleNormalization}; what is not said is as in Keras. Of those
 * of {@link AffineBuilder}, root mean squares know the epsilon, and unit lengths none.
 */
public final class SampleNormalizationBuilder extends AffineBuilder<SampleNormalizationBuilder> {
  final SampleNormalization.Kind kind;
  List<Integer> axes = List.of(-1);

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

  /** The layer. */
  public SampleNormalization build() {
    return new SampleNormalization(this);
  }
}
