package io.opwalk.nn.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.nn.train.Epoch;
import io.opwalk.nn.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rates are those that Keras's rules, worked by hand, say; factors of 2 keep them exact. */
final class ReduceLROnPlateauTest {
  /** The rates of the epochs, and behind them the one there is at the end; the first is 1. */
  private static List<Double> rates(
      ReduceLROnPlateau.Builder builder, String name, double... values) {
    ScriptedTraining training = new ScriptedTraining(null);
    History history = training.run(builder.build(), name, values);
    assertEquals(
        history.epochs().stream().map(Epoch::learningRate).toList(),
        history.series("learning_rate"));
    List<Double> rates = new ArrayList<>(history.series("learning_rate"));
    rates.add(training.learningRate());
    return rates;
  }

  private static ReduceLROnPlateau.Builder halving() {
    return ReduceLROnPlateau.builder().monitor("loss").factor(0.5).patience(2);
  }

  @Test
  void lowersTheRateAfterAsManyEpochsThatAreNotBetter() {
    assertEquals(List.of(1.0, 1.0, 1.0, 0.5, 0.5, 0.25), rates(halving(), "loss", 1, 1, 1, 1, 1));
    assertEquals(
        List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.5), rates(halving(), "loss", 1, 1, 0.5, 0.5, 0.5));
    assertEquals(
        List.of(1.0, 1.0, 0.5),
        rates(halving().monitor("accuracy").patience(1), "accuracy", 0.5, 0.4));
  }

  @Test
  void whatIsBetterByLessThanMinDeltaIsNoBetter() {
    assertEquals(List.of(1.0, 1.0, 1.0, 0.5), rates(halving(), "loss", 1, 0.99995, 0.9999));
    assertEquals(
        List.of(1.0, 1.0, 1.0, 1.0), rates(halving().minDelta(0), "loss", 1, 0.99995, 0.9999));
  }

  @Test
  void coolsDownBeforeItCountsAgain() {
    // Lowered after epoch 2. Epoch 3 and 4 cool down; the one in which the cooldown ends counts.
    assertEquals(
        List.of(1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25),
        rates(halving().cooldown(2), "loss", 1, 1, 1, 1, 1, 1));
  }

  @Test
  void neverGoesBelowTheLowestRate() {
    assertEquals(
        List.of(1.0, 1.0, 0.5, 0.3, 0.3),
        rates(halving().patience(1).minLr(0.3), "loss", 1, 1, 1, 1));
  }

  @Test
  void goesOnFromItsState() {
    ScriptedTraining training = new ScriptedTraining(null).named("loss");
    ReduceLROnPlateau first = halving().build();
    training.start(first, 5);
    training.endEpoch(first, 0, Map.of("loss", 1.0));
    training.endEpoch(first, 1, Map.of("loss", 1.0));
    ReduceLROnPlateau second = halving().build();
    training.start(second, 5);
    second.restore(first.state());
    training.endEpoch(second, 2, Map.of("loss", 1.0));
    assertEquals(0.5, training.learningRate());
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> halving().factor(1).build());
    assertThrows(IllegalArgumentException.class, () -> halving().factor(0).build());
    assertThrows(IllegalArgumentException.class, () -> halving().patience(-1).build());
    assertThrows(IllegalArgumentException.class, () -> halving().minLr(-1).build());
  }
}
