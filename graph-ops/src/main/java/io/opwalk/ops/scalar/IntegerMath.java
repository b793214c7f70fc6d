package io.opwalk.ops.scalar;

/** Functions of integers that compiled code calls. Results wrap. */
public final class IntegerMath {
  private IntegerMath() {}

  /**
   * x to the power of y, by squaring; 1 for y = 0.
   *
   * @throws IllegalArgumentException where y is negative
   */
  public static long power(long x, long y) {
    requireNatural(x, y);
    long product = 1;
    long square = x;
    for (long rest = y; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        product *= square;
      }
      square *= square;
    }
    return product;
  }

  /** As {@link #power(long, long)}. */
  public static int power(int x, int y) {
    return (int) power((long) x, (long) y);
  }

  private static void requireNatural(long x, long y) {
    if (y < 0) {
      throw new IllegalArgumentException("integer power "
          + x
          + "^"
          + y
          + " has a negative exponent, and no integer value; convert x with cast(x, dtype) to a"
          + " floating dtype");
    }
  }
}
