package io.opwalk.nn.layer.shape;

import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.ResizeOptions.Interpolation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The kinds of layers in this package, and short forms for static import with Keras's defaults. */
public final class ShapeLayers {
  private ShapeLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>(List.of(
        new LayerKind("Flatten", (in, registry) -> Flatten.read(in)),
        new LayerKind("Reshape", (in, registry) -> Reshape.read(in)),
        new LayerKind("Permute", (in, registry) -> Permute.read(in)),
        new LayerKind("RepeatVector", (in, registry) -> RepeatVector.read(in)),
        new LayerKind("Resizing", (in, registry) -> Resizing2D.read(in))));
    for (int axes = 1; axes <= 3; axes++) {
      int over = axes;
      kinds.add(
          new LayerKind("ZeroPadding" + axes + "D", (in, registry) -> ZeroPadding.read(over, in)));
      kinds.add(new LayerKind("Cropping" + axes + "D", (in, registry) -> Cropping.read(over, in)));
      kinds.add(
          new LayerKind("UpSampling" + axes + "D", (in, registry) -> UpSampling.read(over, in)));
    }
    return List.copyOf(kinds);
  }

  /** All axes but the batch made into one. */
  public static Flatten flatten() {
    return new Flatten();
  }

  /** Samples in another shape; one size may be -1. */
  public static Reshape reshape(Integer... target) {
    return new Reshape(List.of(target), LayerOptions.defaults());
  }

  /** The axes of samples in another order, counted from 1. */
  public static Permute permute(Integer... axes) {
    return new Permute(List.of(axes), LayerOptions.defaults());
  }

  /** A vector as so many equal steps. */
  public static RepeatVector repeatVector(int times) {
    return new RepeatVector(times, LayerOptions.defaults());
  }

  /** Images of another size, linear between pixels. */
  public static Resizing2D resizing(int height, int width) {
    return Resizing2D.builder(height, width).build();
  }

  /** So many zeros at all ends, along sequences. */
  public static ZeroPadding zeroPadding1d(int zeros) {
    return padding(1, zeros);
  }

  /** Without so many elements at all ends, along sequences. */
  public static Cropping cropping1d(int elements) {
    return cropping(1, elements);
  }

  /** Each element as so many along each axis, along sequences. */
  public static UpSampling upSampling1d(int factor) {
    return upSampling(1, factor);
  }

  /** So many zeros at all ends, over images. */
  public static ZeroPadding zeroPadding2d(int zeros) {
    return padding(2, zeros);
  }

  /** Without so many elements at all ends, over images. */
  public static Cropping cropping2d(int elements) {
    return cropping(2, elements);
  }

  /** Each element as so many along each axis, over images. */
  public static UpSampling upSampling2d(int factor) {
    return upSampling(2, factor);
  }

  /** So many zeros at all ends, over volumes. */
  public static ZeroPadding zeroPadding3d(int zeros) {
    return padding(3, zeros);
  }

  /** Without so many elements at all ends, over volumes. */
  public static Cropping cropping3d(int elements) {
    return cropping(3, elements);
  }

  /** Each element as so many along each axis, over volumes. */
  public static UpSampling upSampling3d(int factor) {
    return upSampling(3, factor);
  }

  private static ZeroPadding padding(int axes, int zeros) {
    return new ZeroPadding(
        Borders.all(axes, zeros), DataFormat.CHANNELS_LAST, LayerOptions.defaults());
  }

  private static Cropping cropping(int axes, int elements) {
    return new Cropping(
        Borders.all(axes, elements), DataFormat.CHANNELS_LAST, LayerOptions.defaults());
  }

  private static UpSampling upSampling(int axes, int factor) {
    return new UpSampling(
        Collections.nCopies(axes, factor),
        DataFormat.CHANNELS_LAST,
        Interpolation.NEAREST,
        LayerOptions.defaults());
  }
}
