package io.opwalk.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How pooling is meant, in Keras's words and with Keras's defaults.
 *
 * <pre>{@code
 * PoolOptions.size(3).strides(2).padding(WindowPadding.SAME).build();
 * }</pre>
 *
 * @param sizes for each spatial axis, or once for all, how many elements a window has
 * @param strides for each spatial axis, or once for all, how far apart neighbouring windows begin;
 *     as far as they are long unless said
 * @param dilations for each spatial axis, or once for all, how far apart neighbours in a window
 *     are; 1 unless said
 * @param padding what is put around the input; nothing unless said
 * @param dataFormat where the channels are; last unless said
 * @param ceilMode whether a last window counts that begins within the input, or within the padding
 *     before it, and ends behind the padding after it: ONNX's and PyTorch's {@code ceil_mode}. For
 *     padding VALID and EXPLICIT; the other kinds leave no such window
 * @param countIncludePad whether an average counts the elements of the padding, as zeros; those
 *     that {@code ceilMode} adds behind it are not counted in any case
 */
public record PoolOptions(
    List<Integer> sizes,
    List<Integer> strides,
    List<Integer> dilations,
    WindowPadding padding,
    DataFormat dataFormat,
    boolean ceilMode,
    boolean countIncludePad) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where a number is below 1
   */
  public PoolOptions {
    sizes = PerAxis.positive("sizes", sizes);
    strides = PerAxis.positive("strides", strides);
    dilations = PerAxis.positive("dilations", dilations);
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(dataFormat, "dataFormat");
  }

  /** Starts with windows of a size for each spatial axis, or one for all. */
  public static Builder size(int... each) {
    return new Builder(Arrays.stream(each).boxed().toList());
  }

  /**
   * These options with a number for each of as many spatial axes.
   *
   * @throws IllegalArgumentException where there are several numbers, and not as many
   */
  public PoolOptions over(int axes) {
    return new PoolOptions(
        PerAxis.of("sizes", sizes, axes),
        PerAxis.of("strides", strides, axes),
        PerAxis.of("dilations", dilations, axes),
        padding.over(axes),
        dataFormat,
        ceilMode,
        countIncludePad);
  }

  /** Collects options. */
  public static final class Builder {
    private final List<Integer> sizes;
    private List<Integer> strides;
    private List<Integer> dilations = List.of(1);
    private WindowPadding padding = WindowPadding.VALID;
    private DataFormat dataFormat = DataFormat.CHANNELS_LAST;
    private boolean ceilMode;
    private boolean countIncludePad;

    private Builder(List<Integer> sizes) {
      this.sizes = sizes;
      this.strides = sizes;
    }

    /** For each spatial axis, or once for all. */
    public Builder strides(int... each) {
      this.strides = Arrays.stream(each).boxed().toList();
      return this;
    }

    /** For each spatial axis, or once for all. */
    public Builder dilations(int... each) {
      this.dilations = Arrays.stream(each).boxed().toList();
      return this;
    }

    /** What is put around the input. */
    public Builder padding(WindowPadding newPadding) {
      this.padding = newPadding;
      return this;
    }

    /** Where the channels are. */
    public Builder dataFormat(DataFormat format) {
      this.dataFormat = format;
      return this;
    }

    /** Whether a last window counts that is not whole. */
    public Builder ceilMode(boolean whether) {
      this.ceilMode = whether;
      return this;
    }

    /** Whether an average counts the elements of the padding. */
    public Builder countIncludePad(boolean whether) {
      this.countIncludePad = whether;
      return this;
    }

    /** The options. */
    public PoolOptions build() {
      return new PoolOptions(
          sizes, strides, dilations, padding, dataFormat, ceilMode, countIncludePad);
    }
  }
}
