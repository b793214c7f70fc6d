package io.opwalk.nn.optimizer.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules against Keras's formulas, written out in plain Java. */
final class LearningRateScheduleTest {
  private static final int STEPS = 90;

  /** Some ten roundings of a rate that is 0.1 at most. */
  private static final double TOLERANCE = 1e-16;

  static Stream<Arguments> schedules() {
    return Stream.of(
        of(new ExponentialDecay(0.1, 10, 0.9), t -> 0.1 * Math.pow(0.9, t / 10.0)),
        of(new ExponentialDecay(0.1, 10, 0.9, true), t -> 0.1 * Math.pow(0.9, t / 10)),
        of(new InverseTimeDecay(0.1, 2.5, 0.5), t -> 0.1 / (1 + 0.5 * t / 2.5)),
        of(new InverseTimeDecay(0.1, 2.5, 0.5, true), t -> 0.1 / (1 + 0.5 * Math.floor(t / 2.5))),
        of(
            new PiecewiseConstantDecay(List.of(10, 50), List.of(0.1, 0.03, 0.001)),
            t -> t <= 10 ? 0.1 : t <= 50 ? 0.03 : 0.001),
        of(new PolynomialDecay(0.1, 40), t -> (0.1 - 1e-4) * (1 - Math.min(t, 40) / 40.0) + 1e-4),
        of(
            new PolynomialDecay(0.1, 40, 0.01, 0.5, false),
            t -> 0.09 * Math.sqrt(1 - Math.min(t, 40) / 40.0) + 0.01),
        of(new PolynomialDecay(0.1, 40, 0.01, 2, true), LearningRateScheduleTest::cycles),
        of(
            new CosineDecay(0.1, 40),
            t -> 0.1 * 0.5 * (1 + Math.cos(Math.PI * Math.min(t, 40) / 40))),
        of(
            new CosineDecay(0.1, 40).withAlpha(0.2),
            t -> 0.1 * (0.8 * 0.5 * (1 + Math.cos(Math.PI * Math.min(t, 40) / 40)) + 0.2)),
        of(
            new CosineDecay(0.01, 40).withWarmup(0.1, 8),
            t -> t < 8
                ? 0.01 + 0.09 * t / 8
                : 0.1 * 0.5 * (1 + Math.cos(Math.PI * Math.min(t - 8, 40) / 40))),
        of(
            new CosineDecay(0.01, 40).withWarmup(0.1, 0),
            t -> 0.1 * 0.5 * (1 + Math.cos(Math.PI * Math.min(t, 40) / 40))),
        of(new CosineDecayRestarts(0.1, 6), t -> restarts(t, 6, 2, 1, 0)),
        of(new CosineDecayRestarts(0.1, 1, 3, 0.5, 0.1), t -> restarts(t, 1, 3, 0.5, 0.1)),
        of(new CosineDecayRestarts(0.1, 7, 1, 0.9, 0), t -> restarts(t, 7, 1, 0.9, 0)));
  }

  private static Arguments of(LearningRateSchedule schedule, LongToDoubleFunction formula) {
    return Arguments.of(schedule, formula);
  }

  private static double cycles(long t) {
    double steps = 40 * Math.max(1, Math.ceil(t / 40.0));
    return 0.09 * Math.pow(1 - t / steps, 2) + 0.01;
  }

  /** By counting the periods off, one after another. */
  private static double restarts(long t, int first, double tMul, double mMul, double alpha) {
    double length = first;
    double height = 1;
    double done = t;
    while (done >= length) {
      done -= length;
      length *= tMul;
      height *= mMul;
    }
    return 0.1 * ((1 - alpha) * 0.5 * height * (1 + Math.cos(Math.PI * done / length)) + alpha);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void followsItsFormula(LearningRateSchedule schedule, LongToDoubleFunction formula) {
    for (long step = 0; step <= STEPS; step++) {
      assertEquals(
          formula.applyAsDouble(step), schedule.at(step), TOLERANCE, schedule + " at " + step);
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void isMadeAgainFromItsConfig(LearningRateSchedule schedule, LongToDoubleFunction formula) {
    // A map is what a JSON library gives back.
    Config config = Config.of(schedule.config().toMap()).with("name", "mine");
    assertEquals(schedule, LearningRateSchedules.fromConfig(schedule.className(), config));
  }

  @Test
  void numbersHaveTheirRanges() {
    for (Runnable bad : List.<Runnable>of(
        () -> new ExponentialDecay(-0.1, 10, 0.9),
        () -> new ExponentialDecay(0.1, 0, 0.9),
        () -> new ExponentialDecay(0.1, 10, Double.NaN),
        () -> new InverseTimeDecay(0.1, 0, 0.5),
        () -> new PolynomialDecay(0.1, -1),
        () -> new CosineDecay(Double.POSITIVE_INFINITY, 10),
        () -> new CosineDecay(0.1, 10, 0, OptionalDouble.of(-1), 2),
        () -> new CosineDecayRestarts(0.1, 10, 0.5, 1, 0),
        () -> new PiecewiseConstantDecay(List.of(2, 2), List.of(1.0, 2.0, 3.0)),
        () -> new PiecewiseConstantDecay(List.of(1, 2), List.of(1.0, 2.0)))) {
      assertThrows(IllegalArgumentException.class, bad::run);
    }
  }

  @Test
  void aConfigThatDoesNotFitIsRefused() {
    ConfigException unknown = assertThrows(
        ConfigException.class, () -> LearningRateSchedules.fromConfig("Linear", Config.empty()));
    assertTrue(unknown.getMessage().contains("'Linear'"), unknown.getMessage());
    assertTrue(unknown.getMessage().contains("CosineDecay"), unknown.getMessage());
    Config misspelt = new CosineDecay(0.1, 10).config().with("alhpa", 0.5);
    ConfigException key = assertThrows(
        ConfigException.class, () -> LearningRateSchedules.fromConfig("CosineDecay", misspelt));
    assertTrue(key.getMessage().contains("alhpa"), key.getMessage());
  }
}
