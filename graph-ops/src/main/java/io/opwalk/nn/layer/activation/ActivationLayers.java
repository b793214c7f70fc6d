package io.opwalk.nn.layer.activation;

import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerOptions;
import java.util.List;

/** The kinds of layers in this package, and short forms for static import with Keras's defaults. */
public final class ActivationLayers {
  private ActivationLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return List.of(
        new LayerKind("ReLU", (in, registry) -> Shaped.readRelu(in)),
        new LayerKind("LeakyReLU", (in, registry) -> Shaped.readLeakyRelu(in)),
        new LayerKind("ThresholdedReLU", (in, registry) -> Shaped.readThresholdedRelu(in)),
        new LayerKind("ELU", (in, registry) -> Shaped.readElu(in)),
        new LayerKind("Softmax", (in, registry) -> Shaped.readSoftmax(in)),
        new LayerKind("PReLU", (in, registry) -> PReLU.read(in)));
  }

  /** max(x, 0). */
  public static Shaped relu() {
    return Shaped.relu(Double.POSITIVE_INFINITY, 0, 0, LayerOptions.defaults());
  }

  /** x above 0, else 0.3 x. */
  public static Shaped leakyRelu() {
    return leakyRelu(0.3);
  }

  /** x above 0, else so much of it. */
  public static Shaped leakyRelu(double negativeSlope) {
    return Shaped.leakyRelu(negativeSlope, LayerOptions.defaults());
  }

  /** x above 0, else so much of it as is learned. */
  public static PReLU prelu() {
    return new PReLU();
  }

  /** x above 0, else exp(x) - 1. */
  public static Shaped elu() {
    return Shaped.elu(1, LayerOptions.defaults());
  }

  /** exp(x) / sum(exp(x)) along the last axis. */
  public static Shaped softmax() {
    return Shaped.softmax(-1, LayerOptions.defaults());
  }
}
