package io.opwalk.nn.layer.merge;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package. */
public final class MergeLayers {
  private MergeLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>(List.of(
        new LayerKind("Concatenate", (in, registry) -> Concatenate.read(in)),
        new LayerKind("Dot", (in, registry) -> Dot.read(in))));
    for (Merge.Kind kind : Merge.Kind.values()) {
      kinds.add(new LayerKind(kind.className(), (in, registry) -> Merge.read(kind, in)));
    }
    return List.copyOf(kinds);
  }
}
