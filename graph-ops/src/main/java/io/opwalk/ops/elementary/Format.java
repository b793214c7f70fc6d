package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.lit;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarExpr;

/** What code for one floating dtype needs to know of its numbers. */
enum Format {
  DOUBLE(52, 1023),
  SINGLE(23, 127);

  private final int significandBits;
  private final int bias;

  Format(int significandBits, int bias) {
    this.significandBits = significandBits;
    this.bias = bias;
  }

  /** That of a floating dtype. */
  static Format of(DType dtype) {
    return dtype == DType.FLOAT64 ? DOUBLE : SINGLE;
  }

  /** The one that belongs to this format. */
  double choose(double ofDouble, double ofSingle) {
    return this == DOUBLE ? ofDouble : ofSingle;
  }

  /** Those that belong to this format. */
  double[] choose(double[] ofDouble, double[] ofSingle) {
    return this == DOUBLE ? ofDouble : ofSingle;
  }

  /** How many bits a significand has behind the point. */
  int significandBits() {
    return significandBits;
  }

  /** What is added to the exponent in a pattern. */
  int bias() {
    return bias;
  }

  /** 2 to the power. */
  static double power(int exponent) {
    return Math.scalb(1.0, exponent);
  }

  /**
   * A number so large that what is added to it is rounded to an integer, and stands in the lowest
   * bits of the pattern, plus the given integer.
   */
  double shifter(int plus) {
    return 1.5 * power(significandBits) + plus;
  }

  /** The number whose pattern is the integer. */
  double pattern(long integer) {
    return this == DOUBLE
        ? Double.longBitsToDouble(integer)
        : Float.intBitsToFloat(Math.toIntExact(integer));
  }

  /** The pattern of a number. */
  long patternOf(double value) {
    return this == DOUBLE
        ? Double.doubleToRawLongBits(value)
        : Float.floatToRawIntBits((float) value);
  }

  /** What multiplies a number by 2 to the power when it is added to its pattern. */
  ScalarExpr exponentStep(int exponent) {
    return lit(pattern((long) exponent << significandBits));
  }

  /** The smallest number with a full significand. */
  double minNormal() {
    return power(1 - bias);
  }

  /** The number in two parts of this format, the nearest one and the rest. */
  double high(double nearest) {
    return choose(nearest, (float) nearest);
  }
}
