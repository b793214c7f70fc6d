package io.opwalk.ops.linalg;

/** A product that neither overflows nor vanishes before its end. */
final class ScaledProduct {
  private static final double LOG_2 = 0.6931471805599453;

  private double mantissa = 1;
  private long exponent;

  ScaledProduct times(double factor) {
    mantissa *= factor;
    int shift = PowerOfTwo.exponent(Math.abs(mantissa));
    mantissa = Math.scalb(mantissa, -shift);
    exponent += shift;
    return this;
  }

  ScaledProduct timesPowerOfTwo(long power) {
    exponent += power;
    return this;
  }

  double value() {
    return Math.scalb(mantissa, (int) Math.max(-4000, Math.min(exponent, 4000)));
  }

  double sign() {
    return Math.signum(mantissa);
  }

  /** The logarithm of the magnitude; negative infinity where it is 0. */
  double log() {
    return mantissa == 0
        ? Double.NEGATIVE_INFINITY
        : StrictMath.log(Math.abs(mantissa)) + exponent * LOG_2;
  }
}
