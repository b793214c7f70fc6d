package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an {@link Optimizer} makes of parameters and gradients.
 *
 * @param updates the parameters' updates in order, and behind them those of the optimizer's own
 *     state, the number of steps first
 * @param learningRate the learning rate of the next step, a float64 of rank 0: a parameter that no
 *     step changes
 */
public record Optimization(List<Update> updates, Tensor learningRate) {
  /** Copies the list. */
  public Optimization {
    updates = List.copyOf(updates);
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
}
