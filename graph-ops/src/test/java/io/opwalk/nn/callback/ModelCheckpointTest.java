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
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.saving.Models;
import io.opwalk.nn.train.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCheckpointTest {
  @TempDir
  private Path directory;

  private final Model model = Sequential.of(placeholder("x", FLOAT64, shape(UNKNOWN, 1)), dense(1));

  /** The weights after an epoch are its number. */
  private final ScriptedTraining training =
      new ScriptedTraining(model).learning(epoch -> model.setWeights(weights(epoch)));

  private static List<NDArray> weights(int number) {
    return List.of(NDArray.full(FLOAT64, number, 1, 1), NDArray.full(FLOAT64, number, 1));
  }

  private ModelCheckpoint.Builder to(String name) {
    return ModelCheckpoint.builder(directory.resolve(name).toString());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void savesAfterEachEpochUnderNamesWithNumbers() throws IOException {
    training.run(to("{epoch:02d}-{val_loss:.2f}.zip").build(), "val_loss", 1, 0.256, 12);
    assertEquals(List.of("01-1.00.zip", "02-0.26.zip", "03-12.00.zip"), files());
    assertEquals(weights(1), Models.load(directory.resolve("02-0.26.zip")).getWeights());
  }

  @Test
  void savesTheBestAlone() {
    Path file = directory.resolve("deep").resolve("best.zip");
    training.run(
        ModelCheckpoint.builder(file.toString()).saveBestOnly(true).build(),
        "val_loss",
        3,
        1,
        Double.NaN,
        2);
    assertEquals(weights(1), Models.load(file).getWeights());
    training.run(
        ModelCheckpoint.builder(file.toString())
            .monitor("accuracy")
            .saveBestOnly(true)
            .saveWeightsOnly(true)
            .build(),
        "accuracy",
        0.25,
        0.5,
        0.75,
        0.5);
    Models.loadWeights(model, file);
    assertEquals(weights(2), model.getWeights());
  }

  @Test
  void theFirstMustBeBetterThanTheThreshold() throws IOException {
    training.run(
        to("{epoch}.zip").saveBestOnly(true).initialValueThreshold(0.5).build(),
        "val_loss",
        1,
        0.5,
        0.25);
    assertEquals(List.of("3.zip"), files());
  }

  @Test
  void goesOnFromItsState() throws IOException {
    ModelCheckpoint first = to("{epoch}.zip").saveBestOnly(true).build();
    training.run(first, "val_loss", 0.5);
    ModelCheckpoint second = to("{epoch}.zip").saveBestOnly(true).build();
    training.start(second, 9);
    second.restore(first.state());
    training.endEpoch(second, 1, Map.of("val_loss", 0.75));
    training.endEpoch(second, 2, Map.of("val_loss", 0.25));
    assertEquals(List.of("1.zip", "3.zip"), files());
  }

  @Test
  void savesEverySoManySteps() throws IOException {
    ModelCheckpoint checkpoint =
        to("{epoch}-{batch:03d}-{loss:.1f}.zip").saveFreq(3).build();
    training.start(checkpoint, 1);
    for (int batch = 1; batch <= 7; batch++) {
      training.at(batch, OptionalInt.of(7), new Scores(batch, Map.of()));
      checkpoint.batchEnded(training);
    }
    training.endEpoch(checkpoint, 0, Map.of("loss", 1.0));
    assertEquals(List.of("1-003-3.0.zip", "1-006-6.0.zip"), files());
  }

  @Test
  void refusesNamesThatCannotBeMade() {
    IllegalArgumentException format =
        assertThrows(IllegalArgumentException.class, () -> to("{epoch:s}.zip").build());
    assertTrue(format.getMessage().contains("'s'"), format.getMessage());
    assertThrows(IllegalArgumentException.class, () -> to("{loss:d}.zip").build());
    NoSuchElementException missing = assertThrows(
        NoSuchElementException.class, () -> training.run(to("{distance}.zip").build(), "loss", 1));
    assertTrue(missing.getMessage().contains("[loss, epoch, batch]"), missing.getMessage());
    assertThrows(IllegalArgumentException.class, () -> to("a.zip").saveFreq(0).build());
  }
}
