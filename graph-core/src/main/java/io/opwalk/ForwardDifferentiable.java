package io.opwalk;

import java.util.List;
import java.util.Optional;

/**
 * The contract of forward mode, for ops that have a rule for it. One that is {@link Differentiable}
 * needs none where its rule for gradients is linear in these: that rule can be transposed.
 */
public interface ForwardDifferentiable {
  /**
   * How the outputs move where the inputs do, as new graph nodes: the Jacobian times the tangents.
   *
   * @param apply a node whose op this is
   * @param inputTangents the derivative of each input in the direction in question, of its type;
   *     empty where it stays as it is
   * @param graphs differentiates graphs, for an op that contains some
   * @return one entry per output, of its type or of one that broadcasts to it; empty where it stays
   *     as it is
   */
  List<Optional<Tensor>> outputTangents(
      Apply apply, List<Optional<Tensor>> inputTangents, GraphTangents graphs);
}
