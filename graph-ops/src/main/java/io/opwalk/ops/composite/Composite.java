package io.opwalk.ops.composite;

import io.opwalk.Op;
import io.opwalk.Tensor;
import java.util.List;

/**
 * A named op that stands for a subgraph of other ops: one node to whoever walks the graph, its
 * expansion to a compiler. The set is open; anybody may add one.
 *
 * <p>Its gradient is that of its expansion, unless it is {@link io.opwalk.Differentiable} too and
 * gives its own: where that is more stable, or simpler.
 *
 * <pre>{@code
 * record Swish(double beta) implements Composite {
 *   public String name() {
 *     return "Swish";
 *   }
 *
 *   public List<TensorType> inferTypes(List<TensorType> inputs) {
 *     return inputs;
 *   }
 *
 *   public List<Tensor> expand(List<Tensor> inputs) {
 *     Tensor x = inputs.get(0);
 *     return List.of(multiply(x, sigmoid(multiply(beta, x))));
 *   }
 * }
 *
 * Tensor y = Apply.of(new Swish(1.5), x).output();
 * }</pre>
 */
public interface Composite extends Op {
  /**
   * The op over the given inputs, built from other ops; these may be composites again, but not
   * without end.
   *
   * @param inputs tensors of types that {@link #inferTypes} admits
   * @return one tensor per output, of the types that {@link #inferTypes} gives
   */
  List<Tensor> expand(List<Tensor> inputs);
}
