package io.opwalk.nn.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CSVLoggerTest {
  @TempDir
  private Path directory;

  private final ScriptedTraining training =
      new ScriptedTraining(null).named("loss", "accuracy", "val_loss");

  private static final List<Map<String, Double>> EPOCHS = List.of(
      Map.of("loss", 0.5, "accuracy", 0.25),
      Map.of("loss", 1e-7, "accuracy", 1.0, "val_loss", Double.NaN));

  @Test
  void writesALineForEachEpoch() throws IOException {
    Path file = directory.resolve("log.csv");
    Files.writeString(file, "what was there before\n");
    training.run(CSVLogger.to(file), EPOCHS);
    assertEquals(
        List.of("epoch,accuracy,loss,val_loss", "0,0.25,0.5,NA", "1,1.0,1.0E-7,NaN"),
        Files.readAllLines(file));
  }

  @Test
  void appendsBelowTheHeadersThatAreThere() throws IOException {
    Path file = directory.resolve("log.tsv");
    CSVLogger logger = CSVLogger.to(file).withSeparator("\t").appending();
    training.run(logger, EPOCHS.subList(0, 1));
    training.run(logger, EPOCHS.subList(0, 1));
    assertEquals(
        List.of("epoch\taccuracy\tloss\tval_loss", "0\t0.25\t0.5\tNA", "0\t0.25\t0.5\tNA"),
        Files.readAllLines(file));
  }
}
