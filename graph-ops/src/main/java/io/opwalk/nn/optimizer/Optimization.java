package io.opwalk.nn.optimizer;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an {@link Optimizer} makes of parameters and gradients.
 *
 * @param updates the parameters' updates in order, and behind them those of the optimizer's own
 *     state, the number of steps first
 * @param learningRate the learning rate of the next step, a float64 of rank 0: a parameter that no
 *     step changes, or what a schedule computes
 * @param averages each parameter with the moving average of its values, which is part of the state;
 *     empty unless the optimizer was asked for them
 */
public record Optimization(
    List<Update> updates, Tensor learningRate, Map<ParameterSlot, ParameterSlot> averages) {
  /** Copies the list and the map. */
  public Optimization {
    updates = List.copyOf(updates);
    averages = Collections.unmodifiableMap(new LinkedHashMap<>(averages));
  }

  /** Where the learning rate is; empty where a schedule computes it. */
  public Optional<ParameterSlot> learningRateSlot() {
    return Tensors.isParameter(learningRate)
        ? Optional.of(Tensors.slotOf(learningRate))
        : Optional.empty();
  }

  /**
   * All that must be kept for a training to go on as if it had never stopped: the parameters in
   * order, the optimizer's state, and the learning rate unless a schedule computes it.
   */
  public List<ParameterSlot> slots() {
    List<ParameterSlot> slots = new ArrayList<>();
    updates.forEach(update -> slots.add(update.slot()));
    learningRateSlot().ifPresent(slots::add);
    return slots;
  }

  /**
   * Gives each parameter the moving average of its values, all at once: what is done at the end of
   * a training. Does nothing where there are no averages.
   */
  public void publishAverages() {
    Map<ParameterSlot, NDArray> values = new HashMap<>();
    averages.forEach((parameter, average) -> values.put(parameter, average.value()));
    ParameterStore.publish(values);
  }

  /**
   * Has each parameter and the moving average of its values change places, all at once: done twice,
   * nothing has changed. No step may be made in between.
   */
  public void swapAverages() {
    Map<ParameterSlot, NDArray> values = new HashMap<>();
    averages.forEach((parameter, average) -> {
      values.put(parameter, average.value());
      values.put(average, parameter.value());
    });
    ParameterStore.publish(values);
  }
}
