package io.opwalk.nn.optimizer.schedule;

/** The checks that schedules share. */
final class Arguments {
  private Arguments() {}

  static void requireRate(String schedule, String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          schedule + ": " + name + " must be 0 or more and finite, found " + value);
    }
  }

  static void requirePositive(String schedule, String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          schedule + ": " + name + " must be positive and finite, found " + value);
    }
  }
}
