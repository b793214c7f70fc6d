package io.opwalk.nn.optimizer;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Optimizers that make the same of each parameter and its gradient. */
final class EachParameter {
  private EachParameter() {}

  /** What becomes of a parameter. */
  @FunctionalInterface
  interface Rule {
    /**
     * The parameter's new value.
     *
     * @param step the number of this step, counted from 1, in the parameter's dtype
     * @param state where the optimizer keeps what it remembers
     */
    Tensor next(Tensor w, Tensor g, Tensor step, State state);
  }

  static List<Update> updates(
      String optimizer, List<Tensor> parameters, List<Tensor> gradients, Rule rule) {
    Hyperparameters.requirePairs(optimizer, parameters, gradients);
    State state = new State(optimizer.toLowerCase(java.util.Locale.ROOT));
    Tensor iterations = state.counter("iterations");
    Tensor step = state.becomes(iterations, Arithmetic.add(iterations, 1));
    Map<DType, Tensor> steps = new EnumMap<>(DType.class);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor w = parameters.get(i);
      Tensor t = steps.computeIfAbsent(w.dtype(), dtype -> Tensors.cast(step, dtype));
      updates.add(new Update(Tensors.slotOf(w), rule.next(w, gradients.get(i), t, state)));
    }
    updates.addAll(state.updates());
    return updates;
  }

  /** {@code old + (new - old) (1 - kept)}. */
  static Tensor moved(State state, Tensor old, Tensor value, double kept) {
    return state.becomes(
        old, Arithmetic.add(old, Arithmetic.multiply(Arithmetic.subtract(value, old), 1 - kept)));
  }
}
