package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterSnapshot;
import io.opwalk.state.ParameterStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a model, each slot once, and their values. */
final class Weights {
  private final Map<ParameterSlot, Tensor> bySlot;

  private Weights(Map<ParameterSlot, Tensor> bySlot) {
    this.bySlot = bySlot;
  }

  static Weights of(List<Apply> applies) {
    Map<ParameterSlot, Tensor> bySlot = new LinkedHashMap<>();
    for (Apply apply : applies) {
      for (Tensor tensor : apply.outputs()) {
        if (Tensors.isParameter(tensor)) {
          bySlot.putIfAbsent(Tensors.slotOf(tensor), tensor);
        }
      }
    }
    Map<String, Tensor> byName = new HashMap<>();
    for (Tensor tensor : bySlot.values()) {
      Tensor other = byName.putIfAbsent(tensor.name(), tensor);
      if (other != null) {
        throw new IllegalArgumentException("two parameters are named '" + tensor.name()
            + "': give one of the layers a name of its own\n  " + other + "\n  " + tensor);
      }
    }
    return new Weights(bySlot);
  }

  List<Tensor> parameters() {
    return List.copyOf(bySlot.values());
  }

  List<Tensor> trainable() {
    return bySlot.values().stream().filter(Tensors::isTrainable).toList();
  }

  List<NDArray> get() {
    ParameterSnapshot snapshot = ParameterStore.snapshot(bySlot.keySet());
    return bySlot.keySet().stream().map(snapshot::get).toList();
  }

  void set(List<NDArray> values) {
    List<ParameterSlot> slots = List.copyOf(bySlot.keySet());
    if (values.size() != slots.size()) {
      throw new IllegalArgumentException("this model has " + slots.size() + " parameters, found "
          + values.size() + " values; the parameters are " + slots);
    }
    Map<ParameterSlot, NDArray> changes = new HashMap<>();
    for (int i = 0; i < slots.size(); i++) {
      changes.put(slots.get(i), values.get(i));
    }
    ParameterStore.exclusively(slots, () -> ParameterStore.publish(changes));
  }
}
