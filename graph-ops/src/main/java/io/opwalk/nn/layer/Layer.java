package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import java.util.List;
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
 * names in a scope of its own, such as {@code dense_1/MatMul}, and the layer's name is that scope.
 * Thread-safe.
 */
public interface Layer extends Function<Tensor, Tensor> {
  /**
   * The layer's name: the one it was given, else one that no ancestor of its first input used.
   *
   * @throws IllegalStateException where it was given none and was not applied yet
   */
  String name();

  /**
   * Applies the layer: new nodes over the same weights.
   *
   * @throws io.opwalk.TypeException where the input does not fit, naming the layer and the input
   * @throws IllegalArgumentException where the layer was given a name that the input's ancestors
   *     use already
   */
  @Override
  Tensor apply(Tensor input);

  /**
   * The weights, as parameters; empty for a layer that has none.
   *
   * @throws IllegalStateException where there will be weights, and the layer was not applied yet
   */
  List<Tensor> weights();
}
