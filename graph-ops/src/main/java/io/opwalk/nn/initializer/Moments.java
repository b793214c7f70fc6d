package io.opwalk.nn.initializer;

/** The check of a mean and a standard deviation. */
final class Moments {
  private Moments() {}

  static void require(String initializer, double mean, double stddev) {
    if (!Double.isFinite(mean) || !Double.isFinite(stddev) || stddev < 0) {
      throw new IllegalArgumentException(initializer
          + " needs a finite mean and a finite stddev of 0 or more, found "
          + mean
          + " and "
          + stddev);
    }
  }
}
