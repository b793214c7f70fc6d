package io.opwalk.testing.cases;

import java.util.List;

/** The values at which implementations differ. */
final class Specials {
  static final List<Double> FLOAT64 = List.of(
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      0.0,
      -0.0,
      1.0,
      -1.0,
      0.5,
      -2.5,
      Math.nextDown(1.0),
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      0x1p-1040,
      -0x1.8p-1030,
      Double.MIN_NORMAL,
      -Double.MIN_NORMAL,
      0x1p-60,
      0x1p52,
      -0x1p53,
      0x1p63,
      Double.MAX_VALUE,
      -Double.MAX_VALUE);

  static final List<Double> FLOAT32 = List.of(
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      0.0,
      -0.0,
      1.0,
      -1.0,
      0.5,
      -2.5,
      (double) Math.nextDown(1f),
      (double) Float.MIN_VALUE,
      (double) -Float.MIN_VALUE,
      0x1p-140,
      -0x1.8p-130,
      (double) Float.MIN_NORMAL,
      (double) -Float.MIN_NORMAL,
      0x1p-30,
      0x1p23,
      -0x1p24,
      0x1p31,
      (double) Float.MAX_VALUE,
      (double) -Float.MAX_VALUE);

  static final List<Long> INT64 = List.of(
      0L,
      1L,
      -1L,
      2L,
      7L,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      Long.MAX_VALUE - 1,
      Long.MIN_VALUE + 1,
      1L << 31,
      1L << 53);

  static final List<Long> INT32 = List.of(
      0L,
      1L,
      -1L,
      2L,
      7L,
      (long) Integer.MAX_VALUE,
      (long) Integer.MIN_VALUE,
      Integer.MAX_VALUE - 1L,
      Integer.MIN_VALUE + 1L,
      1L << 16,
      1L << 24);

  private Specials() {}
}
