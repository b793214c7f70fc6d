package io.opwalk.nn.train;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.metric.Metric;
import io.opwalk.nn.model.Carrying;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Trains a model on samples and labels: what Keras calls compile, fit, evaluate and predict.
 *
 * <pre>{@code
 * Trainer trainer = Trainer.of(model, BinaryCrossentropy.ofLogits(), new Adam());
 * History history = trainer.fit(images, labels, FitOptions.epochs(5).withBatchSize(64));
 *
 * Trainer several = Trainer.builder(model)
 *     .loss("digit", SparseCategoricalCrossentropy.ofLogits())
 *     .loss("tilt", new MeanSquaredError(), 0.1)
 *     .metrics("digit", new SparseCategoricalAccuracy())
 *     .optimizer(Adam.of(0.01))
 *     .build();
 * several.fit(Samples.of(List.of(images), List.of(digits, tilts)), FitOptions.epochs(5));
 * }</pre>
 *
 * <p>The result depends on the model, the data, the options and nothing else, bit for bit. A
 * trainer keeps its optimizer's state, so that a second {@code fit} goes on where the first ended.
 * Stateful layers carry their states on from batch to batch, also from epoch to epoch and from a
 * fit to an evaluation, as in Keras: {@link Model#resetStates} begins anew. They take batches of
 * one size, in an order that means something: say {@code withShuffle(false)}.
 */
public final class Trainer {
  private final Model model;
  private final List<OutputGoal> goals;
  private final CompileOptions options;
  private final ModelSteps steps;

  /** By the ranks of the weights of each label; of none for samples that all count alike. */
  private final Map<List<Integer>, Programs> programs = new HashMap<>();

  private CompiledFunction prediction;

  Trainer(Model model, List<OutputGoal> goals, Optimizer optimizer, CompileOptions options) {
    this.model = Objects.requireNonNull(model, "model");
    this.goals = List.copyOf(goals);
    this.options = options;
    Objective objective = new Objective(model, this.goals, List.of());
    this.steps = new ModelSteps(model, objective.loss(), optimizer);
    programs.put(List.of(), new Programs(model, objective, steps, options));
  }

  /**
   * A trainer of the trainable parameters of a model of one output.
   *
   * @throws IllegalArgumentException where the model has several outputs, or no trainable
   *     parameters
   * @throws io.opwalk.TypeException where the loss or a metric does not take its output
   */
  public static Trainer of(Model model, Loss loss, Optimizer optimizer, Metric... metrics) {
    return builder(model).loss(loss).optimizer(optimizer).metrics(metrics).build();
  }

  /** A builder, for models of several outputs and all that Keras's compile takes. */
  public static TrainerBuilder builder(Model model) {
    return new TrainerBuilder(model);
  }

  /** The model. */
  public Model model() {
    return model;
  }

  /** The step that training repeats on samples that all count alike. */
  public TrainingStep step() {
    return programs(List.of()).step();
  }

  /** The learning rate of the next step. */
  public double learningRate() {
    return steps.learningRate();
  }

  /**
   * Sets the learning rate of all steps to come.
   *
   * @throws IllegalArgumentException where it is negative, infinite or NaN
   * @throws IllegalStateException where a schedule computes the rate
   */
  public void setLearningRate(double rate) {
    steps.setLearningRate(rate);
  }

  /** Gives weights their moving averages, where the optimizer keeps such. */
  void publishAverages() {
    steps.publishAverages();
  }

  /** Has weights and their moving averages change places. */
  void swapAverages() {
    steps.swapAverages();
  }

  /**
   * Trains a model of one input and one output.
   *
   * @param samples inputs of the model, along axis 0
   * @param truth a label for each
   * @throws IllegalArgumentException where there are no samples, or not as many labels
   * @throws io.opwalk.FeedException where samples or labels do not fit the model; nothing was
   *     trained then
   * @throws TrainingException where a loss is infinite or NaN, or the thread is interrupted: the
   *     model has the weights of the last whole step
   */
  public History fit(NDArray samples, NDArray truth, FitOptions how) {
    return fit(Samples.of(samples, truth), how);
  }

  /** As {@link #fit(NDArray, NDArray, FitOptions)}, with any number of inputs and labels. */
  public History fit(Samples samples, FitOptions how) {
    return new FitLoop(FitPlan.of(samples, how, this)).run();
  }

  /**
   * As {@link #fit(NDArray, NDArray, FitOptions)}, of batches that somebody else makes.
   *
   * @throws IllegalArgumentException where the options say how to make batches or split them
   */
  public History fit(DataSet batches, FitOptions how) {
    return new FitLoop(FitPlan.of(batches, how, this)).run();
  }

  /**
   * The loss and the metrics over a data set, which changes nothing but what stateful layers carry
   * on from batch to batch.
   *
   * @param batchSize how many samples are computed at once
   * @throws IllegalArgumentException where there are no samples, or not as many labels, or the
   *     batch size is below 1
   */
  public Scores evaluate(NDArray samples, NDArray truth, int batchSize) {
    return evaluate(Samples.of(samples, truth), batchSize);
  }

  /** As {@link #evaluate(NDArray, NDArray, int)}, with any number of inputs and labels. */
  public Scores evaluate(Samples samples, int batchSize) {
    DataSet batches = DataSet.of(samples, batchSize);
    requireBatches(samples.size(), batchSize);
    requireFits(samples);
    return evaluate(batches);
  }

  /**
   * The loss and the metrics over the batches of epoch 0.
   *
   * @throws TrainingException where there is none
   */
  public Scores evaluate(DataSet batches) {
    return Evaluation.of("evaluation", batches, OptionalInt.empty(), this::programs);
  }

  /**
   * The only output for inputs of a model that has one, computed batch by batch.
   *
   * @param batchSize how many samples are computed at once
   * @throws IllegalArgumentException where there are no samples, or the batch size is below 1
   * @throws IllegalStateException where the model has several outputs
   */
  public NDArray predict(NDArray samples, int batchSize) {
    model.output();
    return predict(Samples.of(samples), batchSize).get(0);
  }

  /**
   * All outputs, in order, computed batch by batch. Labels are not looked at.
   *
   * @throws IllegalArgumentException where there are no samples, or the batch size is below 1
   */
  public List<NDArray> predict(Samples samples, int batchSize) {
    DataSet batches = DataSet.of(samples, batchSize);
    requireBatches(samples.size(), batchSize);
    return predict(batches);
  }

  /**
   * All outputs, in order, for the batches of epoch 0. Labels are not looked at.
   *
   * @throws TrainingException where there is no batch
   */
  public List<NDArray> predict(DataSet batches) {
    List<List<NDArray>> parts = new ArrayList<>();
    Carrying states = Carrying.of(model);
    try (OpenBatches open = new OpenBatches(batches.epoch(0))) {
      while (open.hasNext()) {
        Samples batch = open.next();
        parts.add(InBatch.of("prediction", parts.size(), () -> {
          states.requireBatch(batch.size());
          Feed feed = FedInputs.of(model.inputs(), batch);
          return states.run(() -> prediction(states).call(feed));
        }));
      }
    }
    if (parts.isEmpty()) {
      throw new TrainingException("the data set is empty: it has no batch to predict from");
    }
    return Rows.joined(parts);
  }

  private synchronized CompiledFunction prediction(Carrying states) {
    if (prediction == null) {
      List<Tensor> all = states.with(model.outputs());
      CompileOptions feeding = FedInputs.options(options, model.inputs(), all);
      prediction = Graph.of(all).compile(all, feeding);
    }
    return prediction;
  }

  /** The values of all parameters, of the layers' state and of what the optimizer remembers. */
  public Checkpoint checkpoint() {
    return Checkpoint.of(steps.slots());
  }

  /**
   * Takes over the values of a checkpoint, all at once; a {@code fit} then goes on from there.
   *
   * @throws IllegalArgumentException where it is one of another model or optimizer, naming what
   *     does not fit; nothing is changed then
   */
  public void restore(Checkpoint checkpoint) {
    checkpoint.publishTo(steps.slots());
  }

  /**
   * Checks that samples can be fed, before anything is done with any of them.
   *
   * @throws IllegalArgumentException where their number is wrong, or a label is no class
   * @throws io.opwalk.FeedException where a dtype or a shape is not what the model takes
   */
  void requireFits(Samples samples) {
    Objective objective = programs(samples).objective();
    long batch = fixedBatch().orElse(samples.size());
    if (samples.size() <= batch) {
      Carrying.of(model).requireBatch(samples.size());
      objective.feed(samples);
    }
    for (long end = batch; end <= samples.size() && samples.size() > batch; end += batch) {
      objective.feed(samples.slice((int) (end - batch), (int) end));
    }
  }

  /** How many samples the model takes at once, where its inputs say. */
  private OptionalLong fixedBatch() {
    return model.inputs().stream()
        .filter(input -> input.shape().rank() > 0)
        .flatMapToLong(input -> input.shape().dim(0).fixedSize().stream())
        .filter(size -> size > 0)
        .findFirst();
  }

  /**
   * Checks that the model's stateful layers take the batches that samples make, before the first.
   *
   * @throws io.opwalk.FeedException where they do not, naming the layer and both sizes
   */
  void requireBatches(int samples, int batchSize) {
    Carrying states = Carrying.of(model);
    states.requireBatch(Math.min(samples, batchSize));
    if (samples % batchSize != 0) {
      states.requireBatch(samples % batchSize);
    }
  }

  /** The names of the numbers that an evaluation gives, the loss among them. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("loss"));
    names.addAll(programs(List.of()).objective().names());
    return names;
  }

  /** Which values are better of the number of a name, if there is one that says. */
  Optional<Direction> direction(String name) {
    return name.equals("loss")
        ? Optional.of(Direction.DOWN)
        : programs(List.of()).objective().direction(name);
  }

  /** What is compiled for samples with weights of the given ranks. */
  synchronized Programs programs(List<Integer> weightRanks) {
    return programs.computeIfAbsent(weightRanks, ranks -> {
      Objective objective = new Objective(model, goals, ranks);
      return new Programs(model, objective, steps, options);
    });
  }

  /**
   * What is compiled for samples like these.
   *
   * @throws IllegalArgumentException where there are not as many labels as the trainer takes
   */
  Programs programs(Samples samples) {
    programs(List.of()).objective().requireLabels(samples);
    return programs(WeightRanks.of(samples, goals.size()));
  }
}
