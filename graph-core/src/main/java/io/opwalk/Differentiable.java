package io.opwalk;

import java.util.List;
import java.util.Optional;

/**
 * The contract of reverse-mode differentiation, stated here and fulfilled by the ops themselves.
 *
 * <p>Core cannot differentiate, because the rules are built from ops such as {@code add}. An op
 * that implements this builds the graph of its own vector-Jacobian product.
 */
public interface Differentiable {
  /**
   * The gradient of a scalar with respect to each input of {@code apply}, as new graph nodes.
   *
   * @param apply a node whose op this is
   * @param outputGradients the gradient with respect to each output, of that output's type; empty
   *     where the scalar does not depend on the output
   * @return one entry per input, of the input's type; empty where the op is not differentiable in
   *     that input (integers, conditions) or the gradient is zero everywhere by definition
   */
  List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> outputGradients);

  /**
   * As {@link #inputGradients(Apply, List)}, for an op that contains graphs which it has to
   * differentiate. This is what a differentiator calls.
   *
   * @param graphs differentiates graphs, by the same rules
   */
  default List<Optional<Tensor>> inputGradients(
      Apply apply, List<Optional<Tensor>> outputGradients, GraphGradients graphs) {
    return inputGradients(apply, outputGradients);
  }

  /**
   * Whether the op has a derivative in an input that its rule does not state. Where a gradient goes
   * through that input, it is an error and not taken for zero.
   *
   * @param input the number of the input
   */
  default boolean hasUnknownGradient(int input) {
    return false;
  }
}
