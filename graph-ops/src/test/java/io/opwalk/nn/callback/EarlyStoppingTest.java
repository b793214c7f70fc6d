package io.opwalk.nn.callback;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.train.History;
import io.opwalk.nn.train.TrainingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers of epochs are those that Keras's rules, worked by hand, say. */
final class EarlyStoppingTest {
  private static final double NONE = Double.NaN;

  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 1));
  private final Model model = Sequential.of(x, dense(1));

  /** The weights after an epoch are its number. */
  private final ScriptedTraining training =
      new ScriptedTraining(model).learning(epoch -> model.setWeights(weights(epoch)));

  private static List<NDArray> weights(int number) {
    return List.of(NDArray.full(FLOAT64, number, 1, 1), NDArray.full(FLOAT64, number, 1));
  }

  private int epochs(EarlyStopping.Builder builder, String name, double... values) {
    return training.run(builder.build(), name, values).epochs().size();
  }

  private static EarlyStopping.Builder of(String monitor) {
    return EarlyStopping.builder().monitor(monitor);
  }

  @Test
  void stopsAfterAsManyEpochsThatAreNotBetter() {
    assertEquals(2, epochs(of("val_loss"), "val_loss", 1, 1, 0.5));
    assertEquals(3, epochs(of("val_loss").patience(1), "val_loss", 1, 0.5, 0.5, 0.1));
    assertEquals(4, epochs(of("val_loss").patience(3), "val_loss", 1, 2, 3, 4, 0));
    assertEquals(6, epochs(of("loss").patience(2), "loss", 1, 2, 0.5, 0.4, 0.6, 0.4, 0));
    // A better epoch begins the count again.
    assertEquals(7, epochs(of("loss").patience(2), "loss", 5, 6, 4, 6, 3, 6, 6, 0));
  }

  @Test
  void theFirstEpochNeverEndsATraining() {
    double bad = Double.POSITIVE_INFINITY;
    assertEquals(2, epochs(of("loss"), "loss", bad, bad, bad));
  }

  @Test
  void namesSayWhatShouldGrow() {
    assertEquals(3, epochs(of("val_accuracy"), "val_accuracy", 0.5, 0.6, 0.6, 0.9));
    assertEquals(2, epochs(of("val_accuracy").mode(Mode.MIN), "val_accuracy", 0.5, 0.6, 0.4));
    assertEquals(2, epochs(of("auc"), "auc", 0.5, 0.4, 0.6));
    assertEquals(2, epochs(of("mean_squared_error"), "mean_squared_error", 0.4, 0.5, 0.1));
    assertEquals(2, epochs(of("fun").mode(Mode.MAX), "fun", 2, 1, 3));
    IllegalArgumentException unclear =
        assertThrows(IllegalArgumentException.class, () -> epochs(of("fun"), "fun", 2, 1, 3));
    assertTrue(unclear.getMessage().contains("'fun'"), unclear.getMessage());
  }

  @Test
  void aMetricSaysItselfWhatShouldGrow() {
    training.directed("fun", Direction.UP);
    assertEquals(2, epochs(of("fun"), "fun", 2, 1, 3));
    assertEquals(3, epochs(of("fun"), "fun", 1, 2, 2, 3));
    training.directed("accuracy", Direction.DOWN);
    assertEquals(2, epochs(of("accuracy"), "accuracy", 1, 2, 0));
    assertEquals(2, epochs(of("accuracy").mode(Mode.MAX), "accuracy", 2, 1, 3));
  }

  @Test
  void whatIsBetterByLessThanMinDeltaIsNoBetter() {
    assertEquals(2, epochs(of("loss").minDelta(0.2), "loss", 1, 0.9, 0.5));
    assertEquals(3, epochs(of("loss").minDelta(-0.2), "loss", 1, 0.7, 0.6, 0.1));
    assertEquals(2, epochs(of("acc").minDelta(0.2), "acc", 0.5, 0.6, 0.9));
  }

  @Test
  void aBaselineMustBeBeatenForThePatienceToBeginAgain() {
    // Better than the epoch before each time, but 0.3 is not reached within three epochs; it stops
    // at the first one behind them that is not better.
    assertEquals(
        5, epochs(of("loss").patience(3).baseline(0.3), "loss", 0.9, 0.8, 0.7, 0.6, 0.6, 0.1));
    assertEquals(4, epochs(of("loss").patience(1).baseline(0.8), "loss", 0.9, 0.7, 0.5, 0.5, 0.1));
  }

  @Test
  void epochsBeforeTheFirstToLookAtAndThoseWithoutTheNumberArePassedOver() {
    assertEquals(5, epochs(of("loss").startFromEpoch(3), "loss", 0, 1, 2, 3, 4, 5));
    assertEquals(
        5, epochs(of("val_loss").patience(1), "val_loss", 1, NONE, 0.5, NONE, 0.5, NONE, 0));
  }

  @Test
  void restoresTheBestWeightsStoppedOrNot() {
    EarlyStopping stopping = of("loss").patience(2).restoreBestWeights(true).build();
    assertEquals(4, training.run(stopping, "loss", 3, 1, 2, 2, 0).epochs().size());
    assertEquals(weights(1), model.getWeights());
    assertEquals(1, stopping.bestEpoch());
    History whole = training.run(stopping, "loss", 3, 2, 1, 2);
    assertEquals(4, whole.epochs().size());
    assertEquals(weights(2), model.getWeights(), "the object can be used again");
    training.run(of("loss").patience(9).build(), "loss", 3, 1, 2);
    assertEquals(weights(2), model.getWeights(), "those of the last epoch unless asked");
  }

  @Test
  void goesOnFromItsState() {
    EarlyStopping first = of("loss").patience(3).restoreBestWeights(true).build();
    training.start(first, 9);
    training.endEpoch(first, 0, Map.of("loss", 2.0));
    training.endEpoch(first, 1, Map.of("loss", 1.0));
    training.endEpoch(first, 2, Map.of("loss", 1.5));
    EarlyStopping second = of("loss").patience(3).restoreBestWeights(true).build();
    training.start(second, 9);
    second.restore(first.state());
    training.endEpoch(second, 3, Map.of("loss", 1.2));
    assertTrue(!training.isStopped());
    training.endEpoch(second, 4, Map.of("loss", 1.1));
    assertTrue(training.isStopped());
    second.trainEnded(training);
    assertEquals(weights(1), model.getWeights());
  }

  @Test
  void refusesWhatNoEpochHas() {
    List<Map<String, Double>> epochs = List.of(Map.of("loss", 1.0));
    TrainingException missing = assertThrows(
        TrainingException.class, () -> training.named("loss").run(of("accuracy").build(), epochs));
    assertTrue(missing.getMessage().contains("'accuracy'"), missing.getMessage());
    assertTrue(missing.getMessage().contains("[loss]"), missing.getMessage());
    model.setWeights(weights(7));
    IllegalArgumentException nothing = assertThrows(
        IllegalArgumentException.class,
        () -> training.named("loss").run(EarlyStopping.patience(1), epochs));
    assertTrue(nothing.getMessage().contains("'val_loss'"), nothing.getMessage());
    assertEquals(weights(7), model.getWeights(), "found before the first epoch");
    assertThrows(IllegalArgumentException.class, () -> EarlyStopping.patience(-1));
    assertThrows(IllegalArgumentException.class, () -> of("loss").minDelta(NONE).build());
  }

  @Test
  void saysWhyItStopped() {
    String reason = training
        .run(of("loss").patience(1).build(), "loss", 1, 0.5, 0.75)
        .stopped()
        .orElseThrow();
    assertEquals("EarlyStopping: loss was best in epoch 2, 0.5", reason);
  }
}
