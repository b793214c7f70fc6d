package io.opwalk.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.nn.optimizer.schedule.CosineDecay;
import io.opwalk.nn.optimizer.schedule.PiecewiseConstantDecay;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every optimizer can be asked for, against the formulas, in plain Java. */
final class OptimizerOptionsTest {
  /** Some ten roundings of numbers that are 3 at most. */
  private static final double TOLERANCE = 1e-14;

  private static final double[] START = {1, -2, 0.5};

  private static double[] gradients(int step) {
    return new double[] {3 * Math.sin(step), 4 * Math.cos(step), 0.1 * step};
  }

  @Test
  void clipsEachNorm() {
    double[] after = new Run(SGD.of(1).withClipNorm(1)).follow(3, 4, 0.5);
    // The kernel's norm is 5, the bias's is below 1.
    assertArrayEquals(new double[] {1 - 0.6, -2 - 0.8, 0}, after, TOLERANCE);
    assertArrayEquals(START, new Run(SGD.of(1).withClipNorm(1)).follow(0, 0, 0));
  }

  @Test
  void clipsTheNormOfAll() {
    // 2, 3 and 6 have norm 7.
    double[] after = new Run(SGD.of(1).withGlobalClipNorm(3.5)).follow(2, 3, 6);
    assertArrayEquals(new double[] {1 - 1, -2 - 1.5, 0.5 - 3}, after, TOLERANCE);
    // Below the limit nothing changes, not by a rounding.
    assertArrayEquals(
        new Run(SGD.of(1)).follow(0.2, 0.3, 0.6),
        new Run(SGD.of(1).withGlobalClipNorm(3.1)).follow(0.2, 0.3, 0.6));
    double[] infinite =
        new Run(SGD.of(1).withGlobalClipNorm(1)).follow(2, Double.POSITIVE_INFINITY, 1);
    assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN}, infinite);
  }

  @Test
  void clipsEachElement() {
    double[] after = new Run(SGD.of(1).withClipValue(0.5)).follow(3, -4, 0.25);
    assertArrayEquals(new double[] {0.5, -1.5, 0.25}, after);
  }

  @Test
  void onlyOneWayOfClipping() {
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class, () -> SGD.of(1).withClipNorm(1).withClipValue(1));
    assertTrue(error.getMessage().contains("clipnorm and clipvalue"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> SGD.of(1).withClipNorm(0));
  }

  @Test
  void weightsDecayButThoseExcluded() {
    Run run = new Run(SGD.of(0.1).withWeightDecay(0.5).withoutWeightDecayOf("bias"));
    double[] expected = START.clone();
    for (int step = 1; step <= 4; step++) {
      double[] g = gradients(step);
      for (int i = 0; i < 3; i++) {
        double decay = i == 2 ? 0 : 0.5;
        expected[i] = expected[i] - expected[i] * decay * 0.1 - 0.1 * g[i];
      }
      assertArrayEquals(expected, run.follow(g), TOLERANCE, "step " + step);
    }
  }

  @Test
  void anOptimizersOwnDecayCanBeKeptFromSomeAndReplaced() {
    assertArrayEquals(
        new Run(new AdamW(0.1, 0.5, 0.9, 0.999, 1e-7)).follow(1, 2, 3),
        new Run(AdamW.of(0.1).withWeightDecay(0.5)).follow(1, 2, 3));
    double[] kept = new Run(AdamW.of(0.1).withoutWeightDecayOf("bias")).follow(1, 2, 3);
    assertEquals(new Run(AdamW.of(0.1)).follow(1, 2, 3)[0], kept[0]);
    assertEquals(new Run(Adam.of(0.1)).follow(1, 2, 3)[2], kept[2]);
  }

  @Test
  void accumulatesGradients() {
    Run whole = new Run(Adam.of(0.1).withClipNorm(1.5).withWeightDecay(0.1));
    Run parts =
        new Run(Adam.of(0.1).withClipNorm(1.5).withWeightDecay(0.1).withGradientAccumulation(3));
    for (int change = 0; change < 4; change++) {
      double[] before = parts.now();
      double[] sum = new double[3];
      for (int part = 1; part <= 3; part++) {
        double[] g = gradients(3 * change + part);
        for (int i = 0; i < 3; i++) {
          sum[i] += g[i];
        }
        double[] after = parts.follow(g);
        if (part < 3) {
          assertArrayEquals(before, after);
        }
      }
      // The same additions in the same order, and one division: the same bits.
      assertArrayEquals(whole.follow(sum[0] / 3, sum[1] / 3, sum[2] / 3), parts.now());
    }
    assertEquals(12, iterations(parts));
  }

  private static long iterations(Run run) {
    return run.optimization().updates().get(2).slot().value().longValue();
  }

  @Test
  void aScheduleGivesTheRateAndCountsAllSteps() {
    PiecewiseConstantDecay rates =
        new PiecewiseConstantDecay(List.of(0, 2), List.of(0.5, 0.25, 1.0));
    Run run = new Run(SGD.of(7).withLearningRate(rates));
    double[] expected = {0.5, 0.25, 0.25, 1, 1};
    double value = 1;
    for (double rate : expected) {
      assertEquals(rate, run.rate());
      value -= rate;
      assertEquals(value, run.follow(1, 0, 0)[0]);
    }
    assertTrue(run.optimization().learningRateSlot().isEmpty());
    // Steps 0 and 1 make a change at the rate of step 1.
    Run accumulated = new Run(SGD.of(7).withLearningRate(rates).withGradientAccumulation(2));
    accumulated.follow(1, 0, 0);
    assertEquals(1 - 0.25, accumulated.follow(1, 0, 0)[0]);
  }

  @Test
  void averagesWeights() {
    Run run = new Run(SGD.of(0.5).withEma(0.75));
    double[] average = new double[3];
    for (int step = 1; step <= 4; step++) {
      double[] weights = run.follow(gradients(step));
      for (int i = 0; i < 3; i++) {
        average[i] = step == 1 ? weights[i] : 0.75 * average[i] + 0.25 * weights[i];
      }
    }
    run.optimization().publishAverages();
    assertArrayEquals(average, run.now(), TOLERANCE);
    Run without = new Run(SGD.of(0.5));
    without.optimization().publishAverages();
    assertArrayEquals(START, without.now());
  }

  @Test
  void weightsBecomeTheirAveragesFromTimeToTime() {
    Run run = new Run(SGD.of(0.5).withEma(0.75, 2));
    double weight = 1;
    double average = 0;
    for (int step = 1; step <= 5; step++) {
      weight -= 0.5 * step;
      average = step == 1 ? weight : 0.75 * average + 0.25 * weight;
      if (step % 2 == 0) {
        weight = average;
      }
      assertEquals(weight, run.follow(step, 0, 0)[0], TOLERANCE, "step " + step);
    }
  }

  @Test
  void numbersHaveTheirRanges() {
    Optimizer sgd = SGD.of(1);
    for (Runnable bad : List.<Runnable>of(
        () -> sgd.withWeightDecay(-1),
        () -> sgd.withGradientAccumulation(0),
        () -> sgd.withEma(1.5),
        () -> sgd.withEma(0.9, 0),
        () -> sgd.withGlobalClipNorm(Double.NaN))) {
      assertThrows(IllegalArgumentException.class, bad::run);
    }
  }

  @Test
  void whatIsAskedForIsAValue() {
    CosineDecay rates = new CosineDecay(0.1, 10);
    assertEquals(
        Adam.of(0.1).withClipNorm(1).withLearningRate(rates),
        Adam.of(0.1).withLearningRate(rates).withClipNorm(1));
  }
}
