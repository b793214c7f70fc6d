package io.opwalk.nn.model;

import io.opwalk.nn.layer.CoreLayers;
import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerRegistry;
import java.util.List;

/** The kinds of layers that are ours. */
public final class StandardLayers {
  private StandardLayers() {}

  /** All of them, models among them. */
  public static LayerRegistry registry() {
    return LayerRegistry.empty()
        .with(CoreLayers.kinds())
        .with(List.of(
            new LayerKind("Functional", ModelReader::layer),
            new LayerKind("Model", ModelReader::layer),
            new LayerKind("Sequential", ModelReader::sequentialLayer)));
  }
}
