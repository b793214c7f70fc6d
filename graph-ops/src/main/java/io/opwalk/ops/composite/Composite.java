package io.opwalk.ops.composite;

import io.opwalk.Op;
import io.opwalk.Tensor;
import java.util.List;

/**
 * A named op that stands for a subgraph of other ops: one node to whoever walks the graph, its
 * expansion to a compiler. The set is open; anybody may add one.
 */
public interface Composite extends Op {
  /**
   * The op over the given inputs, built from other ops.
   *
   * @param inputs tensors of types that {@link #inferTypes} admits
   * @return one tensor per output, of the types that {@link #inferTypes} gives
   */
  List<Tensor> expand(List<Tensor> inputs);
}
