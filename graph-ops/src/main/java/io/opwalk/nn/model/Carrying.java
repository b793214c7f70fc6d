package io.opwalk.nn.model;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Computations of a model over one batch after another, whose stateful layers go on where the batch
 * before ended: what a layer leaves is computed behind what was asked for, and published.
 *
 * <p>Such computations on one model take turns, with training steps too.
 */
public final class Carrying {
  private final List<Update> updates;
  private final List<ParameterSlot> slots;

  private Carrying(List<Update> updates) {
    this.updates = updates;
    this.slots = updates.stream().map(Update::slot).toList();
  }

  /**
   * Of a model, which need not have stateful layers.
   *
   * @throws IllegalStateException as {@link Model#carried}
   */
  public static Carrying of(Model model) {
    return new Carrying(model.carried());
  }

  /** What was asked for, and behind it what stateful layers leave. */
  public List<Tensor> with(List<Tensor> wanted) {
    List<Tensor> all = new ArrayList<>(wanted);
    updates.forEach(update -> all.add(update.value()));
    return List.copyOf(all);
  }

  /**
   * Computes, and publishes what stateful layers leave, all at once.
   *
   * @param computation gives the values of {@link #with}
   * @return the values of what was asked for
   */
  public List<NDArray> run(Supplier<List<NDArray>> computation) {
    if (slots.isEmpty()) {
      return computation.get();
    }
    List<NDArray> wanted = new ArrayList<>();
    ParameterStore.exclusively(slots, () -> {
      List<NDArray> values = computation.get();
      int asked = values.size() - slots.size();
      wanted.addAll(values.subList(0, asked));
      Map<ParameterSlot, NDArray> left = new LinkedHashMap<>();
      for (int i = 0; i < slots.size(); i++) {
        left.put(slots.get(i), values.get(asked + i));
      }
      ParameterStore.publish(left);
    });
    return List.copyOf(wanted);
  }
}
