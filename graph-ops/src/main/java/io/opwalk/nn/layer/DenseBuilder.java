package io.opwalk.nn.layer;

import io.opwalk.nn.initializer.Initializer;
import io.opwalk.nn.initializer.Initializers;
import java.util.Objects;
import java.util.Optional;

/** Collects the options of a {@link Dense} layer; what is not said is as in Keras. */
public final class DenseBuilder {
  final int units;
  ActivationFunction activation = Activations.LINEAR;
  boolean useBias = true;
  Initializer kernelInitializer = Initializers.glorotUniform();
  Initializer biasInitializer = Initializers.zeros();
  long seed;
  Optional<String> name = Optional.empty();

  DenseBuilder(int units) {
    if (units <= 0) {
      throw new IllegalArgumentException("a dense layer has 1 unit or more, found " + units);
    }
    this.units = units;
  }

  /** What the layer ends in; {@link Activations#LINEAR} unless said. */
  public DenseBuilder activation(ActivationFunction function) {
    this.activation = Objects.requireNonNull(function, "function");
    return this;
  }

  /** Whether a bias is added; true unless said. */
  public DenseBuilder useBias(boolean use) {
    this.useBias = use;
    return this;
  }

  /** The kernel's first value; Glorot uniform unless said. */
  public DenseBuilder kernelInitializer(Initializer initializer) {
    this.kernelInitializer = Objects.requireNonNull(initializer, "initializer");
    return this;
  }

  /** The bias's first value; zeros unless said. */
  public DenseBuilder biasInitializer(Initializer initializer) {
    this.biasInitializer = Objects.requireNonNull(initializer, "initializer");
    return this;
  }

  /**
   * What random first values depend on, together with the layer's name; 0 unless said. Layers of
   * one seed and different names get unrelated values.
   */
  public DenseBuilder seed(long newSeed) {
    this.seed = newSeed;
    return this;
  }

  /** The layer's name, without a slash; {@code dense}, {@code dense_1} and so on unless said. */
  public DenseBuilder name(String newName) {
    this.name = Optional.of(newName);
    return this;
  }

  /** The layer. */
  public Dense build() {
    return new Dense(this);
  }
}
