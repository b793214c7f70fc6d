package io.opwalk;

import java.util.List;
import java.util.Optional;

/**
 * Differentiates graphs: what an op that is made of graphs, such as a loop, is handed to state its
 * own gradient.
 */
@FunctionalInterface
public interface GraphGradients {
  /**
   * The vector-Jacobian product: the gradient of {@code sum(output * cotangent)}, summed over the
   * outputs, with respect to some tensors.
   *
   * @param outputs floating tensors; one of them may occur twice
   * @param cotangents one per output, of its dtype and shape
   * @param wrt floating tensors
   * @return one entry per tensor of {@code wrt}, of its type; empty where no path with gradients
   *     leads from it to an output
   */
  List<Optional<Tensor>> vjp(List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wrt);
}
