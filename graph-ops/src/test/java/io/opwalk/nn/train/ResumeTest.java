package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.callback.BackupAndRestore;
import io.opwalk.nn.callback.EarlyStopping;
import io.opwalk.nn.callback.ReduceLROnPlateau;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.noise.Noise;
import io.opwalk.nn.layer.noise.NoiseKind;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.metric.BinaryAccuracy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.SGD;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that was broken off and goes on equals one that was not, to the last bit. */
final class ResumeTest {
  private static final int EPOCHS = 6;

  @TempDir
  private Path directory;

  private final NDArray points = Points.points();
  private final NDArray labels = Points.labels();
  private final FitOptions options =
      FitOptions.epochs(EPOCHS).withBatchSize(16).withSeed(9).withValidationSplit(0.2);

  /** With all that keeps a state: dropout, moving means, an optimizer with moments. */
  private static Model model() {
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 2));
    Layer norm = StandardLayers.registry().fromConfig("BatchNormalization", Config.empty());
    return Sequential.of(
        x,
        Dense.builder(8).seed(3).build(),
        norm,
        new Noise(NoiseKind.DROPOUT, 0.25, LayerOptions.defaults()),
        Dense.builder(1).activation(SIGMOID).seed(4).build());
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(
        model,
        BinaryCrossentropy.ofProbabilities(),
        Adam.of(0.05),
        BinaryAccuracy.ofProbabilities());
  }

  private static Callback failingIn(int epoch) {
    return Callback.onBatchEnded(training -> {
      if (training.epoch() == epoch && training.batch() == 2) {
        throw new IllegalStateException("broken off");
      }
    });
  }

  /** Callbacks that keep a state, and do something within these epochs. */
  private static List<Callback> keeping() {
    return List.of(
        ReduceLROnPlateau.builder()
            .monitor("loss")
            .minDelta(0.5)
            .factor(0.5)
            .patience(2)
            .build(),
        EarlyStopping.builder()
            .monitor("val_loss")
            .patience(EPOCHS)
            .restoreBestWeights(true)
            .build());
  }

  @Test
  void isExactWithEverythingThatKeepsAState() {
    Path file = directory.resolve("backup.zip");
    Model whole = model();
    Trainer wholeTrainer = trainer(whole);
    History expected = wholeTrainer.fit(points, labels, options.withCallbacks(keeping()));
    assertNotEquals(expected.epochs().get(0).learningRate(), expected.last().learningRate());

    FitOptions backed = options.withCallbacks(BackupAndRestore.in(file)).withCallbacks(keeping());
    assertThrows(
        IllegalStateException.class,
        () -> trainer(model()).fit(points, labels, backed.withCallbacks(failingIn(3))));
    assertEquals(3, Checkpoint.read(file).epoch());

    Model resumed = model();
    Trainer resumedTrainer = trainer(resumed);
    History history = resumedTrainer.fit(
        points, labels, options.withCallbacks(BackupAndRestore.in(file)).withCallbacks(keeping()));
    assertEquals(expected, history);
    assertEquals(wholeTrainer.checkpoint(), resumedTrainer.checkpoint());
    assertEquals(whole.predict(points), resumed.predict(points));
    assertFalse(Files.exists(file), "deleted when training has ended");
  }

  @Test
  void canBeDoneByHand() {
    Model whole = model();
    Trainer wholeTrainer = trainer(whole);
    wholeTrainer.fit(points, labels, options);

    Trainer first = trainer(model());
    first.fit(
        points,
        labels,
        FitOptions.epochs(3).withBatchSize(16).withSeed(9).withValidationSplit(0.2));
    Path file = directory.resolve("third.zip");
    first.checkpoint().write(file);

    Trainer second = trainer(model());
    second.restore(Checkpoint.read(file));
    second.fit(points, labels, options.withInitialEpoch(3));
    assertEquals(wholeTrainer.checkpoint(), second.checkpoint());
  }

  @Test
  void aTrainingThatWasStoppedStaysSo() {
    Path file = directory.resolve("backup.zip");
    Callback dying = new Callback() {
      @Override
      public void epochEnded(Training training, Logs logs) {
        if (training.epoch() == 1) {
          training.stop("enough");
        }
      }

      @Override
      public void trainEnded(Training training) {
        throw new IllegalStateException("broken off");
      }
    };
    assertThrows(
        IllegalStateException.class,
        () -> trainer(model())
            .fit(points, labels, options.withCallbacks(dying, BackupAndRestore.in(file))));
    History history =
        trainer(model()).fit(points, labels, options.withCallbacks(BackupAndRestore.in(file)));
    assertEquals(2, history.epochs().size());
    assertEquals("enough", history.stopped().orElseThrow());
  }

  @Test
  void anInterruptionLeavesTheLastWholeCheckpoint() {
    Path file = directory.resolve("backup.zip");
    try {
      TrainingException interrupted = assertThrows(
          TrainingException.class,
          () -> trainer(model())
              .fit(
                  points,
                  labels,
                  options.withCallbacks(
                      BackupAndRestore.in(file), Callback.onBatchEnded(training -> {
                        if (training.epoch() == 2) {
                          Thread.currentThread().interrupt();
                        }
                      }))));
      assertTrue(interrupted.getMessage().contains("interrupted in epoch 3, after 1"));
      assertTrue(Thread.currentThread().isInterrupted(), "whoever asked for it still sees it");
    } finally {
      Thread.interrupted();
    }
    assertEquals(2, Checkpoint.read(file).history().epochs().size());
  }

  @Test
  void aCheckpointOfAnotherModelOrOptimizerIsRefusedWhole() {
    Checkpoint adam = trainer(model()).checkpoint();
    Model model = model();
    Trainer sgd = Trainer.of(model, BinaryCrossentropy.ofProbabilities(), SGD.of(0.1, 0.9));
    Checkpoint before = sgd.checkpoint();
    IllegalArgumentException optimizer =
        assertThrows(IllegalArgumentException.class, () -> sgd.restore(adam));
    assertTrue(optimizer.getMessage().contains("nothing takes its 'adam/"), optimizer.getMessage());
    assertTrue(
        optimizer.getMessage().contains("it has no value for 'sgd/"), optimizer.getMessage());
    assertEquals(before, sgd.checkpoint());

    Trainer other = trainer(Sequential.of(
        placeholder("x", FLOAT64, shape(UNKNOWN, 2)),
        Dense.builder(9).seed(3).build(),
        StandardLayers.registry().fromConfig("BatchNormalization", Config.empty()),
        new Noise(NoiseKind.DROPOUT, 0.25, LayerOptions.defaults()),
        Dense.builder(1).activation(SIGMOID).seed(4).build()));
    Checkpoint untouched = other.checkpoint();
    IllegalArgumentException size =
        assertThrows(IllegalArgumentException.class, () -> other.restore(adam));
    assertTrue(size.getMessage().contains("dense/kernel"), size.getMessage());
    assertEquals(untouched, other.checkpoint());
  }
}
