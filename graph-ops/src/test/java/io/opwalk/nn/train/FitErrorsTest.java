package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.nn.callback.TerminateOnNaN;
import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.loss.CategoricalCrossentropy;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.loss.Reduction;
import io.opwalk.nn.loss.SparseCategoricalCrossentropy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.SGD;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Bad input is said to be so, and leaves nothing half-changed. */
final class FitErrorsTest {
  private final NDArray points = Points.points();
  private final NDArray labels = Points.labels();
  private final Model model = Points.network(1);
  private final Trainer trainer = Trainer.of(model, new MeanSquaredError(), SGD.of(0.1));
  private final FitOptions options = FitOptions.epochs(2).withBatchSize(10);

  /** The message of an error after which nothing has changed. */
  private <E extends RuntimeException> String refusal(Class<E> type, Executable action) {
    Checkpoint before = trainer.checkpoint();
    String message = assertThrows(type, action).getMessage();
    assertEquals(before, trainer.checkpoint());
    return message;
  }

  private static void assertContains(String part, String message) {
    assertTrue(message.contains(part), message);
  }

  @Test
  void countsAndShapesThatDoNotFit() {
    assertContains(
        "labels are expected for the outputs [dense_1], found 2",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(Samples.of(List.of(points), List.of(labels, labels)), options)));
    NDArray ones = NDArray.full(FLOAT64, 1, Points.COUNT);
    assertContains(
        "found 3",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(
                Samples.of(List.of(points), List.of(labels, labels, labels))
                    .withWeights(List.of(ones, ones, ones)),
                options)));
    assertContains(
        "sample weights of rank 3",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(
                Samples.of(points, labels)
                    .withWeights(NDArray.full(FLOAT64, 1, Points.COUNT, 1, 1)),
                options)));
    assertContains(
        "the model has 1 inputs, found 2",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(Samples.of(List.of(points, points), List.of(labels)), options)));
    assertContains(
        "'labels'", refusal(FeedException.class, () -> trainer.fit(points, points, options)));
    assertContains("'x'", refusal(FeedException.class, () -> trainer.fit(labels, labels, options)));
    assertContains(
        "'labels'",
        refusal(
            FeedException.class,
            () -> trainer.fit(points, labels, options.withValidation(points, points))));
  }

  @Test
  void nothingToTrainOn() {
    assertContains(
        "empty",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(points.slice(0, 0), labels.slice(0, 0), options)));
    DataSet none = DataSet.stream(() -> Collections.<Samples>emptyIterator());
    assertContains(
        "epoch 1 has no batch",
        refusal(TrainingException.class, () -> trainer.fit(none, FitOptions.epochs(1))));
    assertContains("empty", refusal(TrainingException.class, () -> trainer.evaluate(none)));
    assertContains("empty", refusal(TrainingException.class, () -> trainer.predict(none)));
    assertContains(
        "none to train on",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(
                points.slice(0, 2), labels.slice(0, 2), options.withValidationSplit(0.9))));
    assertContains(
        "none to validate with",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(points, labels, options.withValidationSplit(1e-20))));
  }

  @Test
  void optionsThatContradictTheData() {
    DataSet batches = DataSet.of(Samples.of(points, labels), 5);
    assertContains(
        "batches and an order of its own",
        refusal(IllegalArgumentException.class, () -> trainer.fit(batches, options)));
    assertContains(
        "in memory",
        refusal(
            IllegalArgumentException.class,
            () -> trainer.fit(batches, FitOptions.epochs(1).withValidationSplit(0.5))));
    assertThrows(IllegalArgumentException.class, () -> FitOptions.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> options.withInitialEpoch(-1));
    assertThrows(IllegalArgumentException.class, () -> options.withStepsPerEpoch(0));
    assertThrows(IllegalArgumentException.class, () -> options.withValidationSplit(1));
    assertThrows(IllegalArgumentException.class, () -> options.withValidationFrequency(0));
    assertThrows(IllegalArgumentException.class, () -> options.withClassWeights(Map.of(-1, 1.0)));
  }

  @Test
  void aLossThatIsNoNumberMakesNoStep() {
    double[] truth = labels.toDoubles();
    truth[25] = Double.NaN;
    NDArray spoilt = NDArray.wrap(truth, Points.COUNT, 1);
    List<List<NDArray>> weights = new ArrayList<>();
    Callback keeping = Callback.onBatchEnded(training -> weights.add(model.getWeights()));
    FitOptions inOrder = options.withShuffle(false).withCallbacks(keeping);
    TrainingException error =
        assertThrows(TrainingException.class, () -> trainer.fit(points, spoilt, inOrder));
    assertContains("the loss is NaN in epoch 1, step 3", error.getMessage());
    assertEquals(2, weights.size());
    assertEquals(weights.get(1), model.getWeights());

    History history = trainer.fit(points, spoilt, inOrder.withCallbacks(new TerminateOnNaN()));
    assertEquals(
        "TerminateOnNaN: the loss is NaN in epoch 1, step 3", history.stopped().orElseThrow());
    assertEquals(4, weights.size());
    assertEquals(weights.get(3), model.getWeights());
    assertEquals(Double.NaN, history.last().loss());
  }

  @Test
  void labelsThatAreNoClass() {
    Model three = Sequential.of(placeholder("x", FLOAT64, shape(UNKNOWN, 2)), dense(3));
    Trainer classifying = Trainer.of(three, SparseCategoricalCrossentropy.ofLogits(), SGD.of(0.1));
    List<NDArray> before = three.getWeights();
    long[] classes = new long[Points.COUNT];
    classes[47] = 3;
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class,
        () -> classifying.fit(points, NDArray.wrap(classes, Points.COUNT), options));
    assertContains(
        "labels of 'dense' must be classes from 0 to 2, found 3 for sample 47", error.getMessage());
    assertEquals(before, three.getWeights());
    Loss renamed =
        SparseCategoricalCrossentropy.ofLogits().withReduction(Reduction.SUM).named("ce");
    IllegalArgumentException same = assertThrows(
        IllegalArgumentException.class,
        () -> Trainer.of(three, renamed, SGD.of(0.1))
            .fit(points, NDArray.wrap(classes, Points.COUNT), options));
    assertEquals(error.getMessage(), same.getMessage());
    assertEquals(before, three.getWeights());
    classes[47] = 2;
    // Numbers of any integer dtype, along one axis or two.
    NDArray column = NDArray.wrap(classes, Points.COUNT, 1).cast(DType.INT32);
    assertEquals(2, classifying.fit(points, column, options).epochs().size());
  }

  @Test
  void whatIsWrongWithABatchNamesEpochAndBatch() {
    Model three = Sequential.of(placeholder("x", FLOAT64, shape(UNKNOWN, 2)), dense(3));
    Trainer classifying = Trainer.of(three, SparseCategoricalCrossentropy.ofLogits(), SGD.of(0.1));
    NDArray two = points.slice(0, 2);
    Samples right = Samples.of(two, NDArray.of(0, 2));
    Samples none = Samples.of(two, NDArray.of(0, 3));
    Samples wide = Samples.of(two, NDArray.zeros(FLOAT64, 2, 3));
    DataSet later =
        DataSet.stream(epoch -> List.of(right, epoch == 1 ? none : right).iterator());
    String inFit = assertThrows(
            IllegalArgumentException.class, () -> classifying.fit(later, FitOptions.epochs(3)))
        .getMessage();
    assertContains("epoch 2, batch 2: labels of 'dense' must be classes from 0 to 2", inFit);
    DataSet wrong = DataSet.stream(() -> List.of(right, right, wide).iterator());
    String inValidation = assertThrows(
            FeedException.class,
            () -> classifying.fit(
                points,
                NDArray.of(new int[Points.COUNT]),
                FitOptions.epochs(2).withValidation(wrong)))
        .getMessage();
    assertContains("validation after epoch 1, batch 3: labels of 'dense' are", inValidation);
    String inEvaluation =
        assertThrows(FeedException.class, () -> classifying.evaluate(wrong)).getMessage();
    assertContains("evaluation, batch 3: labels of 'dense' are", inEvaluation);
    DataSet narrow = DataSet.stream(
        () -> List.of(right, Samples.of(NDArray.zeros(FLOAT64, 1, 1))).iterator());
    assertContains(
        "prediction, batch 2: ",
        assertThrows(FeedException.class, () -> classifying.predict(narrow)).getMessage());
    // In memory all are looked at first, so that the sample has its number among all.
    int[] classes = new int[Points.COUNT];
    classes[47] = 3;
    assertContains(
        "found 3 for sample 47",
        assertThrows(
                IllegalArgumentException.class,
                () -> classifying.evaluate(points, NDArray.of(classes), 10))
            .getMessage());
  }

  @Test
  void whatATrainerIsMadeOf() {
    assertContains(
        "there is no loss",
        refusal(
            IllegalArgumentException.class,
            () -> Trainer.builder(model).optimizer(SGD.of(0.1)).build()));
    assertContains(
        "needs an optimizer",
        refusal(
            IllegalStateException.class,
            () -> Trainer.builder(model).loss(new MeanSquaredError()).build()));
    model.setTrainable(false);
    assertContains(
        "no parameters to train",
        refusal(
            IllegalArgumentException.class,
            () -> Trainer.of(model, new MeanSquaredError(), SGD.of(0.1))));
  }

  @Test
  void labelsThatAreNeitherYesNorNo() {
    Model yesOrNo = Points.network(1);
    Trainer asking = Trainer.of(yesOrNo, BinaryCrossentropy.ofProbabilities(), SGD.of(0.1));
    List<NDArray> before = yesOrNo.getWeights();
    int[] twos = new int[Points.COUNT];
    twos[47] = 2;
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class, () -> asking.fit(points, NDArray.of(twos), options));
    assertContains("must be from 0 to 1, found 2.0 for sample 47", error.getMessage());
    assertEquals(before, yesOrNo.getWeights());
  }

  @Test
  void labelsOfAnotherKindThanTheLossTakes() {
    Model three = Sequential.of(placeholder("x", FLOAT64, shape(UNKNOWN, 2)), dense(3));
    NDArray numbers = NDArray.of(new int[Points.COUNT]);
    NDArray each = NDArray.zeros(FLOAT64, Points.COUNT, 3);
    Trainer sparse = Trainer.of(three, SparseCategoricalCrossentropy.ofLogits(), SGD.of(0.1));
    String message = assertThrows(FeedException.class, () -> sparse.fit(points, each, options))
        .getMessage();
    assertContains("the loss sparse_categorical_crossentropy takes (?,) int64", message);
    assertContains("are for CategoricalCrossentropy", message);
    NDArray column = numbers.cast(FLOAT64).reshape(Points.COUNT, 1);
    assertContains(
        "NDArray.cast",
        assertThrows(FeedException.class, () -> sparse.fit(points, column, options))
            .getMessage());
    Trainer full = Trainer.of(three, CategoricalCrossentropy.ofLogits(), SGD.of(0.1));
    assertContains(
        "are for SparseCategoricalCrossentropy",
        assertThrows(FeedException.class, () -> full.fit(points, numbers, options))
            .getMessage());
  }
}
