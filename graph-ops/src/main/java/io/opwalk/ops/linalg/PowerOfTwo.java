package io.opwalk.ops.linalg;

/** Exact scaling. */
final class PowerOfTwo {
  private PowerOfTwo() {}

  /** The exponent of the power of 2 at or below a magnitude; 0 for zero. */
  static int exponent(double magnitude) {
    if (magnitude == 0) {
      return 0;
    }
    return magnitude < Double.MIN_NORMAL
        ? Math.getExponent(magnitude * 0x1p54) - 54
        : Math.getExponent(magnitude);
  }

  /** The exponent of the largest element. */
  static int exponent(double[][] matrix) {
    double largest = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return exponent(largest);
  }

  /** Multiplies every element by a power of 2, in place. */
  static double[][] scale(double[][] matrix, int exponent) {
    for (double[] row : matrix) {
      scale(row, exponent);
    }
    return matrix;
  }

  static double[] scale(double[] values, int exponent) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], exponent);
    }
    return values;
  }
}
