package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.TrigonometricFunctions;

/**
 * Circular and hyperbolic functions and their inverses, element by element, in radians.
 * {@link Scalars} says what holds for all of them. Floating dtypes only.
 *
 * <p>Gradients: where a slope is infinite, as that of the inverse sine at 1, an output whose
 * gradient is 0 gives 0 and not NaN.
 */
public final class Trigonometry {
  private Trigonometry() {}

  /** The sine, of huge numbers too; NaN of infinities. Error: below 1 ulp. */
  public static Tensor sin(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.SIN, x);
  }

  /** The cosine, of huge numbers too; NaN of infinities. Error: below 1 ulp. */
  public static Tensor cos(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.COS, x);
  }

  /** The tangent, of huge numbers too; NaN of infinities. Error: below 1 ulp. */
  public static Tensor tan(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.TAN, x);
  }

  /** The inverse sine, from -pi/2 to pi/2; NaN outside of [-1, 1]. Error: below 1 ulp. */
  public static Tensor asin(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ASIN, x);
  }

  /** The inverse cosine, from 0 to pi; NaN outside of [-1, 1]. Error: below 1 ulp. */
  public static Tensor acos(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ACOS, x);
  }

  /** The inverse tangent, from -pi/2 to pi/2. Error: below 1 ulp. */
  public static Tensor atan(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ATAN, x);
  }

  /**
   * The angle of the point (x, y) as seen from the origin, from -pi to pi, as {@link Math#atan2}
   * has it. Error: below 2 ulp.
   *
   * <p>Gradient: x and -y over the squared distance from the origin; 0 at the origin.
   */
  public static Tensor atan2(Tensor y, Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ATAN2, y, x);
  }

  /** As {@link #atan2(Tensor, Tensor)}. */
  public static Tensor atan2(Tensor y, double x) {
    return Scalars.apply(TrigonometricFunctions.ATAN2, y, x);
  }

  /** As {@link #atan2(Tensor, Tensor)}. */
  public static Tensor atan2(double y, Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ATAN2, y, x);
  }

  /** The hyperbolic sine. Error: below 2.5 ulp. */
  public static Tensor sinh(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.SINH, x);
  }

  /** The hyperbolic cosine. Error: below 2.5 ulp. */
  public static Tensor cosh(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.COSH, x);
  }

  /**
   * The hyperbolic tangent. Error: below 2.5 ulp.
   *
   * <p>Gradient: 1 - tanh(x) tanh(x).
   */
  public static Tensor tanh(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.TANH, x);
  }

  /** The inverse hyperbolic sine, accurate near 0 and of huge numbers. Error: below 2 ulp. */
  public static Tensor asinh(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ASINH, x);
  }

  /**
   * The inverse hyperbolic cosine, accurate near 1 and of huge numbers; NaN below 1. Error: below 3
   * ulp.
   */
  public static Tensor acosh(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ACOSH, x);
  }

  /**
   * The inverse hyperbolic tangent, accurate near 0: infinite at -1 and 1, NaN outside. Error:
   * below 2 ulp.
   */
  public static Tensor atanh(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.ATANH, x);
  }

  /**
   * The angle in degrees, of one in radians: 180 / pi times x. Error: below 1.5 ulp.
   *
   * <p>Gradient: 180 / pi.
   */
  public static Tensor degrees(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.DEGREES, x);
  }

  /**
   * The angle in radians, of one in degrees: pi / 180 times x. Error: below 1.5 ulp.
   *
   * <p>Gradient: pi / 180.
   */
  public static Tensor radians(Tensor x) {
    return Scalars.apply(TrigonometricFunctions.RADIANS, x);
  }
}
