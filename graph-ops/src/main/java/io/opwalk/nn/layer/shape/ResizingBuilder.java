package io.opwalk.nn.layer.shape;

import io.opwalk.nn.layer.LayerBuilder;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.ResizeOptions.Interpolation;
import java.util.Objects;

/** Collects the options of a {@link Resizing2D}; what is not said is as in Keras. */
public final class ResizingBuilder extends LayerBuilder<ResizingBuilder> {
  final int height;
  final int width;
  Interpolation interpolation = Interpolation.LINEAR;
  boolean crop;
  boolean pad;
  double fillValue;
  boolean antialias;
  DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  ResizingBuilder(int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image has 1 row and 1 column or more, found " + height + " and " + width);
    }
    this.height = height;
    this.width = width;
  }

  @Override
  protected ResizingBuilder self() {
    return this;
  }

  /** How values between pixels are found; linear unless said. */
  public ResizingBuilder interpolation(Interpolation kind) {
    this.interpolation = Objects.requireNonNull(kind, "interpolation");
    return this;
  }

  /**
   * Whether the largest part from the middle that has the new ratio is what is resized; false
   * unless said. Takes back {@link #padToAspectRatio}.
   */
  public ResizingBuilder cropToAspectRatio(boolean whether) {
    this.crop = whether;
    this.pad &= !whether;
    return this;
  }

  /**
   * Whether the image is filled up on both sides to the new ratio before it is resized; false
   * unless said. Takes back {@link #cropToAspectRatio}.
   */
  public ResizingBuilder padToAspectRatio(boolean whether) {
    this.pad = whether;
    this.crop &= !whether;
    return this;
  }

  /** What it is filled up with; 0 unless said. */
  public ResizingBuilder fillValue(double value) {
    this.fillValue = value;
    return this;
  }

  /** Whether all pixels count where the image becomes smaller; false unless said. */
  public ResizingBuilder antialias(boolean whether) {
    this.antialias = whether;
    return this;
  }

  /** Where the channels are; last unless said. */
  public ResizingBuilder dataFormat(DataFormat format) {
    this.dataFormat = Objects.requireNonNull(format, "format");
    return this;
  }

  /** The layer. */
  public Resizing2D build() {
    return new Resizing2D(this);
  }
}
