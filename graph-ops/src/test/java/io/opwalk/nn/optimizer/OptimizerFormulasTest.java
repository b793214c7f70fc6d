package io.opwalk.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Optimizers that no reference run is at hand for, against their formulas, a number at a time. */
final class OptimizerFormulasTest {
  private static final int STEPS = 6;

  /** A step has some twenty roundings; what they are of is of the size of a weight. */
  private static final double TOLERANCE = 1e-13;

  /** A weight's next value for a gradient, in the step of a number that counts from 1. */
  private interface Formula {
    double next(double w, double g, int step);
  }

  /** Of the loss (w - 3)^2 / 2, whose gradient is w - 3. */
  private static void assertFollows(Formula formula, Optimizer optimizer) {
    Tensor w = Tensors.parameter("w", NDArray.scalar(0.5));
    Tensor loss = Arithmetic.multiply(Arithmetic.square(Arithmetic.subtract(w, 3)), 0.5);
    TrainingStep step = TrainingStep.of(loss, List.of(w), optimizer);
    double expected = 0.5;
    for (int i = 1; i <= STEPS; i++) {
      step.run(Feed.empty());
      expected = formula.next(expected, expected - 3, i);
      assertEquals(expected, Tensors.slotOf(w).value().doubleValue(), TOLERANCE, "step " + i);
    }
  }

  @Test
  void adamW() {
    double[] m = new double[2];
    assertFollows(
        (w, g, t) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          m[1] = 0.999 * m[1] + 0.001 * g * g;
          double step =
              m[0] / (1 - Math.pow(0.9, t)) / (Math.sqrt(m[1] / (1 - Math.pow(0.999, t))) + 1e-7);
          return w - 0.01 * 0.004 * w - 0.01 * step;
        },
        AdamW.of(0.01));
  }

  @Test
  void adamWithEpsilonHat() {
    double[] m = new double[2];
    // With an epsilon so large that its place matters.
    assertFollows(
        (w, g, t) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          m[1] = 0.999 * m[1] + 0.001 * g * g;
          double alpha = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          return w - alpha * m[0] / (Math.sqrt(m[1]) + 0.1);
        },
        new Adam(0.01, 0.9, 0.999, 0.1).withEpsilonHat());
  }

  @Test
  void amsgrad() {
    double[] m = new double[3];
    // A rate so large that the gradient falls, and with it the mean square if little of it is kept.
    assertFollows(
        (w, g, t) -> {
          m[0] = 0.5 * m[0] + 0.5 * g;
          m[1] = 0.1 * m[1] + 0.9 * g * g;
          m[2] = Math.max(m[2], m[1]);
          double root = Math.sqrt(m[2] / (1 - Math.pow(0.1, t)));
          return w - 0.5 * m[0] / (1 - Math.pow(0.5, t)) / (root + 1e-7);
        },
        new Adam(0.5, 0.5, 0.1, 1e-7).withAmsgrad());
  }

  @Test
  void ftrl() {
    double[] m = {0.2, 0};
    assertFollows(
        (w, g, t) -> {
          double old = m[0];
          m[0] += g * g;
          double sigma = (Math.pow(m[0], 0.4) - Math.pow(old, 0.4)) / 0.1;
          m[1] += g + 2 * 0.3 * w - sigma * w;
          double quadratic = Math.pow(m[0], 0.4) / 0.1 + 2 * (0.2 + 0.4 / (2 * 0.1));
          return Math.abs(m[1]) <= 0.5 ? 0 : (Math.signum(m[1]) * 0.5 - m[1]) / quadratic;
        },
        new Ftrl(0.1, -0.4, 0.2, 0.5, 0.2, 0.3, 0.4));
  }

  @Test
  void ftrlMakesSmallWeightsExactlyZero() {
    // As |z| never reaches l1.
    assertFollows((w, g, t) -> 0, new Ftrl(0.1, -0.5, 0.1, 1e6, 0, 0, 0));
  }

  @Test
  void lion() {
    double[] m = new double[1];
    assertFollows(
        (w, g, t) -> {
          double blend = 0.9 * m[0] + 0.1 * g;
          m[0] = 0.99 * m[0] + 0.01 * g;
          return w - 0.01 * Math.signum(blend);
        },
        Lion.of(0.01));
  }

  @Test
  void nadam() {
    double[] m = {0, 0, 1};
    assertFollows(
        (w, g, t) -> {
          double now = 0.9 * (1 - 0.5 * Math.pow(0.96, t));
          double ahead = 0.9 * (1 - 0.5 * Math.pow(0.96, t + 1));
          m[0] = 0.9 * m[0] + 0.1 * g;
          m[1] = 0.999 * m[1] + 0.001 * g * g;
          m[2] *= now;
          double blend = ahead * m[0] / (1 - m[2] * ahead) + (1 - now) * g / (1 - m[2]);
          return w - 0.01 * blend / (Math.sqrt(m[1] / (1 - Math.pow(0.999, t))) + 1e-7);
        },
        Nadam.of(0.01));
  }

  @Test
  void rmspropCentered() {
    double[] m = new double[3];
    assertFollows(
        (w, g, t) -> {
          m[0] = 0.9 * m[0] + 0.1 * g * g;
          m[1] = 0.9 * m[1] + 0.1 * g;
          m[2] = 0.5 * m[2] + 0.01 * g / Math.sqrt(m[0] - m[1] * m[1] + 1e-7);
          return w - m[2];
        },
        new RMSprop(0.01, 0.9, 0.5, 1e-7, true));
  }
}
