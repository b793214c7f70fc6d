package io.opwalk.nn.layer.noise;

import io.opwalk.nn.layer.LayerKind;
import java.util.Arrays;
import java.util.List;

/** The kinds of layers in this package. */
public final class NoiseLayers {
  private NoiseLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return Arrays.stream(NoiseKind.values())
        .map(kind -> new LayerKind(kind.className(), (in, registry) -> Noise.read(kind, in)))
        .toList();
  }
}
