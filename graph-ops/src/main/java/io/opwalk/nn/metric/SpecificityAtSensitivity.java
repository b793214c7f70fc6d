package io.opwalk.nn.metric;

import java.util.OptionalInt;

/**
 * The best specificity, {@code tn / (tn + fp)}, at a sensitivity, {@code tp / (tp + fn)}, that is
 * at least a given one; Keras's SpecificityAtSensitivity.
 *
 * @param sensitivity from 0 to 1
 * @param numThresholds how many thresholds are tried, at equal distances from 0 to 1
 * @param classId the class that alone counts, along the last axis
 */
public record SpecificityAtSensitivity(double sensitivity, int numThresholds, OptionalInt classId)
    implements ThresholdSearch {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public SpecificityAtSensitivity {
    ThresholdSearch.require("sensitivity", sensitivity, numThresholds, classId);
  }

  /** With Keras's 200 thresholds. */
  public static SpecificityAtSensitivity of(double sensitivity) {
    return new SpecificityAtSensitivity(sensitivity, 200, OptionalInt.empty());
  }

  @Override
  public String name() {
    return "specificity_at_sensitivity";
  }

  @Override
  public double least() {
    return sensitivity;
  }

  @Override
  public String keyOfLeast() {
    return "sensitivity";
  }

  @Override
  public double constrained(Confusion confusion, int threshold) {
    return confusion.recall(threshold);
  }

  @Override
  public double sought(Confusion confusion, int threshold) {
    return confusion.specificity(threshold);
  }
}
