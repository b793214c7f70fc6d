package io.opwalk.nn.loss;

/** Checks of what losses are made from. */
final class Arguments {
  private Arguments() {}

  static void requireFraction(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("the " + what + " must be from 0 to 1, found " + value);
    }
  }

  static void requirePositive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the " + what + " must be above 0 and finite, found " + value);
    }
  }

  static void requireNotNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the " + what + " must be 0 or more and finite, found " + value);
    }
  }
}
