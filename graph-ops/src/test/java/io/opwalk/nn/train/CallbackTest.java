package io.opwalk.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.NDArray;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.metric.BinaryAccuracy;
import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CallbackTest {
  private final NDArray points = Points.points();
  private final NDArray labels = Points.labels();
  private final Model model = Points.network(1);
  private final Trainer trainer = Trainer.of(
      model, BinaryCrossentropy.ofProbabilities(), SGD.of(0.1), BinaryAccuracy.ofProbabilities());
  private final List<String> events = new ArrayList<>();

  private final class Recorder implements Callback {
    private final String name;

    private Recorder(String name) {
      this.name = name;
    }

    private void add(String what, Training training) {
      events.add(name + " " + what + " " + training.epoch() + ":" + training.batch());
    }

    @Override
    public void trainStarted(Training training) {
      add("train", training);
    }

    @Override
    public void epochStarted(Training training) {
      add("epoch", training);
    }

    @Override
    public void batchStarted(Training training) {
      add("batch", training);
    }

    @Override
    public void batchEnded(Training training) {
      add("batchEnd", training);
    }

    @Override
    public void validationStarted(Training training) {
      add("validation", training);
    }

    @Override
    public void epochEnded(Training training, Logs logs) {
      add("epochEnd", training);
      events.add(String.join(" ", logs.asMap().keySet()));
      logs.put("by_" + name, training.epoch());
    }

    @Override
    public void epochRecorded(Training training) {
      add("recorded", training);
    }

    @Override
    public void trainEnded(Training training) {
      add("trainEnd", training);
    }
  }

  @Test
  void callbacksAreToldInTheOrderOfKeras() {
    History history = trainer.fit(
        points,
        labels,
        FitOptions.epochs(2)
            .withBatchSize(40)
            .withValidation(points, labels)
            .withValidationFrequency(2)
            .withCallbacks(new Recorder("a"), new Recorder("b")));
    assertEquals(
        List.of(
            "a train 0:0",
            "b train 0:0",
            "a epoch 0:0",
            "b epoch 0:0",
            "a batch 0:0",
            "b batch 0:0",
            "a batchEnd 0:1",
            "b batchEnd 0:1",
            "a batch 0:1",
            "b batch 0:1",
            "a batchEnd 0:2",
            "b batchEnd 0:2",
            "a epochEnd 0:2",
            "binary_accuracy loss",
            "b epochEnd 0:2",
            "binary_accuracy loss by_a",
            "a recorded 0:2",
            "b recorded 0:2",
            "a epoch 1:0",
            "b epoch 1:0",
            "a batch 1:0",
            "b batch 1:0",
            "a batchEnd 1:1",
            "b batchEnd 1:1",
            "a batch 1:1",
            "b batch 1:1",
            "a batchEnd 1:2",
            "b batchEnd 1:2",
            "a validation 1:2",
            "b validation 1:2",
            "a epochEnd 1:2",
            "binary_accuracy loss val_binary_accuracy val_loss",
            "b epochEnd 1:2",
            "binary_accuracy loss val_binary_accuracy val_loss by_a",
            "a recorded 1:2",
            "b recorded 1:2",
            "a trainEnd 1:2",
            "b trainEnd 1:2"),
        events);
    assertEquals(List.of(0.0, 1.0), history.series("by_b"));
    assertEquals(1, history.series("val_loss").size());
    assertEquals(
        Set.of("loss", "binary_accuracy", "val_loss", "val_binary_accuracy", "by_a", "by_b"),
        history.history().keySet());
  }

  @Test
  void aCallbackStopsAfterTheStepOrBetweenEpochs() {
    List<Integer> batches = new ArrayList<>();
    History history = trainer.fit(
        points,
        labels,
        FitOptions.epochs(5).withBatchSize(10).withCallbacks(Callback.onBatchEnded(training -> {
          batches.add(training.batch());
          if (training.epoch() == 1 && training.batch() == 3) {
            training.stop("enough");
            training.stop("more than enough");
          }
        })));
    assertEquals(List.of(1, 2, 3, 4, 5, 1, 2, 3), batches);
    assertEquals(2, history.epochs().size());
    assertEquals(Optional.of("enough"), history.stopped());

    History between = trainer.fit(
        points,
        labels,
        FitOptions.epochs(5).withCallbacks(Callback.onEpochEnded((training, logs) -> {
          if (training.epoch() == 2) {
            training.stop("bored");
          }
        })));
    assertEquals(3, between.epochs().size());
    assertEquals(
        Optional.empty(), trainer.fit(points, labels, FitOptions.epochs(1)).stopped());
  }

  @Test
  void aCallbackSeesTheTraining() {
    List<Scores> running = new ArrayList<>();
    History history = trainer.fit(
        points, labels, FitOptions.epochs(1).withBatchSize(20).withCallbacks(new Callback() {
          @Override
          public void epochStarted(Training training) {
            assertSame(model, training.model());
            assertEquals(OptionalInt.of(3), training.batches());
            assertEquals(Set.of("loss", "binary_accuracy"), training.names());
            assertEquals(Optional.of(Direction.UP), training.direction("val_binary_accuracy"));
            assertEquals(Optional.of(Direction.DOWN), training.direction("loss"));
            assertEquals(Optional.empty(), training.direction("accuracy"));
            assertEquals(0.1, training.learningRate());
            assertThrows(IllegalStateException.class, training::scores);
            assertThrows(IllegalStateException.class, training::batchLoss);
            assertThrows(
                IllegalStateException.class, () -> training.resumeFrom(training.checkpoint()));
            training.setLearningRate(0.25);
          }

          @Override
          public void batchEnded(Training training) {
            running.add(training.scores());
            if (training.batch() == 1) {
              assertEquals(training.batchLoss(), training.scores().loss());
            }
          }
        }));
    assertEquals(history.last().logs(), Map.copyOf(running.get(2).asMap()));
    assertEquals(0.25, history.last().learningRate());
    assertEquals(0.25, trainer.learningRate());
  }

  @Test
  void whatACallbackThrowsEndsTheTrainingAfterTheLastWholeStep() {
    List<NDArray> atThrow = new ArrayList<>();
    IllegalStateException thrown = assertThrows(
        IllegalStateException.class,
        () -> trainer.fit(
            points, labels, FitOptions.epochs(2).withCallbacks(Callback.onBatchEnded(training -> {
              atThrow.addAll(model.getWeights());
              throw new IllegalStateException("mine");
            }))));
    assertEquals("mine", thrown.getMessage());
    assertEquals(model.getWeights(), atThrow);
  }
}
