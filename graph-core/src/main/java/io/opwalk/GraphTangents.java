package io.opwalk;

import java.util.List;
import java.util.Optional;

/**
 * Differentiates graphs in a direction: what an op that is made of graphs, such as a loop, is
 * handed to state its own derivative.
 */
@FunctionalInterface
public interface GraphTangents {
  /**
   * The Jacobian-vector product: how some tensors move where others do.
   *
   * @param outputs any tensors
   * @param wrt floating tensors
   * @param tangents one per tensor of {@code wrt}, of its dtype and shape
   * @return one entry per output, of its type; empty where no path with derivatives leads to it
   */
  List<Optional<Tensor>> jvp(List<Tensor> outputs, List<Tensor> wrt, List<Tensor> tangents);
}
