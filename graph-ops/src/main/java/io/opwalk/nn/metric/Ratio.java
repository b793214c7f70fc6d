package io.opwalk.nn.metric;

/** Quotients of sums, which are 0 where there is nothing to divide by, as in Keras. */
final class Ratio {
  private Ratio() {}

  static double of(double numerator, double denominator) {
    return denominator == 0 ? 0 : numerator / denominator;
  }
}
