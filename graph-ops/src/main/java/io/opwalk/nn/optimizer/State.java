package io.opwalk.nn.optimizer;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.List;

/**
 * What an optimizer remembers: non-trainable parameters, whose names begin with the optimizer's.
 *
 * <p>They live in a store of their own, not in the model's: that would keep the state of every
 * training for as long as the model lives.
 */
final class State {
  private final String optimizer;
  private final ParameterStore store;
  private final List<Update> updates = new ArrayList<>();

  State(String optimizer) {
    this(optimizer, new ParameterStore());
  }

  private State(String optimizer, ParameterStore store) {
    this.optimizer = optimizer;
    this.store = store;
  }

  /** Another part of the same, with updates of its own. */
  State beside() {
    return new State(optimizer, store);
  }

  /** A value, as it is before a step. */
  Tensor make(String name, NDArray first) {
    return Tensors.parameter(store.create(optimizer + "/" + name, first), false);
  }

  /** A value of a parameter's type, filled with a number at first. */
  Tensor filled(Tensor parameter, String leaf, double first) {
    ParameterSlot slot = Tensors.slotOf(parameter);
    NDArray now = slot.value();
    int[] dims = now.shape().stream().mapToInt(Integer::intValue).toArray();
    return make(slot.name() + "/" + leaf, NDArray.full(now.dtype(), first, dims));
  }

  /** Says what a value becomes, and gives that back. */
  Tensor becomes(Tensor old, Tensor value) {
    updates.add(new Update(Tensors.slotOf(old), value));
    return value;
  }

  List<Update> updates() {
    return updates;
  }
}
