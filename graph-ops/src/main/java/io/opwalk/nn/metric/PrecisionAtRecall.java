package io.opwalk.nn.metric;

import java.util.OptionalInt;

/**
 * The best precision, {@code tp / (tp + fp)}, at a recall, {@code tp / (tp + fn)}, that is at least
 * a given one; Keras's PrecisionAtRecall.
 *
 * @param recall from 0 to 1
 * @param numThresholds how many thresholds are tried, at equal distances from 0 to 1
 * @param classId the class that alone counts, along the last axis
 */
public record PrecisionAtRecall(double recall, int numThresholds, OptionalInt classId)
    implements ThresholdSearch {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public PrecisionAtRecall {
    ThresholdSearch.require("recall", recall, numThresholds, classId);
  }

  /** With Keras's 200 thresholds. */
  public static PrecisionAtRecall of(double recall) {
    return new PrecisionAtRecall(recall, 200, OptionalInt.empty());
  }

  @Override
  public String name() {
    return "precision_at_recall";
  }

  @Override
  public double least() {
    return recall;
  }

  @Override
  public String keyOfLeast() {
    return "recall";
  }

  @Override
  public double constrained(Confusion confusion, int threshold) {
    return confusion.recall(threshold);
  }

  @Override
  public double sought(Confusion confusion, int threshold) {
    return confusion.precision(threshold);
  }
}
