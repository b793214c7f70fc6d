package io.opwalk.nn.layer.norm;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package. */
public final class NormLayers {
  private NormLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>(List.of(
        new LayerKind("BatchNormalization", (in, registry) -> BatchNormalization.read(in)),
        new LayerKind("GroupNormalization", (in, registry) -> GroupNormalization.read(in))));
    for (SampleNormalization.Kind kind : SampleNormalization.Kind.values()) {
      kinds.add(
          new LayerKind(kind.className(), (in, registry) -> SampleNormalization.read(kind, in)));
    }
    return List.copyOf(kinds);
  }
}
