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
  private final ParameterStore store = new ParameterStore();
  private final List<Update> updates = new ArrayList<>();

  State(String optimizer) {
    this.optimizer = optimizer;
  }

  /** Zeros at first, of the type of a parameter. */
  Tensor zerosLike(Tensor parameter, String leaf) {
    return like(parameter, leaf, 0);
  }

  /** A number throughout at first, of the type of a parameter. */
  Tensor like(Tensor parameter, String leaf, double first) {
    ParameterSlot slot = Tensors.slotOf(parameter);
    NDArray value = slot.value();
    int[] dims = value.shape().stream().mapToInt(Integer::intValue).toArray();
    return make(slot.name() + "/" + leaf, NDArray.full(value.dtype(), first, dims));
  }

  /** An int64, 0 at first. */
  Tensor counter(String leaf) {
    return make(leaf, NDArray.scalar(0L));
  }

  private Tensor make(String name, NDArray value) {
    return Tensors.parameter(store.create(optimizer + "/" + name, value), false);
  }

  /** Says what a state becomes, and gives that back. */
  Tensor becomes(Tensor state, Tensor value) {
    updates.add(new Update(Tensors.slotOf(state), value));
    return value;
  }

  List<Update> updates() {
    return updates;
  }
}
