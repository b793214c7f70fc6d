package io.opwalk.nn.optimizer;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Applies an optimizer's rule to all parameters. */
final class Optimizing {
  private final Optimizer optimizer;
  private final State state;

  Optimizing(Optimizer optimizer) {
    this.optimizer = optimizer;
    this.state = new State(optimizer.className().toLowerCase(Locale.ROOT));
  }

  Optimization optimize(List<Tensor> parameters, List<Tensor> gradients) {
    Hyperparameters.requirePairs(optimizer.className(), parameters, gradients);
    Tensor iterations = state.make("iterations", NDArray.scalar(0L));
    Tensor number = state.becomes(iterations, Arithmetic.add(iterations, 1));
    Tensor rate = state.make("learning_rate", NDArray.scalar(optimizer.learningRate()));
    StepNumbers numbers = new StepNumbers(number, rate);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      Tensor value = decayed(parameter, numbers);
      ParameterStep step = new ParameterStep(parameter, value, gradients.get(i), numbers, state);
      updates.add(new Update(Tensors.slotOf(parameter), optimizer.next(step)));
    }
    updates.addAll(state.updates());
    return new Optimization(updates, rate);
  }

  private Tensor decayed(Tensor parameter, StepNumbers numbers) {
    double decay = optimizer.weightDecay(parameter);
    if (decay == 0) {
      return parameter;
    }
    Tensor gone = Arithmetic.multiply(numbers.rate(parameter.dtype()), decay);
    return Arithmetic.subtract(parameter, Arithmetic.multiply(parameter, gone));
  }
}
