package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.cpu.internal.fixture.ChildJvm;
import io.opwalk.nn.callback.BackupAndRestore;
import io.opwalk.nn.train.Checkpoint;
import io.opwalk.nn.train.History;
import io.opwalk.nn.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that dies leaves a whole checkpoint, and what goes on from it equals what never did.
 */
final class KilledTrainingTest {
  @TempDir
  private Path directory;

  @Test
  void goesOnToTheBitsOfATrainingInOneGo() {
    Trainer whole = KilledTraining.trainer();
    History expected = whole.fit(KilledTraining.samples(), KilledTraining.options());

    Path file = directory.resolve("backup.zip");
    ChildJvm.run(KilledTraining.class, List.of(), file.toString(), "2");
    int epochs = Checkpoint.read(file).epoch();
    // It died during the third write or after it: which one, is the system's choice.
    assertTrue(epochs == 2 || epochs == 3, "epochs: " + epochs);

    Trainer resumed = KilledTraining.trainer();
    History history = resumed.fit(
        KilledTraining.samples(),
        KilledTraining.options().withCallbacks(BackupAndRestore.in(file)));
    assertEquals(expected, history);
    assertEquals(whole.checkpoint(), resumed.checkpoint());
  }
}
