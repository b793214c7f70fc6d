package io.opwalk.nn.metric;

import java.util.OptionalInt;

/**
 * The best recall, {@code tp / (tp + fn)}, at a precision, {@code tp / (tp + fp)}, that is at least
 * a given one; Keras's RecallAtPrecision.
 *
 * @param precision from 0 to 1
 * @param numThresholds how many thresholds are tried, at equal distances from 0 to 1
 * @param classId the class that alone counts, along the last axis
 */
public record RecallAtPrecision(double precision, int numThresholds, OptionalInt classId)
    implements ThresholdSearch {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public RecallAtPrecision {
    ThresholdSearch.require("precision", precision, numThresholds, classId);
  }

  /** With Keras's 200 thresholds. */
  public static RecallAtPrecision of(double precision) {
    return new RecallAtPrecision(precision, 200, OptionalInt.empty());
  }

  @Override
  public String name() {
    return "recall_at_precision";
  }

  @Override
  public double least() {
    return precision;
  }

  @Override
  public String keyOfLeast() {
    return "precision";
  }

  @Override
  public double constrained(Confusion confusion, int threshold) {
    return confusion.precision(threshold);
  }

  @Override
  public double sought(Confusion confusion, int threshold) {
    return confusion.recall(threshold);
  }
}
