package io.opwalk.nn.layer;

import java.util.List;

/** The kinds of layers in this package. */
public final class CoreLayers {
  private CoreLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return List.of(
        new LayerKind("Activation", (in, registry) -> Activation.fromConfig(in)),
        new LayerKind("ActivityRegularization", (in, registry) -> ActivityRegularization.read(in)),
        new LayerKind("Dense", (in, registry) -> Dense.fromConfig(in)),
        new LayerKind("Embedding", (in, registry) -> Embedding.read(in)),
        new LayerKind("Masking", (in, registry) -> Masking.read(in)),
        new LayerKind("Rescaling", (in, registry) -> Rescaling.read(in)));
  }
}
