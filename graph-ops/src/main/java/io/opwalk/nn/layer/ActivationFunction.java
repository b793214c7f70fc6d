package io.opwalk.nn.layer;

import com.google.common.base.CaseFormat;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A function on tensors that a layer may end in, with its name. Those of Keras are constants of
 * {@link Activations}; anybody may make more:
 *
 * <pre>{@code
 * ActivationFunction cube = new ActivationFunction("cube", x -> power(x, 3));
 * }</pre>
 *
 * <p>One that gives back its argument, as {@link Activations#LINEAR} does, adds no node. Those that
 * are told numbers, such as a slope, are made by {@link ShapedActivations}.
 *
 * @param name in Keras's way of writing: lower case, words joined by underscores
 * @param function what it does; keeps the shape
 * @param config the class name and config it is made again from, where its name does not say all
 */
public record ActivationFunction(
    String name, UnaryOperator<Tensor> function, Optional<Config> config)
    implements UnaryOperator<Tensor> {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException where it is empty or has a slash
   */
  public ActivationFunction {
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(config, "config");
    LayerName.require(name);
  }

  /**
   * Of a name and a function.
   *
   * @throws IllegalArgumentException where the name is empty or has a slash
   */
  public ActivationFunction(String name, UnaryOperator<Tensor> function) {
    this(name, function, Optional.empty());
  }

  /**
   * What stands for it in a config: its name, or a class name and a config.
   *
   * @throws UnsupportedOperationException where it is none of {@link Activations} or
   *     {@link ShapedActivations}: a config holds no code
   */
  public Object inConfig() {
    if (config.isPresent()) {
      return config.get();
    }
    if (!Activations.all().contains(this)) {
      throw new UnsupportedOperationException(
          "the activation '" + name + "' is none of Activations, and a config holds no code");
    }
    return name;
  }

  @Override
  public Tensor apply(Tensor x) {
    return function.apply(x);
  }

  /** Applied within a scope: the last node is named after the function, {@code dense/LeakyRelu}. */
  Tensor applyIn(NameScope scope, Tensor x) {
    Tensor y = function.apply(x);
    String node = CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, name);
    return y == x ? x : scope.name(node, y);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
