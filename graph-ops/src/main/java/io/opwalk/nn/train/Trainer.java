package io.opwalk.nn.train;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.initializer.SeededRandom;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.nn.metric.Metric;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.nn.train.TrainingListener.Progress;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a model of one input and one output on samples and labels.
 *
 * <pre>{@code
 * Trainer trainer = Trainer.of(model, BinaryCrossentropy.ofLogits(), Adam.withDefaults());
 * History history = trainer.fit(images, labels, FitOptions.epochs(5).withBatchSize(64));
 * }</pre>
 *
 * <p>The result depends on the model, the data, the options and nothing else, bit for bit. A
 * trainer keeps its optimizer's state, so that a second {@code fit} goes on where the first ended.
 */
public final class Trainer {
  private final Tensor input;
  private final Tensor labels;
  private final List<Metric> metrics;
  private final List<Integer> sumCounts = new ArrayList<>();
  private final TrainingStep step;
  private final CompiledFunction scoring;

  private Trainer(Model model, Loss loss, Optimizer optimizer, List<Metric> metrics) {
    Tensor output = model.output();
    this.input = model.input();
    TensorType labelType = loss.labelType(output);
    this.labels = Tensors.placeholder("labels", labelType.dtype(), labelType.shape());
    this.metrics = List.copyOf(metrics);
    Tensor meanLoss = loss.of(labels, output);
    List<Tensor> means = new ArrayList<>();
    for (Metric metric : this.metrics) {
      List<Tensor> sums = metric.sums(labels, output, SampleWeights.none());
      means.addAll(sums);
      sumCounts.add(sums.size());
    }
    CompileOptions options = CompileOptions.builder().feeding(input).build();
    this.step = TrainingStep.of(model, meanLoss, means, optimizer, options);
    // As in Keras, the loss of an evaluation has the penalties too.
    Tensor total = meanLoss;
    for (Tensor penalty : model.penalties()) {
      total = Arithmetic.add(total, penalty);
    }
    List<Tensor> scores = new ArrayList<>(List.of(total));
    scores.addAll(means);
    this.scoring = Graph.of(scores).compile(scores, options);
  }

  /**
   * A trainer of the model's trainable parameters.
   *
   * @throws IllegalStateException where the model has several inputs or outputs
   * @throws IllegalArgumentException where it has no trainable parameters, or the loss or a metric
   *     does not take its output
   */
  public static Trainer of(Model model, Loss loss, Optimizer optimizer, Metric... metrics) {
    return new Trainer(model, loss, optimizer, List.of(metrics));
  }

  /** The step that training repeats. */
  public TrainingStep step() {
    return step;
  }

  /**
   * Trains.
   *
   * @param samples inputs of the model, along axis 0
   * @param truth a label for each, of the type that the loss wants
   * @throws IllegalArgumentException where there are no samples, or not as many labels
   * @throws io.opwalk.FeedException where samples or labels do not fit the model; nothing was
   *     trained then
   */
  public History fit(NDArray samples, NDArray truth, FitOptions options) {
    int count = count(samples, truth);
    SeededRandom random = new SeededRandom(options.seed());
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    int batches = (count + options.batchSize() - 1) / options.batchSize();
    List<Scores> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      options.listener().epochStarted(new Progress(epoch, options.epochs(), 0, batches));
      if (options.shuffle()) {
        shuffle(order, random);
      }
      Means means = new Means(metrics, sumCounts);
      for (int batch = 0; batch < batches; batch++) {
        int from = batch * options.batchSize();
        int[] rows = Arrays.copyOfRange(order, from, Math.min(count, from + options.batchSize()));
        List<NDArray> values = step.run(feed(samples.take(rows), truth.take(rows)));
        means.add(values, rows.length);
        Progress progress = new Progress(epoch, options.epochs(), batch + 1, batches);
        options.listener().batchEnded(progress, values.get(0).doubleValue());
      }
      epochs.add(means.scores());
      Progress progress = new Progress(epoch, options.epochs(), batches, batches);
      options.listener().epochEnded(progress, means.scores());
    }
    return new History(epochs);
  }

  /**
   * The loss and the metrics over a data set, which changes nothing.
   *
   * @param batchSize how many samples are computed at once
   * @throws IllegalArgumentException where there are no samples, or not as many labels, or the
   *     batch size is below 1
   */
  public Scores evaluate(NDArray samples, NDArray truth, int batchSize) {
    int count = count(samples, truth);
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch size must be 1 or more, found " + batchSize);
    }
    Means means = new Means(metrics, sumCounts);
    for (int from = 0; from < count; from += batchSize) {
      int to = Math.min(count, from + batchSize);
      means.add(scoring.call(feed(samples.slice(from, to), truth.slice(from, to))), to - from);
    }
    return means.scores();
  }

  private Feed feed(NDArray samples, NDArray truth) {
    return Feed.feed(input, samples).and(labels, truth);
  }

  private static int count(NDArray samples, NDArray truth) {
    if (samples.rank() == 0 || truth.rank() == 0 || samples.dim(0) != truth.dim(0)) {
      throw new IllegalArgumentException(
          "samples and labels must have one length along axis 0, found " + samples.describe()
              + " and " + truth.describe());
    }
    if (samples.dim(0) == 0) {
      throw new IllegalArgumentException("the data set is empty: " + samples.describe());
    }
    return samples.dim(0);
  }

  /** Fisher and Yates's shuffle. */
  private static void shuffle(int[] order, SeededRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
  }
}
