package io.opwalk.nn.layer.shape;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package. */
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
}
