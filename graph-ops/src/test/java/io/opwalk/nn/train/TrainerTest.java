package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.loss.SparseCategoricalCrossentropy;
import io.opwalk.nn.metric.BinaryAccuracy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class TrainerTest {
  private static final int SAMPLES = Points.COUNT;

  private final NDArray points = Points.points();
  private final NDArray labels = Points.labels();

  private List<NDArray> trained(long weightSeed, FitOptions options) {
    Model model = Points.network(weightSeed);
    Trainer.of(model, BinaryCrossentropy.ofProbabilities(), Adam.of(0.01))
        .fit(points, labels, options);
    return model.getWeights();
  }

  @Test
  void learns() {
    Model model = Points.network(1);
    Trainer trainer = Trainer.of(
        model,
        BinaryCrossentropy.ofProbabilities(),
        Adam.of(0.05),
        BinaryAccuracy.ofProbabilities());
    Scores before = trainer.evaluate(points, labels, SAMPLES);
    History history =
        trainer.fit(points, labels, FitOptions.epochs(60).withBatchSize(16).withSeed(2));
    Scores after = trainer.evaluate(points, labels, SAMPLES);
    assertEquals(60, history.epochs().size());
    assertTrue(after.loss() < before.loss() / 2, before + " -> " + after);
    assertTrue(after.metric("binary_accuracy") >= 0.9, after.toString());
    assertTrue(history.last().loss() < history.epochs().get(0).loss());
  }

  @Test
  void seedsDecideEveryBit() {
    FitOptions options = FitOptions.epochs(3).withBatchSize(16).withSeed(5);
    List<NDArray> weights = trained(1, options);
    assertEquals(weights, trained(1, options));
    assertNotEquals(weights, trained(2, options));
    assertNotEquals(weights, trained(1, options.withSeed(6)));
    assertNotEquals(weights, trained(1, options.withShuffle(false)));
  }

  @Test
  void twoModelsOverTheSameParametersAreTrainedTogether() {
    Model probabilities = Points.network(1);
    Model logits =
        Model.of(probabilities.input(), probabilities.output().owner().inputs(0));
    NDArray before = probabilities.predict(points);
    Trainer trainer = Trainer.of(logits, BinaryCrossentropy.ofLogits(), SGD.of(0.1, 0.9));
    trainer.fit(points, labels, FitOptions.epochs(25).withBatchSize(13));
    // 25 epochs of 4 batches: 100 steps.
    assertEquals(probabilities.getWeights(), logits.getWeights());
    NDArray after = probabilities.predict(points);
    assertNotEquals(before, after);
    NDArray scores = logits.predict(points);
    for (int i = 0; i < SAMPLES; i++) {
      double expected = 1 / (1 + Math.exp(-scores.getDouble(i, 0)));
      // Both sides are good to a few ulps of 1.
      assertEquals(expected, after.getDouble(i, 0), 1e-15);
    }
  }

  @Test
  void theLastBatchMayBeSmallerAndEverySampleIsSeenOnce() {
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 1));
    Dense layer =
        Dense.builder(1).useBias(false).kernelInitializer(Initializers.zeros()).build();
    Model model = Model.of(x, layer.apply(x));
    NDArray samples = NDArray.wrap(new double[] {1, 2, 3, 4, 5, 6, 7}, 7, 1);
    NDArray zeros = NDArray.zeros(FLOAT64, 7, 1);
    List<Double> losses = new ArrayList<>();
    // The weight stays 0, so a batch's loss is the mean square of its labels.
    History history = Trainer.of(model, new MeanSquaredError(), SGD.of(1e-300))
        .fit(
            zeros,
            samples,
            FitOptions.epochs(2)
                .withBatchSize(3)
                .withCallbacks(Callback.onBatchEnded(training ->
                    losses.add(training.batchLoss() * (training.batch() == 3 ? 1 : 3)))));
    assertEquals(6, losses.size());
    // 1 + 4 + ... + 49 = 140; sums of squares of small integers lose at most a few ulps in the
    // division by 3 and back.
    assertEquals(140, losses.get(0) + losses.get(1) + losses.get(2), 1e-12);
    assertEquals(140, losses.get(3) + losses.get(4) + losses.get(5), 1e-12);
    assertNotEquals(losses.subList(0, 3), losses.subList(3, 6));
    assertEquals(20, history.epochs().get(0).loss(), 1e-13);
    assertEquals(20, history.last().loss(), 1e-13);
  }

  @Test
  void evaluationDoesNotDependOnTheBatchSize() {
    Model model = Points.network(3);
    Trainer trainer =
        Trainer.of(model, new MeanSquaredError(), SGD.of(0.1), BinaryAccuracy.ofProbabilities());
    List<NDArray> weights = model.getWeights();
    Scores whole = trainer.evaluate(points, labels, SAMPLES);
    Scores parts = trainer.evaluate(points, labels, 7);
    // Sums of 50 numbers below 1 in another order.
    assertEquals(whole.loss(), parts.loss(), 1e-14);
    assertEquals(whole.metric("binary_accuracy"), parts.metric("binary_accuracy"), 1e-14);
    assertEquals(weights, model.getWeights());
    assertThrows(NoSuchElementException.class, () -> whole.metric("accuracy"));
  }

  @Test
  void aSubModelIsTrainedFromWhereItBegins() {
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 2));
    Tensor hidden = x.then(dense(3, RELU));
    Model whole = Model.of(x, hidden.then(dense(1, SIGMOID)));
    Model head = Model.of(hidden, whole.output());
    List<NDArray> before = whole.getWeights();
    NDArray features = hidden.evaluate(Feed.feed(x, points));
    Trainer.of(head, BinaryCrossentropy.ofProbabilities(), SGD.of(0.1))
        .fit(features, labels, FitOptions.epochs(1));
    List<NDArray> after = whole.getWeights();
    assertEquals(before.subList(0, 2), after.subList(0, 2));
    assertNotEquals(before.get(2), after.get(2));
  }

  @Test
  void badDataIsRefusedBeforeAnythingIsTrained() {
    Model model = Points.network(1);
    Trainer trainer = Trainer.of(model, new MeanSquaredError(), SGD.of(0.1));
    List<NDArray> before = model.getWeights();
    FitOptions options = FitOptions.epochs(1);
    NDArray few = labels.slice(0, 10);
    IllegalArgumentException count =
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(points, few, options));
    assertTrue(count.getMessage().contains("(50, 2) float64 and (10, 1)"), count.getMessage());
    IllegalArgumentException empty = assertThrows(
        IllegalArgumentException.class,
        () -> trainer.fit(points.slice(0, 0), labels.slice(0, 0), options));
    assertTrue(empty.getMessage().contains("empty"), empty.getMessage());
    assertThrows(FeedException.class, () -> trainer.fit(labels, labels, options));
    assertThrows(FeedException.class, () -> trainer.fit(points, points, options));
    assertThrows(IllegalArgumentException.class, () -> trainer.evaluate(points, labels, 0));
    assertThrows(IllegalArgumentException.class, () -> FitOptions.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> options.withBatchSize(0));
    assertEquals(before, model.getWeights());
  }

  @Test
  void accuracyByItsNameIsTheOneThatSuitsTheLoss() {
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 2));
    Model classes = Model.of(x, x.then(dense(3)));
    Trainer trainer = Trainer.builder(classes)
        .loss(SparseCategoricalCrossentropy.ofLogits())
        .metrics(List.of("accuracy", "sparse_top_k_categorical_accuracy"))
        .optimizer(SGD.of(0.1))
        .build();
    NDArray rows = NDArray.of(List.of(2, 2), 1.0, 2, 3, -4);
    NDArray outputs = classes.predict(rows);
    int[] largest = new int[2];
    for (int row = 0; row < 2; row++) {
      for (int i = 1; i < 3; i++) {
        if (outputs.getDouble(row, i) > outputs.getDouble(row, largest[row])) {
          largest[row] = i;
        }
      }
    }
    NDArray half = NDArray.of(largest[0], (largest[1] + 1) % 3);
    Scores scores = trainer.evaluate(rows, half, 2);
    // Counts over counts: exact.
    assertEquals(0.5, scores.metric("accuracy"));
    assertEquals(1, scores.metric("sparse_top_k_categorical_accuracy"));

    Trainer binary = Trainer.builder(Points.network(1))
        .loss(BinaryCrossentropy.ofProbabilities())
        .metrics("dense_1", List.of("acc"))
        .metrics(BinaryAccuracy.ofProbabilities())
        .optimizer(SGD.of(0.1))
        .build();
    Scores both = binary.evaluate(points, labels, SAMPLES);
    assertEquals(both.metric("binary_accuracy"), both.metric("acc"));
  }

  @Test
  void aMetricsNameThatIsTakenForAnOutputIsRefused() {
    TrainerBuilder builder = Trainer.builder(Points.network(1));
    String message = assertThrows(IllegalArgumentException.class, () -> builder.metrics("accuracy"))
        .getMessage();
    assertTrue(message.contains("List.of(\"accuracy\")"), message);
  }
}
