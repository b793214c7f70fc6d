package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A layer that applies a function and has no weights; Keras's Activation. */
public final class Activation implements Layer {
  private final ActivationFunction function;
  private final LayerName name;

  /** A layer that is named {@code activation}, or {@code activation_1} and so on. */
  public Activation(ActivationFunction function) {
    this(function, Optional.empty());
  }

  /** A layer of the given name. */
  public Activation(ActivationFunction function, String name) {
    this(function, Optional.of(name));
  }

  private Activation(ActivationFunction function, Optional<String> name) {
    this.function = Objects.requireNonNull(function, "function");
    this.name = new LayerName("activation", name);
  }

  /** What is applied. */
  public ActivationFunction function() {
    return function;
  }

  @Override
  public String name() {
    return name.get();
  }

  @Override
  public Tensor apply(Tensor input) {
    return function.applyIn(name.scopeOver(input), input);
  }

  @Override
  public List<Tensor> weights() {
    return List.of();
  }

  /** The kind, the name and the function. */
  @Override
  public String toString() {
    return "Activation '" + name + "' " + function;
  }
}
