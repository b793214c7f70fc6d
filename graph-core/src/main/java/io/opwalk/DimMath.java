package io.opwalk;

/** Exact 64-bit arithmetic whose errors show the operands. */
final class DimMath {
  private DimMath() {}

  static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw overflow(a, "+", b);
    }
    return sum;
  }

  static long multiply(long a, long b) {
    long product = a * b;
    if (Math.multiplyHigh(a, b) != product >> 63) {
      throw overflow(a, "*", b);
    }
    return product;
  }

  private static ArithmeticException overflow(long a, String operator, long b) {
    return new ArithmeticException(
        "a dimension overflows 64 bits: " + a + " " + operator + " " + b);
  }
}
