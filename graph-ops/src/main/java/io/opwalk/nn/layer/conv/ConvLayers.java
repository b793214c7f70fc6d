package io.opwalk.nn.layer.conv;

import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.LayerKind;
import io.opwalk.ops.WindowPadding;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package, and short forms for static import with Keras's defaults. */
public final class ConvLayers {
  private ConvLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>();
    for (ConvKind kind : ConvKind.values()) {
      int most = kind == ConvKind.PLAIN || kind == ConvKind.TRANSPOSED ? 3 : 2;
      for (int axes = 1; axes <= most; axes++) {
        int over = axes;
        kinds.add(
            new LayerKind(kind.className(axes), (in, registry) -> ConvConfig.read(kind, over, in)));
      }
    }
    // Keras's other name for it.
    kinds.add(
        new LayerKind("Convolution2D", (in, registry) -> ConvConfig.read(ConvKind.PLAIN, 2, in)));
    return List.copyOf(kinds);
  }

  /** A convolution along sequences, without an activation. */
  public static Conv conv1d(int filters, int kernelSize) {
    return conv1d(filters, kernelSize, Activations.LINEAR);
  }

  /** A convolution along sequences that ends in an activation. */
  public static Conv conv1d(int filters, int kernelSize, ActivationFunction activation) {
    return conv1d(filters, kernelSize, activation, WindowPadding.VALID);
  }

  /** As {@link #conv1d(int, int, ActivationFunction)}, with a padding. */
  public static Conv conv1d(
      int filters, int kernelSize, ActivationFunction activation, WindowPadding padding) {
    return conv(1, filters, kernelSize, activation, padding);
  }

  /** A convolution over images, without an activation. */
  public static Conv conv2d(int filters, int kernelSize) {
    return conv2d(filters, kernelSize, Activations.LINEAR);
  }

  /** A convolution over images that ends in an activation. */
  public static Conv conv2d(int filters, int kernelSize, ActivationFunction activation) {
    return conv2d(filters, kernelSize, activation, WindowPadding.VALID);
  }

  /** As {@link #conv2d(int, int, ActivationFunction)}, with a padding. */
  public static Conv conv2d(
      int filters, int kernelSize, ActivationFunction activation, WindowPadding padding) {
    return conv(2, filters, kernelSize, activation, padding);
  }

  /** A convolution over volumes, without an activation. */
  public static Conv conv3d(int filters, int kernelSize) {
    return conv3d(filters, kernelSize, Activations.LINEAR);
  }

  /** A convolution over volumes that ends in an activation. */
  public static Conv conv3d(int filters, int kernelSize, ActivationFunction activation) {
    return conv3d(filters, kernelSize, activation, WindowPadding.VALID);
  }

  /** As {@link #conv3d(int, int, ActivationFunction)}, with a padding. */
  public static Conv conv3d(
      int filters, int kernelSize, ActivationFunction activation, WindowPadding padding) {
    return conv(3, filters, kernelSize, activation, padding);
  }

  /** A transposed convolution along sequences. */
  public static Conv conv1dTranspose(int filters, int kernelSize) {
    return Conv.transposed(1, filters, kernelSize).build();
  }

  /** A transposed convolution over images. */
  public static Conv conv2dTranspose(int filters, int kernelSize) {
    return Conv.transposed(2, filters, kernelSize).build();
  }

  /** A transposed convolution over volumes. */
  public static Conv conv3dTranspose(int filters, int kernelSize) {
    return Conv.transposed(3, filters, kernelSize).build();
  }

  /** A convolution of each channel by itself, along sequences. */
  public static Conv depthwiseConv1d(int kernelSize) {
    return Conv.depthwise(1, kernelSize).build();
  }

  /** A depthwise convolution along sequences, and one of single elements behind it. */
  public static Conv separableConv1d(int filters, int kernelSize) {
    return Conv.separable(1, filters, kernelSize).build();
  }

  /** A convolution of each channel by itself, over images. */
  public static Conv depthwiseConv2d(int kernelSize) {
    return Conv.depthwise(2, kernelSize).build();
  }

  /** A depthwise convolution over images, and one of single elements behind it. */
  public static Conv separableConv2d(int filters, int kernelSize) {
    return Conv.separable(2, filters, kernelSize).build();
  }

  private static Conv conv(
      int axes, int filters, int kernelSize, ActivationFunction activation, WindowPadding padding) {
    return Conv.plain(axes, filters, kernelSize)
        .activation(activation)
        .padding(padding)
        .build();
  }
}
