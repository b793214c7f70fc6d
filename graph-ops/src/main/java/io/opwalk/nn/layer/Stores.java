package io.opwalk.nn.layer;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterStore;
import io.opwalk.walk.Walk;
import java.util.List;

/** Where a layer's weights go. */
final class Stores {
  private Stores() {}

  /**
   * The store of the last parameter that the inputs depend on, else a new one: a chain of layers
   * gets one store, and nobody has to pass it along.
   */
  static ParameterStore nearest(List<Tensor> inputs) {
    List<Apply> ancestors = Walk.ancestors(inputs);
    for (int i = ancestors.size() - 1; i >= 0; i--) {
      for (Tensor tensor : ancestors.get(i).outputs()) {
        if (Tensors.isParameter(tensor)) {
          return Tensors.slotOf(tensor).store();
        }
      }
    }
    return new ParameterStore();
  }
}
