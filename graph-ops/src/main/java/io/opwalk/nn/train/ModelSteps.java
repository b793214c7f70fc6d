package io.opwalk.nn.train;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.nn.constraint.Constraint;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Optimization;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.CompileOptions;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.Update;
import io.opwalk.walk.Replace;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Training steps of one model that share what one optimizer remembers, whatever the loss is: that
 * of samples with weights and of samples without. The optimizer is asked once, for gradients that
 * are placeholders; each step puts its own in their place.
 */
final class ModelSteps {
  private final Model model;
  private final List<Tensor> parameters;
  private final List<Tensor> gradients;
  private final Optimization optimization;

  /**
   * Of the trainable parameters that lead to a loss.
   *
   * @throws IllegalArgumentException where there are none
   */
  ModelSteps(Model model, Tensor loss, Optimizer optimizer) {
    this.model = model;
    Set<Tensor> leading = new HashSet<>();
    for (Apply apply : Walk.ancestors(List.of(total(model, loss)))) {
      leading.addAll(apply.outputs());
    }
    this.parameters =
        model.trainableParameters().stream().filter(leading::contains).toList();
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("there are no parameters to train for " + loss);
    }
    this.gradients = parameters.stream()
        .map(each -> Tensors.placeholder("gradient", each.dtype(), each.shape()))
        .toList();
    this.optimization = optimizer.optimize(parameters, gradients);
  }

  /** A loss and all that the model adds to it, in training and, as in Keras, in evaluation. */
  static Tensor total(Model model, Tensor loss) {
    Tensor total = loss;
    for (Tensor penalty : model.penalties()) {
      total = Arithmetic.add(total, penalty);
    }
    return total;
  }

  /**
   * A step: what the model's layers add to the loss is added, new values are brought back to what
   * constraints allow, layers change what they change in training, and the learning phase is true.
   *
   * @param loss a floating scalar
   * @param fetches what a run gives back besides the loss with all that was added
   */
  TrainingStep step(Tensor loss, List<Tensor> fetches, CompileOptions options) {
    Tensor total = total(model, loss);
    List<Update> updates = updates();
    List<Tensor> all = new ArrayList<>(List.of(total));
    all.addAll(fetches);
    updates.forEach(update -> all.add(update.value()));
    Map<Tensor, Tensor> replacements = new HashMap<>();
    List<Tensor> found = Gradients.gradient(total, parameters);
    for (int i = 0; i < gradients.size(); i++) {
      replacements.put(gradients.get(i), found.get(i));
    }
    // In training the phase is no question: as a constant it takes the other branches out.
    replacements.put(Phase.learning(), Tensors.constant(NDArray.scalar(true)));
    model
        .frozenPhases()
        .forEach(phase -> replacements.put(phase, Tensors.constant(NDArray.scalar(false))));
    List<Tensor> learning = Replace.in(all, replacements);
    int fetched = 1 + fetches.size();
    List<Update> learned = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      learned.add(new Update(updates.get(i).slot(), learning.get(fetched + i)));
    }
    return TrainingStep.of(
        learning.get(0),
        learning.subList(1, fetched),
        learned,
        optimization.learningRate(),
        FedInputs.options(options, model.inputs(), learning));
  }

  /** The optimizer's updates, within constraints, and behind them those of the layers. */
  private List<Update> updates() {
    Map<ParameterSlot, Constraint> constraints = new HashMap<>();
    model
        .variables()
        .forEach(weight -> weight
            .constraint()
            .ifPresent(each -> constraints.put(Tensors.slotOf(weight.parameter()), each)));
    List<Update> updates = new ArrayList<>();
    for (Update update : optimization.updates()) {
      Constraint constraint = constraints.get(update.slot());
      updates.add(
          constraint == null
              ? update
              : new Update(update.slot(), constraint.project(update.value())));
    }
    updates.addAll(model.updates());
    updates.addAll(model.carried());
    return updates;
  }

  /** The learning rate of the next step. */
  double learningRate() {
    return LearningRate.of(optimization.learningRate());
  }

  /** Sets the learning rate of the steps to come. */
  void setLearningRate(double rate) {
    LearningRate.set(optimization.learningRate(), rate);
  }

  /** Gives weights their moving averages, where the optimizer keeps such and a step was made. */
  void publishAverages() {
    ParameterSlot steps = optimization.updates().get(parameters.size()).slot();
    ParameterStore.exclusively(optimization.slots(), () -> {
      if (steps.value().longValue() > 0) {
        optimization.publishAverages();
      }
    });
  }

  /**
   * Has weights and their moving averages change places.
   *
   * @throws IllegalStateException where the optimizer keeps no averages
   */
  void swapAverages() {
    if (optimization.averages().isEmpty()) {
      throw new IllegalStateException("the optimizer keeps no moving averages of the weights: make"
          + " it one that does by withEma(momentum)");
    }
    ParameterStore.exclusively(optimization.slots(), optimization::swapAverages);
  }

  /**
   * All that must be kept for a training to go on as if it had never stopped: the model's
   * parameters, the state of its layers, and what the optimizer remembers.
   */
  List<ParameterSlot> slots() {
    Set<ParameterSlot> slots = new LinkedHashSet<>();
    model.parameters().forEach(parameter -> slots.add(Tensors.slotOf(parameter)));
    model.variables().forEach(weight -> slots.add(Tensors.slotOf(weight.parameter())));
    slots.addAll(optimization.slots());
    return List.copyOf(slots);
  }
}
