package io.opwalk.nn.metric;

import java.util.OptionalInt;

/**
 * The best sensitivity, {@code tp / (tp + fn)}, at a specificity, {@code tn / (tn + fp)}, that is
 * at least a given one; Keras's SensitivityAtSpecificity.
 *
 * @param specificity from 0 to 1
 * @param numThresholds how many thresholds are tried, at equal distances from 0 to 1
 * @param classId the class that alone counts, along the last axis
 */
public record SensitivityAtSpecificity(double specificity, int numThresholds, OptionalInt classId)
    implements ThresholdSearch {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public SensitivityAtSpecificity {
    ThresholdSearch.require("specificity", specificity, numThresholds, classId);
  }

  /** With Keras's 200 thresholds. */
  public static SensitivityAtSpecificity of(double specificity) {
    return new SensitivityAtSpecificity(specificity, 200, OptionalInt.empty());
  }

  @Override
  public String name() {
    return "sensitivity_at_specificity";
  }

  @Override
  public double least() {
    return specificity;
  }

  @Override
  public String keyOfLeast() {
    return "specificity";
  }

  @Override
  public double constrained(Confusion confusion, int threshold) {
    return confusion.specificity(threshold);
  }

  @Override
  public double sought(Confusion confusion, int threshold) {
    return confusion.recall(threshold);
  }
}
