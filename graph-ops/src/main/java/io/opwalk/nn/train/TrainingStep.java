package io.opwalk.nn.train;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Optimization;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.ParameterUpdater;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Loss, gradients and new values as one compiled function.
 *
 * <pre>{@code
 * TrainingStep step = TrainingStep.of(loss, model.trainableParameters(), new Adam());
 * double before = step.run(feed(x, images).and(labels, truth)).get(0).doubleValue();
 * }</pre>
 *
 * <p>A run reads all values, computes, and publishes all new values at once: whoever reads
 * meanwhile sees those of before or those of after. Runs on the same parameters take turns, also
 * those of other training steps. A run that fails publishes nothing. Thread-safe.
 */
public final class TrainingStep {
  private final CompiledFunction function;
  private final int fetched;
  private final List<ParameterSlot> slots;
  private final ParameterUpdater updater;
  private final Tensor learningRate;

  private TrainingStep(
      CompiledFunction function, int fetched, List<ParameterSlot> slots, Tensor learningRate) {
    this.function = function;
    this.fetched = fetched;
    this.slots = slots;
    this.updater = new ParameterUpdater(slots);
    this.learningRate = learningRate;
  }

  /** A step that makes a loss smaller. */
  public static TrainingStep of(Tensor loss, List<Tensor> parameters, Optimizer optimizer) {
    return of(loss, List.of(), parameters, optimizer, CompileOptions.defaults());
  }

  /**
   * As {@link #of(Tensor, List, Optimizer)}, with other tensors to be fetched on the way.
   *
   * @param loss a floating scalar
   * @param fetches what {@link #run(Feed)} gives back besides the loss, computed from the values of
   *     before the step
   * @param parameters what to change; the loss must depend on each
   * @throws IllegalArgumentException where the loss is not a floating scalar, or there is nothing
   *     to change, or something to change is not a parameter, comes twice, or does not lead to the
   *     loss
   */
  public static TrainingStep of(
      Tensor loss,
      List<Tensor> fetches,
      List<Tensor> parameters,
      Optimizer optimizer,
      CompileOptions options) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("there are no parameters to train for " + loss);
    }
    Optimization optimization =
        optimizer.optimize(parameters, Gradients.gradient(loss, parameters));
    return of(loss, fetches, optimization.updates(), optimization.learningRate(), options);
  }

  /**
   * A step that trains a model: what its layers add to the loss is added, new values are brought
   * back to what constraints allow, layers change what they change in training, and the learning
   * phase is true.
   *
   * @param loss of the model's outputs, a floating scalar
   * @param fetches what {@link #run(Feed)} gives back besides the loss with all that was added
   * @throws IllegalArgumentException as {@link #of(Tensor, List, List, Optimizer, CompileOptions)}
   */
  public static TrainingStep of(
      Model model, Tensor loss, List<Tensor> fetches, Optimizer optimizer, CompileOptions options) {
    return new ModelSteps(model, loss, optimizer).step(loss, fetches, options);
  }

  /** A step that makes the given updates. */
  static TrainingStep of(
      Tensor loss,
      List<Tensor> fetches,
      List<Update> updates,
      Tensor learningRate,
      CompileOptions options) {
    List<ParameterSlot> slots = updates.stream().map(Update::slot).toList();
    if (slots.stream().distinct().count() != slots.size()) {
      throw new IllegalArgumentException("a parameter is to be changed twice: " + slots);
    }
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(fetches);
    int fetched = outputs.size();
    updates.forEach(update -> outputs.add(update.value()));
    CompiledFunction function = Graph.of(outputs).compile(outputs, options);
    return new TrainingStep(function, fetched, slots, learningRate);
  }

  /** What a run must be fed: the placeholders that the loss and the fetches depend on. */
  public List<Tensor> inputs() {
    return function.inputs();
  }

  /** What a run changes: the parameters, in order, and behind them the optimizer's state. */
  public List<ParameterSlot> slots() {
    return slots;
  }

  /** The learning rate of the next step. */
  public double learningRate() {
    return LearningRate.of(learningRate);
  }

  /**
   * Sets the learning rate of the steps to come.
   *
   * @throws IllegalArgumentException where it is negative, infinite or NaN
   * @throws IllegalStateException where a schedule computes the rate
   */
  public void setLearningRate(double rate) {
    LearningRate.set(learningRate, rate);
  }

  /**
   * Makes one step.
   *
   * @return the loss and the fetches, in order, as they were before the step
   * @throws io.opwalk.FeedException where something needed is missing, or something fed is not an
   *     input
   */
  public List<NDArray> run(Feed feed) {
    return run(feed, loss -> true);
  }

  /** As {@link #run}, but makes no step where the loss is infinite or NaN. */
  List<NDArray> runIfFinite(Feed feed) {
    return run(feed, loss -> Double.isFinite(loss.doubleValue()));
  }

  private List<NDArray> run(Feed feed, Predicate<NDArray> publishing) {
    List<NDArray> before = new ArrayList<>();
    ParameterStore.exclusively(slots, () -> {
      updater.begin();
      List<NDArray> values = function.call(feed, updater);
      values.subList(0, fetched).forEach(value -> {
        updater.handOut(value);
        before.add(value);
      });
      if (publishing.test(values.get(0))) {
        Map<ParameterSlot, NDArray> next = new HashMap<>();
        for (int i = 0; i < slots.size(); i++) {
          next.put(slots.get(i), values.get(fetched + i));
        }
        updater.publish(next);
      }
    });
    return List.copyOf(before);
  }
}
