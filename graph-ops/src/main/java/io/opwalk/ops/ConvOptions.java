package io.opwalk.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How a convolution is meant, in Keras's words and with Keras's defaults.
 *
 * <pre>{@code
 * ConvOptions.builder().strides(2).padding(WindowPadding.SAME).build();
 * }</pre>
 *
 * @param strides for each spatial axis, or once for all, how far apart neighbouring results look; 1
 *     unless said
 * @param dilations for each spatial axis, or once for all, how far apart in the input neighbours in
 *     the kernel look; 1 unless said
 * @param groups into how many runs the channels are divided, each seen by its own filters only; 1
 *     unless said
 * @param padding what is put around the input; nothing unless said
 * @param dataFormat where the channels are; last unless said
 * @param kernelLayout the order of the kernel's axes; Keras's unless said
 */
public record ConvOptions(
    List<Integer> strides,
    List<Integer> dilations,
    int groups,
    WindowPadding padding,
    DataFormat dataFormat,
    KernelLayout kernelLayout) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where a number is below 1
   */
  public ConvOptions {
    strides = PerAxis.positive("strides", strides);
    dilations = PerAxis.positive("dilations", dilations);
    PerAxis.positive("groups", List.of(groups));
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(dataFormat, "dataFormat");
    Objects.requireNonNull(kernelLayout, "kernelLayout");
  }

  /** What Keras does unless told otherwise. */
  public static ConvOptions defaults() {
    return builder().build();
  }

  /** ONNX's layouts of input and kernel; for the rest the defaults. */
  public static Builder onnx() {
    return builder().dataFormat(DataFormat.CHANNELS_FIRST).kernelLayout(KernelLayout.ONNX);
  }

  /** Starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * These options with a number for each of as many spatial axes.
   *
   * @throws IllegalArgumentException where there are several numbers, and not as many
   */
  public ConvOptions over(int axes) {
    return new ConvOptions(
        PerAxis.of("strides", strides, axes),
        PerAxis.of("dilations", dilations, axes),
        groups,
        padding.over(axes),
        dataFormat,
        kernelLayout);
  }

  /** Collects options. */
  public static final class Builder {
    private List<Integer> strides = List.of(1);
    private List<Integer> dilations = List.of(1);
    private int groups = 1;
    private WindowPadding padding = WindowPadding.VALID;
    private DataFormat dataFormat = DataFormat.CHANNELS_LAST;
    private KernelLayout kernelLayout = KernelLayout.KERAS;

    private Builder() {}

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

    /** How many runs of channels. */
    public Builder groups(int count) {
      this.groups = count;
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

    /** The order of the kernel's axes. */
    public Builder kernelLayout(KernelLayout layout) {
      this.kernelLayout = layout;
      return this;
    }

    /** The options. */
    public ConvOptions build() {
      return new ConvOptions(strides, dilations, groups, padding, dataFormat, kernelLayout);
    }
  }
}
