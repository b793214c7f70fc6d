package io.opwalk.nn.layer.activation;

import io.opwalk.nn.layer.LayerKind;
import java.util.List;

/** The kinds of layers in this package. */
public final class ActivationLayers {
  private ActivationLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return List.of(
        new LayerKind("ReLU", (in, registry) -> Shaped.readRelu(in)),
        new LayerKind("LeakyReLU", (in, registry) -> Shaped.readLeakyRelu(in)),
        new LayerKind("ELU", (in, registry) -> Shaped.readElu(in)),
        new LayerKind("Softmax", (in, registry) -> Shaped.readSoftmax(in)),
        new LayerKind("PReLU", (in, registry) -> PReLU.read(in)));
  }
}
