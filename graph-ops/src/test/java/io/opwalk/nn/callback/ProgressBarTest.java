package io.opwalk.nn.callback;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Scores;
import io.opwalk.nn.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  private static final long MILLIS = 1_000_000;

  private final StringBuilder printed = new StringBuilder();
  private final ScriptedTraining training = new ScriptedTraining(null);
  private long now;

  private ProgressBar bar(boolean inPlace) {
    return new ProgressBar(printed, inPlace, new BarText('━'), () -> now);
  }

  private String take() {
    String text = printed.toString();
    printed.setLength(0);
    return text;
  }

  private void step(ProgressBar bar, int batch, OptionalInt batches, long millis, double loss) {
    now += millis * MILLIS;
    training.at(batch, batches, new Scores(loss, Map.of("accuracy", 0.9876)));
    bar.batchEnded(training);
  }

  private static Logs logs(double loss) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("accuracy", 0.9876);
    numbers.put("loss", loss);
    return new Logs(numbers);
  }

  @Test
  void rewritesALineWithTheTimeThatIsLeft() {
    ProgressBar bar = bar(true);
    training.start(bar, 3);
    bar.epochStarted(training);
    assertEquals("Epoch 1/3\n", take());
    OptionalInt all = OptionalInt.of(100);
    step(bar, 1, all, 2000, 2.5);
    assertEquals(
        "\r  1/100                      3:18 2s/step - accuracy: 0.9876 - loss: 2.5000", take());
    // The first step, which compiles, says nothing about the others: 4 of 100 ms each.
    now += 300 * MILLIS;
    step(bar, 5, all, 100, 0.00012345);
    assertEquals(
        "\r  5/100 ━                    9s 100ms/step - accuracy: 0.9876 - loss: 1.2345e-04",
        take());
    step(bar, 6, all, 10, 0.1);
    assertEquals("", take(), "not more often than 20 times a second");
    now += 9390 * MILLIS;
    training.at(100, all, new Scores(0.05, Map.of()));
    bar.epochEnded(training, logs(0.05));
    assertEquals(
        "\r100/100 ━━━━━━━━━━━━━━━━━━━━ 12s 99ms/step - accuracy: 0.9876 - loss: 0.0500    \n",
        take());
  }

  @Test
  void printsALineForEachEpochWhereNothingCanBeRewritten() {
    ProgressBar bar = bar(false);
    training.start(bar, 2);
    bar.epochStarted(training);
    OptionalInt all = OptionalInt.of(2);
    step(bar, 1, all, 500, 1);
    step(bar, 2, all, 5, 1);
    assertEquals("", take());
    bar.epochEnded(training, logs(0.05));
    assertEquals("Epoch 1/2 - 2/2 - 1s - 5ms/step - accuracy: 0.9876 - loss: 0.0500\n", take());
  }

  @Test
  void countsStepsWhereNobodyKnowsHowManyThereAre() {
    ProgressBar bar = bar(true);
    training.start(bar, 1);
    bar.epochStarted(training);
    step(bar, 1, OptionalInt.empty(), 10, 1);
    step(bar, 2, OptionalInt.empty(), 90, 1);
    assertEquals("Epoch 1/1\n\r2/Unknown 0s 90ms/step - accuracy: 0.9876 - loss: 1.0000", take());
    bar.epochEnded(training, logs(1));
    assertEquals(
        "\r2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 90ms/step - accuracy: 0.9876 - loss: 1.0000\n", take());
  }

  @Test
  void showsARealTraining() {
    Trainer trainer = Trainer.of(
        Sequential.of(placeholder("x", FLOAT64, shape(UNKNOWN, 1)), dense(1)),
        new MeanSquaredError(),
        SGD.of(0.1));
    NDArray column = NDArray.of(List.of(4, 1), 1.0, 2, 3, 4);
    FitOptions options = FitOptions.epochs(2).withBatchSize(1).withValidation(column, column);
    trainer.fit(column, column, options.withCallbacks(ProgressBar.lines(printed)));
    String number = "\\d\\S*";
    String numbers = " - loss: " + number + " - val_loss: " + number + "\n";
    String time = number + "(us|ms|s)/step";
    assertLinesMatch(
        ("Epoch 1/2 - 4/4 - \\d+s - " + time + numbers + "Epoch 2/2 - 4/4 - \\d+s - " + time
                + numbers)
            .lines(),
        take().lines());
    trainer.fit(column, column, options.withCallbacks(ProgressBar.inPlace(printed)));
    String text = take();
    assertTrue(text.startsWith("Epoch 1/2\n\r"), text);
    assertTrue(text.contains("4/4 ━━━━━━━━━━━━━━━━━━━━ 0s "), text);
    assertTrue(text.endsWith("\n"), text);
  }
}
