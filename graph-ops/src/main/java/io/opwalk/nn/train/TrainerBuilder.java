package io.opwalk.nn.train;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.metric.Metric;
import io.opwalk.nn.metric.Metrics;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.spi.CompileOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * Collects what a {@link Trainer} is made of: the arguments of Keras's {@code compile}.
 *
 * <p>Where a mask travels with an output, as it does behind Masking or an Embedding with
 * {@code mask_zero}, only the steps that it lets through count in the output's loss, which is a
 * mean over them, and in its weighted metrics.
 *
 * <p>Outputs go by the names of the layers that give them. What is said without a name is meant for
 * the only output. Outputs for which nothing is said take no labels.
 */
public final class TrainerBuilder {
  private final Model model;
  private final OutputNames names;
  private final List<Optional<Loss>> losses = new ArrayList<>();
  private final List<Double> lossWeights = new ArrayList<>();
  private final List<List<Metric>> metrics = new ArrayList<>();
  private final List<List<String>> namedMetrics = new ArrayList<>();
  private final List<List<Metric>> weightedMetrics = new ArrayList<>();
  private Optional<Optimizer> optimizer = Optional.empty();
  private CompileOptions options = CompileOptions.defaults();

  TrainerBuilder(Model model) {
    this.model = Objects.requireNonNull(model, "the model to train");
    this.names = OutputNames.of(model);
    for (int i = 0; i < model.outputs().size(); i++) {
      losses.add(Optional.empty());
      lossWeights.add(1.0);
      metrics.add(new ArrayList<>());
      namedMetrics.add(new ArrayList<>());
      weightedMetrics.add(new ArrayList<>());
    }
  }

  private int only() {
    if (losses.size() != 1) {
      throw new IllegalArgumentException(
          "the model has several outputs: say which one is meant, of " + names.all());
    }
    return 0;
  }

  /**
   * What to make small.
   *
   * @throws IllegalArgumentException where the model has several outputs
   */
  public TrainerBuilder loss(Loss loss) {
    return loss(only(), loss, 1);
  }

  /**
   * What to make small for one output.
   *
   * @throws NoSuchElementException where there is no such output, listing those there are
   */
  public TrainerBuilder loss(String output, Loss loss) {
    return loss(names.indexOf(output), loss, 1);
  }

  /**
   * What to make small for one output.
   *
   * @param weight how much it counts in the sum of all losses, 1 unless said
   * @throws NoSuchElementException where there is no such output, listing those there are
   */
  public TrainerBuilder loss(String output, Loss loss, double weight) {
    return loss(names.indexOf(output), loss, weight);
  }

  private TrainerBuilder loss(int output, Loss loss, double weight) {
    losses.set(output, Optional.of(Objects.requireNonNull(loss, "the loss")));
    lossWeights.set(output, weight);
    return this;
  }

  /** What to report; all samples count alike in it, and all their steps, masked or not. */
  public TrainerBuilder metrics(Metric... more) {
    if (more.length > 0) {
      metrics.get(only()).addAll(Arrays.asList(more));
    }
    return this;
  }

  /**
   * What to report, by Keras's names, behind what is said otherwise.
   *
   * <pre>{@code
   * .metrics(List.of("accuracy", "mae"))
   * }</pre>
   *
   * @param more as {@link Metrics#of(String, Shape, Tensor)} takes them: {@code accuracy} is the
   *     one which suits the loss
   */
  public TrainerBuilder metrics(List<String> more) {
    namedMetrics.get(only()).addAll(more);
    return this;
  }

  /** As {@link #metrics(List)}, of one output. */
  public TrainerBuilder metrics(String output, List<String> more) {
    namedMetrics.get(names.indexOf(output)).addAll(more);
    return this;
  }

  /** As {@link #metrics(Metric...)}, of one output. */
  public TrainerBuilder metrics(String output, Metric... more) {
    if (more.length == 0) {
      throw new IllegalArgumentException("no metric is given for the output '" + output
          + "'; one that is meant by its name is given in a list: List.of(\"" + output + "\")");
    }
    metrics.get(names.indexOf(output)).addAll(Arrays.asList(more));
    return this;
  }

  /**
   * What to report, with samples counting by their weights where they have any, and without the
   * steps that a mask leaves out where the output has one.
   */
  public TrainerBuilder weightedMetrics(Metric... more) {
    if (more.length > 0) {
      weightedMetrics.get(only()).addAll(Arrays.asList(more));
    }
    return this;
  }

  /** As {@link #weightedMetrics(Metric...)}, of one output. */
  public TrainerBuilder weightedMetrics(String output, Metric... more) {
    weightedMetrics.get(names.indexOf(output)).addAll(Arrays.asList(more));
    return this;
  }

  /** How parameters follow their gradients. */
  public TrainerBuilder optimizer(Optimizer newOptimizer) {
    this.optimizer = Optional.of(Objects.requireNonNull(newOptimizer, "the optimizer"));
    return this;
  }

  /** How to compile. What the model takes as inputs is fed in any case. */
  public TrainerBuilder options(CompileOptions newOptions) {
    this.options = Objects.requireNonNull(newOptions, "options");
    return this;
  }

  /**
   * The trainer.
   *
   * @throws IllegalStateException where there is no optimizer
   * @throws IllegalArgumentException where there is no loss, or nothing to train
   * @throws io.opwalk.nn.config.ConfigException where no metric has a name that was given
   * @throws io.opwalk.TypeException where a loss or a metric does not take its output
   */
  public Trainer build() {
    List<OutputGoal> goals = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      Tensor output = model.outputs().get(i);
      OutputGoal goal = new OutputGoal(
          names.all().get(i),
          output,
          OutputMask.of(model, output),
          losses.get(i),
          lossWeights.get(i),
          metricsOf(i),
          weightedMetrics.get(i));
      if (goal.isMeasured()) {
        goals.add(goal);
      }
    }
    Optimizer chosen = optimizer.orElseThrow(
        () -> new IllegalStateException("a trainer needs an optimizer: give it one"));
    return new Trainer(model, goals, chosen, options);
  }

  private List<Metric> metricsOf(int output) {
    Tensor predictions = model.outputs().get(output);
    Shape labels = losses
        .get(output)
        .map(loss -> loss.labelType(predictions).shape())
        .orElse(predictions.shape());
    List<Metric> all = new ArrayList<>(metrics.get(output));
    namedMetrics.get(output).forEach(name -> all.add(Metrics.of(name, labels, predictions)));
    return all;
  }
}
