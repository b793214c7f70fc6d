package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.floorDivide;
import static io.opwalk.ops.Arithmetic.mod;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Applies an optimizer's rule, and what else it was asked for, to all parameters. */
final class Optimizing {
  private final Adjusted optimizer;
  private final Common common;
  private final State state;

  /** How many steps were made, as training counts them. */
  private final Tensor iterations;

  /** How often parameters were changed: once in as many steps as gradients are accumulated over. */
  private final Tensor changes;

  private final StepNumbers numbers;
  private final Tensor rate;
  private final Map<ParameterSlot, ParameterSlot> averages = new LinkedHashMap<>();

  Optimizing(Optimizer optimizer) {
    this.optimizer = Adjusted.of(optimizer);
    this.common = this.optimizer.common();
    this.state = new State(optimizer.className().toLowerCase(Locale.ROOT));
    this.iterations = state.make("iterations", NDArray.scalar(0L));
    Tensor following = state.becomes(iterations, add(iterations, 1));
    int steps = common.accumulation();
    this.changes = steps == 1 ? iterations : floorDivide(iterations, steps);
    // As in Keras, a schedule counts all steps.
    this.rate = common
        .schedule()
        .map(schedule -> schedule.at(Tensors.cast(iterations, DType.FLOAT64)))
        .orElseGet(() -> state.make("learning_rate", NDArray.scalar(optimizer.learningRate())));
    this.numbers = new StepNumbers(steps == 1 ? following : add(changes, 1), rate);
  }

  Optimization optimize(List<Tensor> parameters, List<Tensor> gradients) {
    Hyperparameters.requirePairs(optimizer.className(), parameters, gradients);
    List<Tensor> whole = accumulated(parameters, gradients);
    List<Tensor> clipped = common.clipping().map(each -> each.apply(whole)).orElse(whole);
    State remembered = state.beside();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      ParameterStep step =
          new ParameterStep(parameter, decayed(parameter), clipped.get(i), numbers, remembered);
      Tensor next = whereDue(optimizer.next(step), parameter);
      updates.add(new Update(Tensors.slotOf(parameter), next));
    }
    for (Update update : remembered.updates()) {
      Tensor old = Tensors.parameter(update.slot(), false);
      state.becomes(old, whereDue(update.value(), old));
    }
    if (common.average().isPresent()) {
      updates.replaceAll(update -> averaged(update, common.average().get()));
    }
    updates.addAll(state.updates());
    return new Optimization(updates, rate, averages);
  }

  /** The means of the gradients since the last change, right in a step that makes one. */
  private List<Tensor> accumulated(List<Tensor> parameters, List<Tensor> gradients) {
    if (common.accumulation() == 1) {
      return gradients;
    }
    List<Tensor> means = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor before = state.filled(parameters.get(i), "gradient_accumulator", 0);
      Tensor sum = add(gradients.get(i), before);
      state.becomes(before, whereDue(Tensors.zerosLike(sum), sum));
      means.add(divide(sum, common.accumulation()));
    }
    return means;
  }

  /** One value in a step that changes parameters, another in those before it. */
  private Tensor whereDue(Tensor due, Tensor otherwise) {
    int steps = common.accumulation();
    return steps == 1
        ? due
        : Logic.where(Logic.equal(mod(add(iterations, 1), steps), 0), due, otherwise);
  }

  private Tensor decayed(Tensor parameter) {
    double decay = optimizer.weightDecay(parameter);
    if (decay == 0) {
      return parameter;
    }
    Tensor gone = multiply(numbers.rate(parameter.dtype()), decay);
    return subtract(parameter, multiply(parameter, gone));
  }

  private Update averaged(Update update, WeightAverage kind) {
    Tensor parameter = Tensors.parameter(update.slot(), false);
    Tensor old = state.filled(parameter, "average", 0);
    Tensor average = state.becomes(old, kind.next(old, update.value(), changes));
    averages.put(update.slot(), Tensors.slotOf(old));
    return new Update(update.slot(), kind.overwritten(average, update.value(), changes));
  }
}
