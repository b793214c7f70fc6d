package io.opwalk;

import com.google.common.math.LongMath;

/**
 * A closed range of integers. {@code Long.MIN_VALUE} as {@code low} and {@code Long.MAX_VALUE} as
 * {@code high} mean that there is no bound; results may be wider than need be, never narrower.
 */
record DimBounds(long low, long high) {
  private static final long MINUS_INFINITY = Long.MIN_VALUE;
  private static final long INFINITY = Long.MAX_VALUE;

  static final DimBounds NON_NEGATIVE = new DimBounds(0, INFINITY);

  static DimBounds exactly(long value) {
    return new DimBounds(value, value);
  }

  boolean isSingle() {
    return low == high;
  }

  DimBounds plus(DimBounds other) {
    // Infinity stays infinity: a saturated sum must not come back into range.
    return new DimBounds(
        low == MINUS_INFINITY || other.low == MINUS_INFINITY
            ? MINUS_INFINITY
            : LongMath.saturatedAdd(low, other.low),
        high == INFINITY || other.high == INFINITY
            ? INFINITY
            : LongMath.saturatedAdd(high, other.high));
  }

  DimBounds times(DimBounds other) {
    long a = multiply(low, other.low);
    long b = multiply(low, other.high);
    long c = multiply(high, other.low);
    long d = multiply(high, other.high);
    return new DimBounds(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  private static long multiply(long a, long b) {
    if (a == 0 || b == 0) {
      return 0;
    }
    if (isInfinite(a) || isInfinite(b)) {
      return (a < 0) == (b < 0) ? INFINITY : MINUS_INFINITY;
    }
    return LongMath.saturatedMultiply(a, b);
  }

  private static boolean isInfinite(long value) {
    return value == MINUS_INFINITY || value == INFINITY;
  }

  /** Returns the range of the floor quotient; a divisor of 0 is left out, having no quotient. */
  DimBounds floorDiv(DimBounds divisor) {
    if (divisor.low < 0) {
      return new DimBounds(MINUS_INFINITY, INFINITY);
    }
    // The quotient falls or rises steadily with the divisor, so the ends of its range suffice. A
    // divisor without upper bound may as well be the largest number: the quotient is 0 or -1.
    long least = Math.max(1, divisor.low);
    long greatest = Math.max(1, divisor.high);
    return new DimBounds(
        low == MINUS_INFINITY
            ? MINUS_INFINITY
            : Math.min(Math.floorDiv(low, least), Math.floorDiv(low, greatest)),
        high == INFINITY
            ? INFINITY
            : Math.max(Math.floorDiv(high, least), Math.floorDiv(high, greatest)));
  }
}
