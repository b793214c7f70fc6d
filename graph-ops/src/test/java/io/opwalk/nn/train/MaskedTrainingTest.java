package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.nn.layer.Layers.masking;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.gru;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.lstm;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.initializer.SeededRandom;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.Embedding;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.MeanAbsoluteError;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.metric.Decision;
import io.opwalk.nn.metric.FalseNegatives;
import io.opwalk.nn.metric.LossMetric;
import io.opwalk.nn.metric.TruePositives;
import io.opwalk.nn.model.CloneWeights;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.saving.Models;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of sequences that a mask leaves out. */
final class MaskedTrainingTest {
  private static final int[] LENGTHS = {4, 2, 1};
  private static final int ALL = 7;
  private static final double RATE = 0.5;

  // What is compared are means of at most 18 numbers of about 1, good to a few ulps each.
  private static final double TOLERANCE = 1e-13;

  private static Model network() {
    return Sequential.of(
        placeholder("x", FLOAT64, shape(UNKNOWN, UNKNOWN, 2)), masking(), lstm(3, true), dense(1));
  }

  /** Sequences of shape (3, steps, 2), with zeros behind their ends. */
  private static NDArray sequences(int steps) {
    return padded(steps, 2, 0);
  }

  /** Of shape (3, steps, 1), with some value behind the ends of the sequences. */
  private static NDArray labels(int steps, double behind) {
    return padded(steps, 1, behind);
  }

  private static NDArray padded(int steps, int features, double behind) {
    double[] values = new double[LENGTHS.length * steps * features];
    for (int i = 0; i < LENGTHS.length; i++) {
      SeededRandom random = new SeededRandom(100L * features + i);
      for (int at = 0; at < steps * features; at++) {
        boolean isThere = at < LENGTHS[i] * features;
        values[i * steps * features + at] = isThere ? random.nextDouble() - 0.4 : behind;
      }
    }
    return NDArray.wrap(values, LENGTHS.length, steps, features);
  }

  private static Trainer trainer(Model model) {
    return Trainer.builder(model)
        .loss(new MeanSquaredError())
        .metrics(new LossMetric(new MeanAbsoluteError()))
        .weightedMetrics(
            new LossMetric(new MeanAbsoluteError()), new LossMetric(new MeanSquaredError()))
        .optimizer(SGD.of(RATE))
        .build();
  }

  /** The differences of the steps that count, sequence by sequence. */
  private static List<List<Double>> differences(Model model, NDArray labels, int steps) {
    NDArray said = model.predict(sequences(steps));
    List<List<Double>> all = new ArrayList<>();
    for (int i = 0; i < LENGTHS.length; i++) {
      List<Double> own = new ArrayList<>();
      for (int t = 0; t < LENGTHS[i]; t++) {
        own.add(said.getDouble(i, t, 0) - labels.getDouble(i, t, 0));
      }
      all.add(own);
    }
    return all;
  }

  @Test
  void theLossIsTheMeanOfTheStepsThatCount() {
    Model model = network();
    NDArray labels = labels(4, 9);
    double squares = 0;
    double sizes = 0;
    for (List<Double> sequence : differences(model, labels, 4)) {
      for (double difference : sequence) {
        squares += difference * difference;
        sizes += Math.abs(difference);
      }
    }
    Scores scores = trainer(model).evaluate(sequences(4), labels, 3);
    assertEquals(squares / ALL, scores.loss(), TOLERANCE);
    assertEquals(squares / ALL, scores.metric("mean_squared_error"), TOLERANCE);
    assertEquals(sizes / ALL, scores.metric("weighted_mean_absolute_error"), TOLERANCE);
    // Without a weight every step counts, and labels of 9 are far off.
    assertTrue(scores.metric("mean_absolute_error") > 2, scores.toString());
  }

  @Test
  void weightsOfSamplesAndMaskGoTogether() {
    Model model = network();
    NDArray labels = labels(4, 9);
    double[] weights = {0.5, 2, 3};
    double squares = 0;
    double ofWeights = 0;
    List<List<Double>> differences = differences(model, labels, 4);
    for (int i = 0; i < LENGTHS.length; i++) {
      for (double difference : differences.get(i)) {
        squares += weights[i] * difference * difference;
        ofWeights += weights[i];
      }
    }
    Samples perSample =
        Samples.of(sequences(4), labels).withWeights(NDArray.wrap(weights, LENGTHS.length));
    Scores scores = trainer(model).evaluate(perSample, 3);
    // The loss is divided by how many steps count, a metric by the sum of their weights.
    assertEquals(squares / ALL, scores.loss(), TOLERANCE);
    assertEquals(squares / ofWeights, scores.metric("mean_squared_error"), TOLERANCE);

    double[] perStep = new double[LENGTHS.length * 4];
    for (int i = 0; i < perStep.length; i++) {
      perStep[i] = weights[i / 4];
    }
    Samples stepwise =
        Samples.of(sequences(4), labels).withWeights(NDArray.wrap(perStep, LENGTHS.length, 4));
    Scores same = trainer(model).evaluate(stepwise, 3);
    assertEquals(scores.loss(), same.loss(), TOLERANCE);
    assertEquals(scores.metric("mean_squared_error"), same.metric("mean_squared_error"), TOLERANCE);
  }

  @Test
  void labelsBehindTheEndsChangeNothing() {
    FitOptions options = FitOptions.epochs(3).withBatchSize(2);
    Model one = network();
    Model other = network();
    other.setWeights(one.getWeights());
    History first = trainer(one).fit(sequences(4), labels(4, 0), options);
    History second = trainer(other).fit(sequences(4), labels(4, 9), options);
    assertEquals(one.getWeights(), other.getWeights());
    for (String name : List.of("loss", "mean_squared_error", "weighted_mean_absolute_error")) {
      assertEquals(first.series(name), second.series(name), name);
    }
    assertNotEquals(first.series("mean_absolute_error"), second.series("mean_absolute_error"));
  }

  @Test
  void aStepIsTheMeanOfThoseOfSequencesOfTheirOwnLengths() {
    Model model = network();
    List<NDArray> before = model.getWeights();
    List<double[]> expected = new ArrayList<>();
    before.forEach(weight -> expected.add(weight.toDoubles()));
    for (int i = 0; i < LENGTHS.length; i++) {
      model.setWeights(before);
      NDArray own = sequences(LENGTHS[i]).slice(i, i + 1);
      trainer(model).fit(own, labels(LENGTHS[i], 0).slice(i, i + 1), FitOptions.epochs(1));
      for (int w = 0; w < expected.size(); w++) {
        double[] was = before.get(w).toDoubles();
        double[] is = model.getWeights().get(w).toDoubles();
        for (int k = 0; k < is.length; k++) {
          expected.get(w)[k] += (is[k] - was[k]) * LENGTHS[i] / ALL;
        }
      }
    }
    for (int steps : new int[] {4, 6}) {
      model.setWeights(before);
      trainer(model).fit(sequences(steps), labels(steps, 9), FitOptions.epochs(1));
      for (int w = 0; w < expected.size(); w++) {
        double[] is = model.getWeights().get(w).toDoubles();
        assertNotEquals(before.get(w), model.getWeights().get(w));
        for (int k = 0; k < is.length; k++) {
          assertEquals(expected.get(w)[k], is[k], TOLERANCE);
        }
      }
    }
  }

  @Test
  void theMaskOfAnEmbeddingWeighsThoseOutputsThatHaveIt() {
    Tensor x = placeholder("x", DType.INT64, shape(UNKNOWN, 3));
    WeightSpec table = WeightSpec.of(Initializers.randomUniform());
    Tensor words = x.then(new Embedding(5, 2, table, true, LayerOptions.defaults()));
    Tensor steps = words.then(gru(2, true)).then(named("steps"));
    Tensor last = words.then(gru(2)).then(named("last"));
    Model model = Model.of(List.of(x), List.of(steps, last));
    Trainer trainer = Trainer.builder(model)
        .loss("steps", new MeanAbsoluteError())
        .loss("last", new MeanAbsoluteError())
        .optimizer(SGD.of(RATE))
        .build();
    NDArray numbers = NDArray.wrap(new long[] {3, 1, 0, 2, 0, 0}, 2, 3);
    NDArray ofSteps = NDArray.zeros(FLOAT64, 2, 3, 1);
    NDArray ofLast = NDArray.zeros(FLOAT64, 2, 1);
    Samples samples = Samples.of(List.of(numbers), List.of(ofSteps, ofLast));
    List<NDArray> said = trainer.predict(samples, 2);
    NDArray each = said.get(0);
    double counting = Math.abs(each.getDouble(0, 0, 0))
        + Math.abs(each.getDouble(0, 1, 0))
        + Math.abs(each.getDouble(1, 0, 0));
    double ends = Math.abs(said.get(1).getDouble(0, 0)) + Math.abs(said.get(1).getDouble(1, 0));
    Scores scores = trainer.evaluate(samples, 2);
    // Sums of three numbers of about 0.01 in float32, which an embedding is in.
    assertEquals(counting / 3, scores.metric("steps_loss"), 1e-8);
    assertEquals(ends / 2, scores.metric("last_loss"), 1e-8);
    assertEquals(counting / 3 + ends / 2, scores.loss(), 1e-8);
  }

  private static Dense named(String name) {
    return Dense.builder(1).name(name).build();
  }

  @Test
  void withoutAMaskNothingIsAdded() {
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, UNKNOWN, 2));
    Model model = Sequential.of(x, lstm(3, true), dense(1));
    Tensor truth = placeholder("truth", FLOAT64, model.output().shape());
    Tensor difference = Arithmetic.subtract(model.output(), truth);
    Tensor mean = Reductions.mean(Reductions.mean(Arithmetic.square(difference), -1));
    NDArray expected = mean.evaluate(Feed.feed(x, sequences(4)).and(truth, labels(4, 9)));
    Scores scores = trainer(model).evaluate(sequences(4), labels(4, 9), 3);
    // A model without masks has the plain mean, bit for bit up to the division by the batch size.
    assertEquals(expected.doubleValue(), scores.loss(), Math.ulp(scores.loss()));
  }

  @Test
  void modelsWithinModelsClonesAndSavedOnesHaveTheirMasks(@TempDir Path directory) {
    Model model = network();
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, UNKNOWN, 2));
    Sequential inner = Sequential.of(
        placeholder("inner", FLOAT64, shape(UNKNOWN, UNKNOWN, 2)), masking(), lstm(3, true));
    Path file = directory.resolve("model.zip");
    Models.save(model, file);
    NDArray labels = labels(4, 9);
    for (Model each : List.of(
        Model.of(x, x.then(model)),
        Model.of(x, x.then(inner).then(dense(1))),
        model.cloned(CloneWeights.COPY),
        Models.load(file))) {
      double squares = 0;
      for (List<Double> sequence : differences(each, labels, 4)) {
        for (double difference : sequence) {
          squares += difference * difference;
        }
      }
      assertEquals(
          squares / ALL,
          trainer(each).evaluate(sequences(4), labels, 3).loss(),
          TOLERANCE,
          each.toString());
    }
  }

  @Test
  void aModelThatBeginsBehindAMaskHasNone() {
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, UNKNOWN, 2));
    Tensor hidden = x.then(masking()).then(dense(2));
    Model head = Model.of(hidden, hidden.then(dense(1)));
    NDArray labels = labels(4, 9);
    NDArray said = head.predict(sequences(4));
    double squares = 0;
    for (int at = 0; at < 12; at++) {
      double difference = said.getDouble(at / 4, at % 4, 0) - labels.getDouble(at / 4, at % 4, 0);
      squares += difference * difference;
    }
    assertEquals(
        squares / 12, trainer(head).evaluate(sequences(4), labels, 3).loss(), 200 * TOLERANCE);
  }

  @Test
  void aLossOfWholeSequencesDoesNotTakeAMaskOfSteps() {
    Loss whole = Loss.ofFunction(
        "whole", (y, p) -> Reductions.mean(Arithmetic.square(Arithmetic.subtract(y, p)), 1, 2));
    TypeException error =
        assertThrows(TypeException.class, () -> Trainer.of(network(), whole, SGD.of(RATE)));
    assertTrue(
        error.getMessage().contains("a mask must have the leading axes"), error.getMessage());
  }

  @Test
  void countsAreOfTheStepsThatCount() {
    Model model = network();
    FalseNegatives missed = new FalseNegatives(Decision.above(0));
    TruePositives found = new TruePositives(Decision.above(0));
    Trainer trainer = Trainer.builder(model)
        .loss(new MeanSquaredError())
        .metrics(missed, found)
        .weightedMetrics(missed, found)
        .optimizer(SGD.of(RATE))
        .build();
    NDArray ones = NDArray.full(FLOAT64, 1, LENGTHS.length, 4, 1);
    long expected = differences(model, NDArray.zeros(FLOAT64, LENGTHS.length, 4, 1), 4).stream()
        .flatMap(List::stream)
        .filter(said -> said > 0)
        .count();
    Scores scores = trainer.evaluate(sequences(4), ones, 3);
    assertEquals(expected, scores.metric("weighted_true_positives"));
    assertEquals(ALL - expected, scores.metric("weighted_false_negatives"));
    assertEquals(12, scores.metric("true_positives") + scores.metric("false_negatives"));
  }
}
