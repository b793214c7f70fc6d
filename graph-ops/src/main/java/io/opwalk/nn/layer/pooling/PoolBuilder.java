package io.opwalk.nn.layer.pooling;

import io.opwalk.nn.layer.SpatialBuilder;
import java.util.List;
import java.util.Objects;

/**
 * Collects the options of a {@link Pool}; what is not said is as in Keras. Sizes and strides are
 * given for each axis of space, or once for all; windows move as far as they are long unless said.
 */
public final class PoolBuilder extends SpatialBuilder<PoolBuilder> {
  final PoolKind kind;
  final List<Integer> size;

  PoolBuilder(PoolKind kind, int axes, List<Integer> size) {
    super(required(axes));
    this.kind = Objects.requireNonNull(kind, "kind");
    this.size = each("window sizes", size.isEmpty() ? List.of(2) : size);
    strides(this.size);
  }

  private static int required(int axes) {
    if (axes < 1 || axes > 3) {
      throw new IllegalArgumentException("pooling goes over 1 to 3 axes of space, found " + axes);
    }
    return axes;
  }

  @Override
  protected PoolBuilder self() {
    return this;
  }

  /** The layer. */
  public Pool build() {
    return new Pool(this);
  }
}
