package io.opwalk.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.nn.callback.BackupAndRestore;
import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Adam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Epochs of so many steps are cut from passes through the data, one behind another. */
final class StepsPerEpochTest {
  private static final int BATCHES = 10; // of 5 points each

  @TempDir
  private Path directory;

  private final Samples samples = Samples.of(Points.points(), Points.labels());
  private final List<String> taken = new ArrayList<>();
  private int open;

  private static Trainer trainer() {
    Model model = Points.network(3);
    return Trainer.of(model, BinaryCrossentropy.ofProbabilities(), Adam.of(0.05));
  }

  private static FitOptions inMemory(int epochs) {
    return FitOptions.epochs(epochs).withBatchSize(Points.COUNT / BATCHES).withSeed(5);
  }

  /** A stream of unknown length, which says what was taken of it, and wants to be closed. */
  private DataSet stream() {
    DataSet shuffled = DataSet.shuffled(samples, Points.COUNT / BATCHES, 5);
    return DataSet.stream(pass -> {
      open++;
      return new Closing(pass, shuffled.epoch(pass));
    });
  }

  private final class Closing implements Iterator<Samples>, AutoCloseable {
    private final int pass;
    private final Iterator<Samples> batches;
    private int next;

    Closing(int pass, Iterator<Samples> batches) {
      this.pass = pass;
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      return batches.hasNext();
    }

    @Override
    public Samples next() {
      taken.add(pass + ":" + next++);
      return batches.next();
    }

    @Override
    public void close() {
      open--;
    }
  }

  @Test
  void anEpochGoesOnWhereTheLastStopped() {
    List<List<String>> byEpoch = new ArrayList<>();
    List<Integer> announced = new ArrayList<>();
    Callback watching = Callback.onEpochEnded((training, logs) -> {
      byEpoch.add(List.copyOf(taken));
      taken.clear();
      announced.add(training.batches().orElseThrow());
      assertEquals(1, open);
    });
    trainer().fit(stream(), FitOptions.epochs(4).withStepsPerEpoch(4).withCallbacks(watching));
    assertEquals(
        List.of(
            List.of("0:0", "0:1", "0:2", "0:3"),
            List.of("0:4", "0:5", "0:6", "0:7"),
            List.of("0:8", "0:9"),
            List.of("1:0", "1:1", "1:2", "1:3")),
        byEpoch);
    assertEquals(List.of(4, 4, 4, 4), announced, "a stream does not say when it ends");
    assertEquals(0, open);
  }

  @Test
  void aPassThatEndsWithAnEpochLeavesNothingBehind() {
    trainer().fit(stream(), FitOptions.epochs(3).withStepsPerEpoch(5));
    assertEquals(15, taken.size());
    assertEquals("1:0", taken.get(10));
    taken.clear();
    // An epoch of more steps than there are batches is one pass.
    trainer().fit(stream(), FitOptions.epochs(2).withStepsPerEpoch(25));
    assertEquals(20, taken.size());
    assertEquals(0, open);
  }

  @Test
  void epochsOfAFewStepsAddUpToPasses() {
    List<Integer> announced = new ArrayList<>();
    Callback watching = Callback.onEpochEnded(
        (training, logs) -> announced.add(training.batches().orElseThrow()));
    Trainer parts = trainer();
    parts.fit(samples, inMemory(6).withStepsPerEpoch(4).withCallbacks(watching));
    Trainer whole = trainer();
    whole.fit(samples, inMemory(2));
    assertEquals(whole.checkpoint(), parts.checkpoint());
    assertEquals(List.of(4, 4, 2, 4, 4, 2), announced);
  }

  @Test
  void aStreamIsClosedWhereTrainingFails() {
    Callback failing = Callback.onBatchEnded(training -> {
      throw new IllegalStateException("broken off");
    });
    assertThrows(
        IllegalStateException.class,
        () -> trainer()
            .fit(stream(), FitOptions.epochs(2).withStepsPerEpoch(4).withCallbacks(failing)));
    assertEquals(0, open);
  }

  @Test
  void resumingIsExactWithinAPass() {
    FitOptions options = FitOptions.epochs(5).withStepsPerEpoch(4);
    for (DataSet data : List.of(DataSet.shuffled(samples, Points.COUNT / BATCHES, 5), stream())) {
      Path file = directory.resolve("backup");
      Trainer whole = trainer();
      History expected = whole.fit(data, options);

      FitOptions backed = options.withCallbacks(BackupAndRestore.in(file));
      FitOptions failing = backed.withCallbacks(Callback.onBatchEnded(training -> {
        if (training.epoch() == 1 && training.batch() == 2) {
          throw new IllegalStateException("broken off");
        }
      }));
      Trainer first = trainer();
      assertThrows(IllegalStateException.class, () -> first.fit(data, failing));
      assertEquals(new DataPosition(0, 4), Checkpoint.read(file).position());
      Trainer resumed = trainer();
      assertEquals(expected, resumed.fit(data, backed));
      assertEquals(whole.checkpoint(), resumed.checkpoint());
    }
  }

  @Test
  void aLaterFirstEpochBeginsWhereItAlwaysDoes() {
    Trainer whole = trainer();
    whole.fit(samples, inMemory(5).withStepsPerEpoch(4));
    Trainer parts = trainer();
    parts.fit(samples, inMemory(2).withStepsPerEpoch(4));
    assertNotEquals(whole.checkpoint(), parts.checkpoint());
    parts.fit(samples, inMemory(5).withStepsPerEpoch(4).withInitialEpoch(2));
    assertEquals(whole.checkpoint(), parts.checkpoint());

    trainer().fit(stream(), FitOptions.epochs(3).withStepsPerEpoch(4).withInitialEpoch(2));
    assertEquals(List.of("2:0", "2:1", "2:2", "2:3"), taken);
  }
}
