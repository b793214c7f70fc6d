package io.opwalk.nn.layer;

import com.google.common.base.CaseFormat;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A function on tensors that a layer may end in, with its name. Those of Keras are constants of
 * {@link Activations}; anybody may make more:
 *
 * <pre>{@code
 * ActivationFunction cube = new ActivationFunction("cube", x -> power(x, 3));
 * }</pre>
 *
 * <p>One that gives back its argument, as {@link Activations#LINEAR} does, adds no node.
 *
 * @param name in Keras's way of writing: lower case, words joined by underscores
 * @param function what it does; keeps the shape
 */
public record ActivationFunction(String name, UnaryOperator<Tensor> function)
    implements UnaryOperator<Tensor> {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException where it is empty or has a slash
   */
  public ActivationFunction {
    Objects.requireNonNull(function, "function");
    LayerName.require(name);
  }

  /**
   * The name, for a config.
   *
   * @throws UnsupportedOperationException where it is none of {@link Activations}: a config holds
   *     no code
   */
  public String configName() {
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
