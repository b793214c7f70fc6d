package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Configurable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A named function on tensors that owns its weights.
 *
 * <pre>{@code
 * Tensor y = x.then(dense(612, SOFTPLUS)).then(dense(1, SIGMOID));
 * }</pre>
 *
 * <p>A layer makes its weights when it is first applied, and uses them again wherever else it is
 * applied: that is how two models share a layer. It keeps no tensor but its weights. Its nodes have
 * names in a scope of its own, such as {@code dense_1/MatMul}; its outputs lead to the
 * {@link LayerCall} that made them. Thread-safe.
 */
public interface Layer extends Function<Tensor, Tensor>, Configurable {
  /**
   * The layer's name: the one it was given, else one that no ancestor of its first input used.
   *
   * @throws IllegalStateException where it was given none and was not applied yet
   */
  String name();

  /** Whether the layer was given its name, which then must be the only one in a model. */
  boolean isNamed();

  /**
   * Applies the layer to one tensor: new nodes over the same weights.
   *
   * @throws io.opwalk.TypeException where the input does not fit, naming the layer and the input
   * @throws IllegalArgumentException where the layer was given a name that the input's ancestors
   *     use already
   * @throws IllegalStateException where the layer gives several tensors
   */
  @Override
  default Tensor apply(Tensor input) {
    Objects.requireNonNull(input, () -> "the input of " + this);
    List<Tensor> outputs = apply(List.of(input));
    if (outputs.size() != 1) {
      throw new IllegalStateException("layer '" + name() + "' gives " + outputs.size()
          + " tensors, not one: use apply(List.of(input))");
    }
    return outputs.get(0);
  }

  /** Applies the layer to any number of tensors; see {@link #apply(Tensor)}. */
  List<Tensor> apply(List<Tensor> inputs);

  /** As {@link #apply(Tensor)}, told a mask or a phase. */
  default Tensor apply(Tensor input, CallOptions how) {
    List<Tensor> outputs = apply(List.of(input), how);
    if (outputs.size() != 1) {
      throw new IllegalStateException("layer '" + name() + "' gives " + outputs.size()
          + " tensors, not one: use apply(List.of(input), how)");
    }
    return outputs.get(0);
  }

  /**
   * As {@link #apply(List)}, told masks or a phase.
   *
   * @throws IllegalArgumentException where a mask is for an input that there is not
   * @throws UnsupportedOperationException where the layer is of a kind that cannot be told
   */
  default List<Tensor> apply(List<Tensor> inputs, CallOptions how) {
    if (how.isNone()) {
      return apply(inputs);
    }
    throw new UnsupportedOperationException(
        this + " is no AbstractLayer, and cannot be told for one call: " + how);
  }

  /**
   * The weights in the order of Keras: those that are trained, then the others.
   *
   * @throws IllegalStateException where there will be weights, and the layer was not applied yet
   */
  List<Weight> variables();

  /** The parameters that Keras counts as the layer's weights. */
  default List<Tensor> weights() {
    return variables().stream().filter(Weight::isCounted).map(Weight::parameter).toList();
  }

  /** The weights that an optimizer may change; none where the layer is frozen. */
  default List<Tensor> trainableWeights() {
    return variables().stream()
        .filter(weight -> isTrainable() && weight.kind() == Weight.Kind.TRAINABLE)
        .map(Weight::parameter)
        .toList();
  }

  /**
   * What a stateful layer carries on from one batch to the next, in the order of its states; none
   * of a layer that is not stateful. They are parameters that are not among the weights.
   *
   * @throws IllegalStateException where there will be some, and the layer was not applied yet
   */
  default List<Tensor> states() {
    return variables().stream()
        .filter(weight -> weight.kind() == Weight.Kind.CARRIED)
        .map(Weight::parameter)
        .toList();
  }

  /**
   * Makes the {@link #states} zeros, as they are at first: Keras's {@code reset_state}. A training
   * step under way ends first.
   *
   * @throws IllegalStateException where there will be some, and the layer was not applied yet
   */
  default void resetStates() {
    Stores.reset(states());
  }

  /** Whether an optimizer may change the layer's weights. */
  boolean isTrainable();

  /**
   * Freezes the layer and those that it consists of, or thaws them. Counts for training that is set
   * up after it: a trainer takes note when it is made.
   */
  void setTrainable(boolean trainable);
}
