package io.opwalk.nn.layer;

import io.opwalk.ops.DataFormat;
import io.opwalk.ops.WindowPadding;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Collects what layers whose windows move over space may be told: strides, padding, and where the
 * channels are. What belongs to an axis of space is given for each of them, or once for all.
 *
 * @param <B> the layer's own builder
 */
public abstract class SpatialBuilder<B extends SpatialBuilder<B>> extends LayerBuilder<B> {
  private final int axes;
  private List<Integer> strides;
  private WindowPadding padding = WindowPadding.VALID;
  private DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  /**
   * With the defaults, and strides of 1.
   *
   * @param axes how many axes of space there are
   */
  protected SpatialBuilder(int axes) {
    this.axes = axes;
    this.strides = Collections.nCopies(axes, 1);
  }

  /**
   * A number for each axis of space.
   *
   * @param what they are, for the message
   * @param given as many, or one for all
   * @throws IllegalArgumentException where they are of another number, or not positive
   */
  protected final List<Integer> each(String what, List<Integer> given) {
    List<Integer> all = given.size() == 1 ? Collections.nCopies(axes, given.get(0)) : given;
    if (all.size() != axes || all.stream().anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException(
          what + " must be positive, " + axes + " of them or 1, found " + given);
    }
    return List.copyOf(all);
  }

  /**
   * How many elements windows move by along each axis, or along all. Unless said, those of a
   * convolution move by 1, and those of pooling as far as they are long.
   *
   * @throws IllegalArgumentException where they are of another number, or not positive
   */
  public final B strides(Integer... each) {
    return strides(List.of(each));
  }

  /** As {@link #strides(Integer...)}. */
  public final B strides(List<Integer> each) {
    this.strides = each("strides", each);
    return self();
  }

  /** What is put around the input; VALID, that is nothing, unless said. */
  public final B padding(WindowPadding newPadding) {
    this.padding = Objects.requireNonNull(newPadding, "padding");
    return self();
  }

  /** Where the channels are; last unless said. */
  public final B dataFormat(DataFormat format) {
    this.dataFormat = Objects.requireNonNull(format, "format");
    return self();
  }

  /** How many axes of space there are. */
  public final int axes() {
    return axes;
  }

  /** The strides told so far, one for each axis. */
  public final List<Integer> strides() {
    return strides;
  }

  /** The padding told so far. */
  public final WindowPadding padding() {
    return padding;
  }

  /** The place of the channels told so far. */
  public final DataFormat dataFormat() {
    return dataFormat;
  }
}
