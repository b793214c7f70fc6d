package io.opwalk.ops.composite;

import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.print.Notation;
import java.util.ArrayList;
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

  /** As a function: {@code softmax(x, axis=1)}. */
  @Override
  default Notation notation() {
    String function = Character.toLowerCase(name().charAt(0)) + name().substring(1);
    List<String> arguments = new ArrayList<>();
    attributes().forEach((name, value) -> arguments.add(name + "=" + value));
    return Notation.call(function, arguments);
  }
}
