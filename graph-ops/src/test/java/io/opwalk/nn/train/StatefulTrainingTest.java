package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.nn.layer.Layers.batchInput;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.callback.BackupAndRestore;
import io.opwalk.nn.layer.recurrent.Cell;
import io.opwalk.nn.layer.recurrent.CellKind;
import io.opwalk.nn.layer.recurrent.Rnn;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.saving.Models;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States are carried on by all that goes over batches, and by nothing else. */
final class StatefulTrainingTest {
  private static final double TOLERANCE = 1e-12; // a few steps of one product and a tanh each

  private static final int BATCH = 2;
  private static final double INPUT_WEIGHT = 0.5;
  private static final double STATE_WEIGHT = -1.5;

  @TempDir
  private Path directory;

  /** h' = tanh(0.5 x - 1.5 h), of one number. */
  private static Model model(int batch) {
    Tensor x = batchInput(FLOAT64, batch, 2, 1);
    Rnn layer = Rnn.of(Cell.builder(CellKind.SIMPLE_RNN, 1).useBias(false).build())
        .stateful(true)
        .name("memory")
        .build();
    Model model = Model.of(x, layer.apply(x));
    model.setWeights(List.of(
        NDArray.ofArray(new double[][] {{INPUT_WEIGHT}}),
        NDArray.ofArray(new double[][] {{STATE_WEIGHT}})));
    return model;
  }

  private static final double[] SAMPLES = {1, -1, 0.5, 2, -0.5, 0.25, 3, -2, 0.75, 1, -1, 0.5};

  /** Six samples of two steps: three batches. */
  private static final NDArray X = NDArray.wrap(SAMPLES.clone(), 6, 2, 1);

  private static final NDArray LABELS = NDArray.wrap(new double[6], 6, 1);

  /** Outputs of the six samples after so many passes before, by hand. */
  private static double[] expected(int passesBefore) {
    double[] h = new double[BATCH];
    double[] outputs = new double[6];
    for (int pass = 0; pass <= passesBefore; pass++) {
      for (int sample = 0; sample < 6; sample++) {
        for (int step = 0; step < 2; step++) {
          int row = sample % BATCH;
          h[row] = Math.tanh(INPUT_WEIGHT * SAMPLES[2 * sample + step] + STATE_WEIGHT * h[row]);
        }
        outputs[sample] = h[sample % BATCH];
      }
    }
    return outputs;
  }

  private static double meanSquare(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum / values.length;
  }

  private static NDArray state(Model model) {
    return slotOf(model.layer("memory").layer().orElseThrow().states().get(0)).value();
  }

  /** Of a rate that leaves every weight as it is. */
  private static Trainer still(Model model) {
    return Trainer.of(model, new MeanSquaredError(), SGD.of(1e-300));
  }

  private static FitOptions epochs(int epochs) {
    return FitOptions.epochs(epochs).withBatchSize(BATCH).withShuffle(false);
  }

  @Test
  void predictionsGoOn() {
    Model model = model(BATCH);
    Trainer trainer = still(model);
    for (int pass = 0; pass < 3; pass++) {
      NDArray found = trainer.predict(X, BATCH);
      for (int i = 0; i < 6; i++) {
        assertEquals(expected(pass)[i], found.getDouble(i, 0), TOLERANCE);
      }
    }
    model.resetStates();
    assertEquals(expected(0)[5], trainer.predict(X, BATCH).getDouble(5, 0), TOLERANCE);
  }

  @Test
  void evaluationsGoOn() {
    Trainer trainer = still(model(BATCH));
    for (int pass = 0; pass < 3; pass++) {
      double loss = trainer.evaluate(X, LABELS, BATCH).loss();
      assertEquals(meanSquare(expected(pass)), loss, TOLERANCE);
    }
  }

  @Test
  void trainingGoesOnFromEpochToEpochAndThroughValidation() {
    Model model = model(BATCH);
    History history = still(model).fit(X, LABELS, epochs(2).withValidation(X, LABELS));
    for (int epoch = 0; epoch < 2; epoch++) {
      Epoch found = history.epochs().get(epoch);
      assertEquals(meanSquare(expected(2 * epoch)), found.loss(), TOLERANCE);
      assertEquals(meanSquare(expected(2 * epoch + 1)), found.metric("val_loss"), TOLERANCE);
    }
    assertEquals(expected(3)[5], state(model).getDouble(1, 0), TOLERANCE);
  }

  @Test
  void aCallbackMayBeginEachEpochAnew() {
    Model model = model(BATCH);
    Callback anew = Callback.onEpochEnded((training, logs) -> training.model().resetStates());
    History history = still(model).fit(X, LABELS, epochs(2).withCallbacks(anew));
    assertEquals(meanSquare(expected(0)), history.epochs().get(1).loss(), TOLERANCE);
  }

  @Test
  void resumingIsExact() {
    Path file = directory.resolve("backup.zip");
    Model whole = model(BATCH);
    Trainer expected = Trainer.of(whole, new MeanSquaredError(), Adam.of(0.05));
    History history = expected.fit(X, LABELS, epochs(4));

    Callback failing = Callback.onBatchEnded(training -> {
      if (training.epoch() == 2 && training.batch() == 2) {
        throw new IllegalStateException("broken off");
      }
    });
    FitOptions backed = epochs(4).withCallbacks(BackupAndRestore.in(file));
    assertThrows(
        IllegalStateException.class,
        () -> Trainer.of(model(BATCH), new MeanSquaredError(), Adam.of(0.05))
            .fit(X, LABELS, backed.withCallbacks(failing)));
    Model resumed = model(BATCH);
    Trainer trainer = Trainer.of(resumed, new MeanSquaredError(), Adam.of(0.05));
    assertEquals(history, trainer.fit(X, LABELS, backed));
    assertEquals(expected.checkpoint(), trainer.checkpoint());
    assertEquals(state(whole), state(resumed));
    assertNotEquals(0, state(whole).getDouble(0, 0));
  }

  @Test
  void samplesThatLeaveASmallerBatchAreRefusedBeforeTheFirst() {
    Model model = model(4);
    Trainer trainer = still(model);
    for (Runnable attempt : List.<Runnable>of(
        () -> trainer.fit(X, LABELS, epochs(1).withBatchSize(4)),
        () -> trainer.fit(X, LABELS, epochs(1).withBatchSize(3)),
        () -> trainer.evaluate(X, LABELS, 4),
        () -> trainer.predict(X, 4))) {
      String message = assertThrows(FeedException.class, attempt::run).getMessage();
      assertTrue(message.contains("layer 'memory' is stateful"), message);
      assertTrue(message.contains("batches of 4 samples"), message);
      assertEquals(0, state(model).getDouble(0, 0));
    }
  }

  @Test
  void aModelFileHoldsStatesAndAFileOfWeightsDoesNot() {
    Model model = model(BATCH);
    still(model).predict(X, BATCH);
    Path file = directory.resolve("model");
    Models.save(model, file);
    Model loaded = Models.load(file);
    assertEquals(state(model), state(loaded));
    assertEquals(still(model).predict(X, BATCH), still(loaded).predict(X, BATCH));

    Path weights = directory.resolve("weights");
    Models.saveWeights(model, weights);
    // The usual way to predict one sample at a time with what was trained on many.
    Model one = model(1);
    one.setWeights(List.of(NDArray.zeros(FLOAT64, 1, 1), NDArray.zeros(FLOAT64, 1, 1)));
    Models.loadWeights(one, weights);
    assertEquals(model.getWeights(), one.getWeights());
    assertEquals(0, state(one).getDouble(0, 0));
  }
}
