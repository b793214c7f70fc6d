package io.opwalk.rules;

import io.opwalk.DType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * How near both sides of a rule come to the true value at one point.
 *
 * @param scale what the result is measured against if that is larger than the result itself, else 0
 * @param truth a BigDecimal, or a Double where it is infinite or there is none
 */
record Nearness(
    DType dtype, double[] point, double scale, Number truth, double left, double right) {
  /**
   * How many units in the last place the right side may be away although the left one is nearer by
   * luck: each side is a chain of at most three functions, each good to one unit and a bit.
   */
  private static final double UNITS = 4;

  /** As near or nearer, and where there is no true value NaN, or what the left side gives. */
  boolean isKept() {
    if (isNan(truth)) {
      return Double.isNaN(right) || right == left;
    }
    if (truth instanceof Double infinite) {
      return right == infinite || left != infinite;
    }
    double error = error(right);
    return error <= UNITS * unit() || error <= error(left);
  }

  /** Whether the left side is wrong by more than rounding explains, and the right one is not. */
  boolean isNearer() {
    if (isNan(truth)) {
      return false;
    }
    return truth instanceof Double infinite
        ? right == infinite && left != infinite
        : error(left) > 2 * UNITS * unit() && error(right) <= UNITS * unit();
  }

  private static boolean isNan(Number truth) {
    return truth instanceof Double number && number.isNaN();
  }

  private double error(double found) {
    BigDecimal exact = (BigDecimal) truth;
    double rounded = dtype == DType.FLOAT32 ? exact.floatValue() : exact.doubleValue();
    if (found == rounded) {
      // Also where the true value is beyond the largest number of the dtype.
      return 0;
    }
    return Double.isFinite(found)
        ? new BigDecimal(found)
            .subtract(exact)
            .abs()
            .round(MathContext.DECIMAL32)
            .doubleValue()
        : Double.POSITIVE_INFINITY;
  }

  /**
   * The distance between neighbours near the true value, and for a function of two arguments, near
   * the larger of these: log(exp(a) + exp(b)) is near 0 where two logarithms cancel.
   */
  private double unit() {
    double magnitude = Math.max(Math.abs(((BigDecimal) truth).doubleValue()), scale);
    if (point.length > 1 && magnitude < 1) {
      double largest =
          Arrays.stream(point).map(Math::abs).filter(x -> x < 1).max().orElse(0);
      magnitude = Math.max(magnitude, largest);
    }
    return dtype == DType.FLOAT32 ? Math.ulp((float) magnitude) : Math.ulp(magnitude);
  }

  @Override
  public String toString() {
    return "at " + Arrays.toString(point) + " the true value is " + truth.doubleValue()
        + ", the left side gives " + left + ", the right side " + right;
  }
}
