package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which parameters decay, and how fast.
 *
 * @param rate how much of a parameter goes in a step, as a multiple of the learning rate; empty for
 *     what the rule says
 * @param except parts of the names of parameters that do not
 */
record WeightDecay(OptionalDouble rate, List<String> except) {
  static final WeightDecay NONE = new WeightDecay(OptionalDouble.empty(), List.of());

  WeightDecay {
    Hyperparameters.requireNotNegative("an optimizer", "weight_decay", rate.orElse(0));
    except = List.copyOf(except);
  }

  double of(Tensor parameter, Optimizer rule) {
    String name = Tensors.slotOf(parameter).name();
    if (except.stream().anyMatch(name::contains)) {
      return 0;
    }
    return rate.orElseGet(() -> rule.weightDecay(parameter));
  }
}
