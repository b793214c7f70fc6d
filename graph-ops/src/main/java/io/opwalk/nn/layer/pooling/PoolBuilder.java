package io.opwalk.nn.layer.pooling;

import io.opwalk.nn.layer.LayerBuilder;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.WindowPadding;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Collects the options of a {@link Pool}; what is not said is as in Keras. Sizes and strides are
 * given for each axis of space, or once for all.
 */
public final class PoolBuilder extends LayerBuilder<PoolBuilder> {
  final PoolKind kind;
  final int axes;
  final List<Integer> size;
  List<Integer> strides;
  WindowPadding padding = WindowPadding.VALID;
  DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  PoolBuilder(PoolKind kind, int axes, List<Integer> size) {
    if (axes < 1 || axes > 3) {
      throw new IllegalArgumentException("pooling goes over 1 to 3 axes of space, found " + axes);
    }
    this.kind = Objects.requireNonNull(kind, "kind");
    this.axes = axes;
    this.size = each("window sizes", size.isEmpty() ? List.of(2) : size);
    this.strides = this.size;
  }

  private List<Integer> each(String what, List<Integer> given) {
    List<Integer> all = given.size() == 1 ? Collections.nCopies(axes, given.get(0)) : given;
    if (all.size() != axes || all.stream().anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException(
          what + " must be positive, " + axes + " of them or 1, found " + given);
    }
    return List.copyOf(all);
  }

  @Override
  protected PoolBuilder self() {
    return this;
  }

  /** How far windows move; as far as they are long unless said. */
  public PoolBuilder strides(Integer... each) {
    return strides(List.of(each));
  }

  PoolBuilder strides(List<Integer> each) {
    this.strides = each("strides", each);
    return this;
  }

  /** What is put around the input; VALID, that is nothing, unless said. */
  public PoolBuilder padding(WindowPadding newPadding) {
    this.padding = Objects.requireNonNull(newPadding, "padding");
    return this;
  }

  /** Where the channels are; last unless said. */
  public PoolBuilder dataFormat(DataFormat format) {
    this.dataFormat = Objects.requireNonNull(format, "format");
    return this;
  }

  /** The layer. */
  public Pool build() {
    return new Pool(this);
  }
}
