package io.opwalk.nn.layer.pooling;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package. */
public final class PoolingLayers {
  private PoolingLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>();
    for (PoolKind kind : PoolKind.values()) {
      for (int axes = 1; axes <= 3; axes++) {
        int over = axes;
        String name = kind.word() + "Pooling" + axes + "D";
        kinds.add(new LayerKind(name, (in, registry) -> Pool.read(kind, over, in)));
        kinds.add(
            new LayerKind("Global" + name, (in, registry) -> GlobalPool.read(kind, over, in)));
      }
    }
    return List.copyOf(kinds);
  }
}
