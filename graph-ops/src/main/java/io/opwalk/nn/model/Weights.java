package io.opwalk.nn.model;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterSnapshot;
import io.opwalk.state.ParameterStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Parameters and their values.
 *
 * @param owner whose they are, for messages
 * @param parameters each slot once
 */
record Weights(String owner, List<Tensor> parameters) {
  /** How many numbers there are in some parameters. */
  static long count(Collection<Tensor> parameters) {
    return parameters.stream()
        .mapToLong(parameter -> parameter.shape().elements().fixedSize().orElseThrow())
        .sum();
  }

  private List<ParameterSlot> slots() {
    return parameters.stream().map(Tensors::slotOf).toList();
  }

  List<NDArray> get() {
    List<ParameterSlot> slots = slots();
    ParameterSnapshot snapshot = ParameterStore.snapshot(slots);
    return slots.stream().map(snapshot::get).toList();
  }

  void set(List<NDArray> values) {
    Objects.requireNonNull(values, () -> "no values (null) were given for " + owner);
    List<ParameterSlot> slots = slots();
    if (values.size() != slots.size()) {
      throw new IllegalArgumentException(owner + " has " + slots.size() + " parameters, found "
          + values.size() + " values; the parameters are " + slots);
    }
    Map<ParameterSlot, NDArray> changes = new LinkedHashMap<>();
    for (int i = 0; i < slots.size(); i++) {
      changes.put(slots.get(i), values.get(i));
    }
    ParameterStore.exclusively(slots, () -> ParameterStore.publish(changes));
  }
}
