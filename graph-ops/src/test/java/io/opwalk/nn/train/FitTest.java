package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.metric.BinaryAccuracy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a data set is trained on, what is validated with, and how much each sample counts. */
final class FitTest {
  private final NDArray points = Points.points();
  private final NDArray labels = Points.labels();
  private final Model model = Points.network(1);
  private final Trainer trainer = trainer(model);

  private static Trainer trainer(Model model) {
    return Trainer.of(
        model,
        BinaryCrossentropy.ofProbabilities(),
        Adam.of(0.05),
        BinaryAccuracy.ofProbabilities());
  }

  private static FitOptions epochs(int epochs) {
    return FitOptions.epochs(epochs).withBatchSize(16).withSeed(3);
  }

  /** The values of all that a training changes. */
  private static Checkpoint after(Samples samples, FitOptions options) {
    Trainer trainer = trainer(Points.network(1));
    trainer.fit(samples, options);
    return trainer.checkpoint();
  }

  @Test
  void theLastPartIsValidatedWith() {
    History split = trainer.fit(points, labels, epochs(2).withValidationSplit(0.25));
    // 50 * 0.75 = 37.5: the first 37 are trained on.
    Model apart = Points.network(1);
    Trainer other = trainer(apart);
    History given = other.fit(
        points.slice(0, 37),
        labels.slice(0, 37),
        epochs(2).withValidation(points.slice(37, 50), labels.slice(37, 50)));
    assertEquals(given, split);
    assertEquals(other.checkpoint(), trainer.checkpoint());
    Scores scores = other.evaluate(points.slice(37, 50), labels.slice(37, 50), 16);
    assertEquals(scores.loss(), split.last().metric("val_loss"));
    assertEquals(scores.metric("binary_accuracy"), split.last().metric("val_binary_accuracy"));
  }

  @Test
  void classWeightsAreTheWeightsOfTheirSamples() {
    double[] weights = new double[Points.COUNT];
    double[][] oneHot = new double[Points.COUNT][2];
    for (int i = 0; i < weights.length; i++) {
      boolean inside = labels.getDouble(i, 0) == 1;
      weights[i] = inside ? 3 : 1;
      oneHot[i][inside ? 1 : 0] = 1;
    }
    Samples samples = Samples.of(points, labels);
    Map<Integer, Double> classes = Map.of(1, 3.0);
    Checkpoint weighted =
        after(samples.withWeights(NDArray.wrap(weights, weights.length)), epochs(3));
    assertEquals(weighted, after(samples, epochs(3).withClassWeights(classes)));
    assertNotEquals(weighted, after(samples, epochs(3)));
    assertEquals(
        List.of(NDArray.wrap(weights, weights.length)),
        ClassWeights.apply(classes, Samples.of(points, NDArray.ofArray(oneHot))).weights());
    assertThrows(
        IllegalArgumentException.class,
        () -> trainer.fit(
            samples.withWeights(NDArray.wrap(weights, weights.length)),
            epochs(1).withClassWeights(classes)));
    NDArray half = NDArray.full(FLOAT64, 0.5, Points.COUNT, 1);
    IllegalArgumentException noClass = assertThrows(
        IllegalArgumentException.class,
        () -> trainer.fit(points, half, epochs(1).withClassWeights(classes)));
    assertTrue(noClass.getMessage().contains("0.5 for sample 0"), noClass.getMessage());
  }

  @Test
  void samplesThatDoNotCountAreAsIfTheyWereNotThere() {
    double[] weights = new double[Points.COUNT];
    Arrays.fill(weights, 0, 25, 2);
    Samples half = Samples.of(points, labels).withWeights(NDArray.wrap(weights, weights.length));
    FitOptions whole = FitOptions.epochs(4).withBatchSize(Points.COUNT).withShuffle(false);
    Checkpoint weighted = after(half, whole);
    Checkpoint alone = after(Samples.of(points.slice(0, 25), labels.slice(0, 25)), whole);
    alone.values().forEach((name, value) -> {
      double[] expected = value.cast(FLOAT64).toDoubles();
      double[] found = weighted.values().get(name).cast(FLOAT64).toDoubles();
      for (int i = 0; i < expected.length; i++) {
        // Weights of 2 over 50 samples are weights of 1 over 25, summed in another order: a few
        // ulps of values near 1, which four steps of Adam make no more than a hundred times larger.
        assertEquals(expected[i], found[i], 1e-12, name);
      }
    });
  }

  @Test
  void weightedMetricsCountSamplesByTheirWeights() {
    Trainer measuring = Trainer.builder(Points.network(1))
        .loss(BinaryCrossentropy.ofProbabilities())
        .metrics(BinaryAccuracy.ofProbabilities())
        .weightedMetrics(BinaryAccuracy.ofProbabilities())
        .optimizer(Adam.of(0.1))
        .build();
    double[] weights = new double[Points.COUNT];
    NDArray predictions = measuring.model().predict(points);
    double right = 0;
    double all = 0;
    double rightAlike = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 4;
      boolean isRight = predictions.getDouble(i, 0) > 0.5 == (labels.getDouble(i, 0) == 1);
      right += isRight ? weights[i] : 0;
      all += weights[i];
      rightAlike += isRight ? 1 : 0;
    }
    Samples samples = Samples.of(points, labels).withWeights(NDArray.wrap(weights, weights.length));
    Scores scores = measuring.evaluate(samples, 7);
    // Sums of small integers are exact; the quotient is rounded once.
    assertEquals(right / all, scores.metric("weighted_binary_accuracy"), 1e-15);
    assertEquals(rightAlike / Points.COUNT, scores.metric("binary_accuracy"), 1e-15);
    assertEquals(
        scores.metric("binary_accuracy"),
        measuring.evaluate(points, labels, 50).metric("weighted_binary_accuracy"));
  }

  @Test
  void streamsOfTheSameBatchesTrainTheSame() {
    Samples samples = Samples.of(points, labels);
    DataSet shuffled = DataSet.shuffled(samples, 16, 3);
    Trainer fromStream = trainer(Points.network(1));
    List<Integer> closed = new ArrayList<>();
    class Closing implements Iterator<Samples>, AutoCloseable {
      private final Iterator<Samples> batches;
      private final int epoch;

      private Closing(int epoch) {
        this.epoch = epoch;
        this.batches = shuffled.epoch(epoch);
      }

      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Samples next() {
        return batches.next();
      }

      @Override
      public void close() {
        closed.add(epoch);
      }
    }
    History streamed =
        fromStream.fit(DataSet.stream(epoch -> new Closing(epoch)), FitOptions.epochs(3));
    assertEquals(trainer.fit(samples, epochs(3)), streamed);
    assertEquals(trainer.checkpoint(), fromStream.checkpoint());
    assertEquals(List.of(0, 1, 2), closed);
    // Class weights are seen to batch by batch.
    Trainer weighing = trainer(Points.network(1));
    Map<Integer, Double> classes = Map.of(0, 0.5);
    weighing.fit(shuffled, FitOptions.epochs(2).withClassWeights(classes));
    assertEquals(after(samples, epochs(2).withClassWeights(classes)), weighing.checkpoint());
  }

  @Test
  void labelsMayBeWhatPeopleHave() {
    Checkpoint expected = after(Samples.of(points, labels), epochs(1));
    NDArray flat = labels.reshape(Points.COUNT);
    assertEquals(expected, after(Samples.of(points, flat), epochs(1)));
    assertEquals(expected, after(Samples.of(points, flat.cast(DType.INT32)), epochs(1)));
    boolean[] inside = new boolean[Points.COUNT];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = flat.getDouble(i) == 1;
    }
    assertEquals(expected, after(Samples.of(points, NDArray.of(inside)), epochs(1)));
    NDArray floats = labels.cast(DType.FLOAT32);
    assertEquals(expected, after(Samples.of(points, floats), epochs(1)));
  }

  @Test
  void epochsMayEndAfterSoManySteps() {
    List<Integer> batches = new ArrayList<>();
    Callback counting = Callback.onEpochEnded((training, logs) -> {
      batches.add(training.batch());
      batches.add(training.batches().orElse(-1));
    });
    DataSet endless = DataSet.stream(() -> new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Samples next() {
        return Samples.of(points, labels);
      }
    });
    History history = trainer.fit(
        endless,
        FitOptions.epochs(1)
            .withStepsPerEpoch(3)
            .withValidation(endless)
            .withValidationSteps(2)
            .withCallbacks(counting));
    // Twice the same samples have the mean of once.
    assertEquals(
        trainer.evaluate(points, labels, Points.COUNT).loss(),
        history.last().metric("val_loss"),
        1e-15);
    trainer.fit(points, labels, epochs(1).withStepsPerEpoch(2).withCallbacks(counting));
    trainer.fit(points, labels, epochs(1).withStepsPerEpoch(9).withCallbacks(counting));
    assertEquals(List.of(3, 3, 2, 2, 4, 4), batches);
  }

  @Test
  void aSecondFitGoesOnWhereTheFirstEnded() {
    trainer.fit(points, labels, epochs(3));
    History last = trainer.fit(points, labels, epochs(5).withInitialEpoch(3));
    assertEquals(List.of(3, 4), last.epochs().stream().map(Epoch::index).toList());
    assertEquals(after(Samples.of(points, labels), epochs(5)), trainer.checkpoint());
  }

  @Test
  void weightsBecomeTheirAveragesWhenTrainingEnds() {
    List<List<NDArray>> seen = new ArrayList<>();
    List<List<NDArray>> atEnd = new ArrayList<>();
    Trainer averaging =
        Trainer.of(model, BinaryCrossentropy.ofProbabilities(), SGD.of(0.5).withEma(0.75));
    averaging.fit(points, labels, epochs(2).withCallbacks(new Callback() {
      @Override
      public void batchEnded(Training training) {
        seen.add(model.getWeights());
      }

      @Override
      public void trainEnded(Training training) {
        atEnd.add(model.getWeights());
      }
    }));
    assertEquals(List.of(model.getWeights()), atEnd);
    for (int i = 0; i < atEnd.get(0).size(); i++) {
      // An average begins with the values after the first step.
      double[] average = seen.get(0).get(i).toDoubles();
      for (List<NDArray> weights : seen) {
        double[] values = weights.get(i).toDoubles();
        for (int j = 0; j < average.length; j++) {
          average[j] = 0.75 * average[j] + 0.25 * values[j];
        }
      }
      // The same sums in another order: a few ulps of numbers near 1.
      assertArrayEquals(average, model.getWeights().get(i).toDoubles(), 1e-14);
    }
    assertNotEquals(seen.get(seen.size() - 1), model.getWeights());

    Model untrained = Points.network(2);
    List<NDArray> before = untrained.getWeights();
    Trainer.of(untrained, BinaryCrossentropy.ofProbabilities(), SGD.of(0.5).withEma(0.75))
        .fit(points, labels, epochs(2).withInitialEpoch(2));
    assertEquals(before, untrained.getWeights(), "there is no average yet");
  }

  @Test
  void predictsBatchByBatch() {
    assertEquals(model.predict(points), trainer.predict(points, 7));
    assertEquals(List.of(model.predict(points)), trainer.predict(Samples.of(points), 50));
    DataSet batches = DataSet.of(Samples.of(points, labels), 20);
    assertEquals(List.of(model.predict(points)), trainer.predict(batches));
  }
}
