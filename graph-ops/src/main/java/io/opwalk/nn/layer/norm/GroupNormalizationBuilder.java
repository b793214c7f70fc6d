package io.opwalk.nn.layer.norm;

/** Collects the options of a {@link GroupNormalization}; what is not said is as in Keras. */
public final class GroupNormalizationBuilder extends AffineBuilder<GroupNormalizationBuilder> {
  final int groups;
  int axis = -1;

  GroupNormalizationBuilder(int groups) {
    super(1e-3);
    this.groups = groups;
  }

  @Override
  protected GroupNormalizationBuilder self() {
    return this;
  }

  /** The axis of the channels; -1 unless said. */
  public GroupNormalizationBuilder axis(int newAxis) {
    this.axis = newAxis;
    return this;
  }

  /** The layer. */
  public GroupNormalization build() {
    return new GroupNormalization(this);
  }
}
