package io.opwalk.nn.layer.conv;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package. */
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
}
