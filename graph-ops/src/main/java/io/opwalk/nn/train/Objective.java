package io.opwalk.nn.train;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.model.Model;
import io.opwalk.ops.Arithmetic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is trained towards as graph nodes: the loss, what is fetched beside it, and what is
 * fed for both. There is one for samples that all count alike, and others for samples with weights.
 */
final class Objective {
  private final List<Tensor> inputs;
  private final List<GoalTensors> goals = new ArrayList<>();
  private final Tensor loss;

  /** The losses of single outputs by the names they are reported under, where there are several. */
  private final Map<String, Tensor> outputLosses = new LinkedHashMap<>();

  private final List<Measure> measures;

  /**
   * Of the goals of a model's outputs.
   *
   * @param goals those that take labels
   * @param weightRanks the ranks of the weights of each label; none where all samples count alike
   * @throws IllegalArgumentException where no goal has a loss, or weights have too many axes
   * @throws io.opwalk.TypeException where a loss or a metric does not take an output
   */
  Objective(Model model, List<OutputGoal> goals, List<Integer> weightRanks) {
    this.inputs = model.inputs();
    boolean several = model.outputs().size() > 1;
    Optional<Tensor> total = Optional.empty();
    for (int i = 0; i < goals.size(); i++) {
      OutputGoal goal = goals.get(i);
      Optional<Integer> rank =
          weightRanks.isEmpty() ? Optional.empty() : Optional.of(weightRanks.get(i));
      GoalTensors tensors = GoalTensors.of(goal, several ? goal.name() + "/" : "", rank);
      this.goals.add(tensors);
      if (tensors.loss().isPresent()) {
        Tensor own = tensors.loss().get();
        if (several) {
          outputLosses.put(goal.name() + "_loss", own);
        }
        Tensor weighed = goal.lossWeight() == 1 ? own : Arithmetic.multiply(own, goal.lossWeight());
        total = Optional.of(total.map(sum -> Arithmetic.add(sum, weighed)).orElse(weighed));
      }
    }
    this.loss = total.orElseThrow(() -> new IllegalArgumentException(
        "there is no loss: give one for an output at least, of " + model.outputs()));
    this.measures = Measure.all(this.goals, several);
  }

  /** The sum of the losses of all outputs, without what the model adds to it. */
  Tensor loss() {
    return loss;
  }

  /** What is fetched beside the loss of each batch. */
  List<Tensor> fetches() {
    List<Tensor> fetches = new ArrayList<>(outputLosses.values());
    measures.forEach(measure -> fetches.addAll(measure.sums()));
    return fetches;
  }

  /** The names under which losses of outputs and metrics are reported. */
  List<String> names() {
    List<String> names = new ArrayList<>(outputLosses.keySet());
    measures.forEach(measure -> names.addAll(measure.names()));
    return names;
  }

  /** Which values are better of what is reported under a name. */
  Optional<Direction> direction(String name) {
    return outputLosses.containsKey(name)
        ? Optional.of(Direction.DOWN)
        : measures.stream()
            .filter(measure -> measure.names().contains(name))
            .findFirst()
            .flatMap(measure -> measure.metric().direction());
  }

  /** Sums of nothing. */
  Totals totals() {
    return new Totals(List.copyOf(outputLosses.keySet()), measures);
  }

  /**
   * What a batch feeds, once its labels have been {@linkplain #requireLabels counted}.
   *
   * @throws IllegalArgumentException where there are not as many inputs as the model has, or a
   *     label that is to be a class is none
   * @throws io.opwalk.FeedException where a dtype or a shape does not fit
   */
  Feed feed(Samples batch) {
    Feed feed = FedInputs.of(inputs, batch);
    for (int i = 0; i < goals.size(); i++) {
      GoalTensors goal = goals.get(i);
      feed = feed.and(goal.labels(), goal.fitting(batch.labels().get(i)));
      if (goal.weights().isPresent()) {
        NDArray each = batch.weights().get(batch.weights().size() == 1 ? 0 : i);
        DType dtype = goal.weights().get().dtype();
        feed = feed.and(goal.weights().get(), each.dtype() == dtype ? each : each.cast(dtype));
      }
    }
    return feed;
  }

  /**
   * Checks that there are as many labels as there are goals.
   *
   * @throws IllegalArgumentException where there are not
   */
  void requireLabels(Samples batch) {
    if (batch.labels().size() != goals.size()) {
      throw new IllegalArgumentException("labels are expected for the outputs "
          + goals.stream().map(each -> each.goal().name()).toList() + ", found "
          + batch.labels().size() + ": " + batch);
    }
  }
}
