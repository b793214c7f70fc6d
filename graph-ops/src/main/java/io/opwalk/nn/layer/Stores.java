package io.opwalk.nn.layer;

import com.google.common.primitives.Ints;
import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.walk.Walk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Zeros of a shape. */
  static NDArray zeros(DType dtype, List<Integer> shape) {
    return NDArray.zeros(dtype, Ints.toArray(shape));
  }

  /** Makes parameters zeros, all at once. */
  static void reset(List<Tensor> parameters) {
    List<ParameterSlot> slots = parameters.stream().map(Tensors::slotOf).toList();
    Map<ParameterSlot, NDArray> zeros = new LinkedHashMap<>();
    for (ParameterSlot slot : slots) {
      zeros.put(slot, zeros(slot.value().dtype(), slot.value().shape()));
    }
    ParameterStore.exclusively(slots, () -> ParameterStore.publish(zeros));
  }
}
