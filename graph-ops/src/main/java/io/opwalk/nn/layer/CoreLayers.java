package io.opwalk.nn.layer;

import java.util.List;

/** The kinds of layers in this package. */
public final class CoreLayers {
  private CoreLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return List.of(
        new LayerKind("Activation", (in, registry) -> Activation.fromConfig(in)),
        new LayerKind("Dense", (in, registry) -> Dense.fromConfig(in)));
  }
}
