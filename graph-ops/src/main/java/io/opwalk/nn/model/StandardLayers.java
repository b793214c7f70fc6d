package io.opwalk.nn.model;

import io.opwalk.nn.layer.CoreLayers;
import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.layer.activation.ActivationLayers;
import io.opwalk.nn.layer.attention.AttentionLayers;
import io.opwalk.nn.layer.conv.ConvLayers;
import io.opwalk.nn.layer.merge.MergeLayers;
import io.opwalk.nn.layer.noise.NoiseLayers;
import io.opwalk.nn.layer.norm.NormLayers;
import io.opwalk.nn.layer.pooling.PoolingLayers;
import io.opwalk.nn.layer.preprocessing.PreprocessingLayers;
import io.opwalk.nn.layer.recurrent.RecurrentLayers;
import io.opwalk.nn.layer.shape.ShapeLayers;
import java.util.List;

/** The kinds of layers that are ours. */
public final class StandardLayers {
  private StandardLayers() {}

  /** All of them, models among them. */
  public static LayerRegistry registry() {
    return LayerRegistry.empty()
        .with(CoreLayers.kinds())
        .with(ActivationLayers.kinds())
        .with(AttentionLayers.kinds())
        .with(ConvLayers.kinds())
        .with(MergeLayers.kinds())
        .with(NoiseLayers.kinds())
        .with(NormLayers.kinds())
        .with(PoolingLayers.kinds())
        .with(PreprocessingLayers.kinds())
        .with(RecurrentLayers.kinds())
        .with(ShapeLayers.kinds())
        .with(List.of(
            new LayerKind("Functional", ModelReader::layer),
            new LayerKind("Model", ModelReader::layer),
            new LayerKind("Sequential", ModelReader::sequentialLayer)));
  }
}
