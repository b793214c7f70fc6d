package io.opwalk.nn.layer;

/**
 * Short forms of layers with Keras's defaults, for static import; the layers' own builders have all
 * options.
 */
public final class Layers {
  private Layers() {}

  /** A dense layer without an activation. */
  public static Dense dense(int units) {
    return Dense.builder(units).build();
  }

  /** A dense layer that ends in an activation. */
  public static Dense dense(int units, ActivationFunction activation) {
    return Dense.builder(units).activation(activation).build();
  }

  /** An activation as a layer of its own. */
  public static Activation activation(ActivationFunction function) {
    return new Activation(function);
  }
}
