package io.opwalk.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.TypeException;
import io.opwalk.nn.metric.AUC.Curve;
import io.opwalk.nn.metric.AUC.Summation;
import org.junit.jupiter.api.Test;

/**
 * Curves of three points, worked out by hand: with thresholds just below 0, at 0.5 and just above 1
 * and weights 1 to 4, true positives are 7, 4 and 0, false positives 3, 0 and 0.
 */
final class AUCTest {
  private static final double[] TRUTH = {0, 0, 1, 1};
  private static final double[] SAID = {0, 0.5, 0.3, 0.9};

  private final AUC metric = new AUC().withNumThresholds(3);

  private static void assertArea(double expected, AUC metric) {
    // Counts are small integers, exact in float32; what follows is a few roundings in float64.
    assertEquals(expected, Measured.weighted(metric, TRUTH, SAID, 1, 2, 3, 4), 1e-14);
  }

  @Test
  void underRoc() {
    // Recalls 1, 4/7 and 0 over the shares 1, 0 and 0.
    assertArea((1 + 4 / 7.0) / 2, metric);
    assertArea(1, metric.withSummation(Summation.MAJORING));
    assertArea(4 / 7.0, metric.withSummation(Summation.MINORING));
  }

  @Test
  void underPrecisionAndRecall() {
    AUC curve = metric.withCurve(Curve.PR);
    // Precisions 7/10, 1 and 0 over the recalls 1, 4/7 and 0.
    assertArea(1, curve.withSummation(Summation.MAJORING));
    assertArea(3 / 7.0 * 0.7, curve.withSummation(Summation.MINORING));
    // From 4 of 4 to 7 of 10 the slope is 1/2 and the intercept 2; before that precision is 1.
    assertArea((0.5 * (3 + 2 * Math.log(10 / 4.0)) + 4) / 7, curve);
  }

  @Test
  void thresholdsMayBeGiven() {
    assertArea((1 + 4 / 7.0) / 2, new AUC().withThresholds(0.5));
    // With all scores told apart it is the share of pairs in order: 1*3 + 1*4 + 2*4 of 21.
    assertArea(15 / 21.0, new AUC().withThresholds(0.6, 0.4, 0.2));
  }

  @Test
  void logitsBecomeProbabilities() {
    double[] logits = {-900, -0.1, 0.1, 900};
    assertEquals(1, Measured.of(AUC.ofLogits(), TRUTH, logits));
  }

  @Test
  void whereOnlyOneAnswerIsTrueItIsZero() {
    assertEquals(0, Measured.of(metric, new double[] {1, 1}, new double[] {0.1, 0.9}));
    assertEquals(0, Measured.of(metric, new double[] {0, 0}, new double[] {0.1, 0.9}));
  }

  @Test
  void labelsOfTheirOwnNeedAnAxis() {
    TypeException error =
        assertThrows(TypeException.class, () -> Measured.of(metric.perLabel(), TRUTH, SAID));
    assertTrue(error.getMessage().contains("(n, labels)"), error.getMessage());
    double[][] truth = {{0, 1}, {1, 0}};
    double[][] said = {{0.2, 0.9}, {0.7, 0.1}};
    IllegalArgumentException count = assertThrows(
        IllegalArgumentException.class, () -> Measured.of(metric.perLabel(1, 2, 3), truth, said));
    assertTrue(count.getMessage().contains("each of 2 labels"), count.getMessage());
    assertEquals(1, Measured.of(metric.perLabel(1, 2), truth, said));
  }
}
