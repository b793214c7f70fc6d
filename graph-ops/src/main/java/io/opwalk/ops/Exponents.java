package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.ScalarFunction;

/**
 * Powers, roots and logarithms, element by element. {@link Scalars} says what holds for all of
 * them. Floating dtypes only.
 *
 * <p>Gradients: where a slope is infinite, as that of the square root at 0, an output whose
 * gradient is 0 gives 0 and not NaN, so that a mask over the output keeps its promise.
 */
public final class Exponents {
  private Exponents() {}

  /** e to the power of x. Error: below 1 ulp. */
  public static Tensor exp(Tensor x) {
    return Scalars.apply(ExponentFunctions.EXP, x);
  }

  /** e to the power of x, less one, accurate near 0. Error: below 1 ulp. */
  public static Tensor expm1(Tensor x) {
    return Scalars.apply(ExponentFunctions.EXPM1, x);
  }

  /** 2 to the power of x; exact where x is integral. Error: below 1 ulp. */
  public static Tensor exp2(Tensor x) {
    return Scalars.apply(ExponentFunctions.EXP2, x);
  }

  /** The natural logarithm: -infinity of zeros, NaN below. Error: below 1 ulp. */
  public static Tensor log(Tensor x) {
    return Scalars.apply(ExponentFunctions.LOG, x);
  }

  /**
   * The natural logarithm of 1 + x, accurate near 0: -infinity of -1, NaN below. Error: below 1
   * ulp.
   */
  public static Tensor log1p(Tensor x) {
    return Scalars.apply(ExponentFunctions.LOG1P, x);
  }

  /**
   * The logarithm to base two, exact of powers of two: -infinity of zeros, NaN below. Error: below
   * 2 ulp.
   */
  public static Tensor log2(Tensor x) {
    return Scalars.apply(ExponentFunctions.LOG2, x);
  }

  /** The logarithm to base ten: -infinity of zeros, NaN below. Error: below 2 ulp. */
  public static Tensor log10(Tensor x) {
    return Scalars.apply(ExponentFunctions.LOG10, x);
  }

  /** The square root: correctly rounded; -0.0 of -0.0, NaN below. */
  public static Tensor sqrt(Tensor x) {
    return Scalars.apply(ExponentFunctions.SQRT, x);
  }

  /**
   * One over the square root: the infinity of the same sign of zeros, NaN below. Error: below 1.5
   * ulp.
   */
  public static Tensor rsqrt(Tensor x) {
    return Scalars.apply(ExponentFunctions.RSQRT, x);
  }

  /** The cube root, of negative numbers too. Error: below 1 ulp. */
  public static Tensor cbrt(Tensor x) {
    return Scalars.apply(ExponentFunctions.CBRT, x);
  }

  /**
   * x to the power of y, as {@link Math#pow} has it: 1 for y = 0 even where x is NaN; NaN for a
   * negative x and a y that is not integral. Error: below 1 ulp. Of integers too, where it wraps,
   * is 1 for y = 0, and fails when computed for a negative y, as NumPy.
   *
   * <p>Gradient: y pow(x, y - 1) in x, 0 for y = 0; pow(x, y) log(x) in y, 0 for x not above 0,
   * where the power is no function of a real y, as TensorFlow.
   */
  public static Tensor power(Tensor x, Tensor y) {
    return Scalars.apply(powerOf(x), x, y);
  }

  /** As {@link #power(Tensor, Tensor)}. */
  public static Tensor power(Tensor x, double y) {
    return Scalars.apply(powerOf(x), x, y);
  }

  /** As {@link #power(Tensor, Tensor)}. */
  public static Tensor power(double x, Tensor y) {
    return Scalars.apply(powerOf(y), x, y);
  }

  private static ScalarFunction powerOf(Tensor x) {
    return x.dtype().isInteger() ? ExponentFunctions.INTEGER_POWER : ExponentFunctions.POWER;
  }

  /**
   * log(exp(x) + exp(y)) without overflow: the sum of two numbers that are given as logarithms. Of
   * two equal infinities, that infinity. Error: below 3 ulp of the larger one of the result and the
   * inputs.
   *
   * <p>Gradient: exp(x) and exp(y), each over their sum; halves where x = y.
   */
  public static Tensor logaddexp(Tensor x, Tensor y) {
    return Scalars.apply(ExponentFunctions.LOGADDEXP, x, y);
  }

  /** As {@link #logaddexp(Tensor, Tensor)}. */
  public static Tensor logaddexp(Tensor x, double y) {
    return Scalars.apply(ExponentFunctions.LOGADDEXP, x, y);
  }

  /** As {@link #logaddexp(Tensor, Tensor)}. */
  public static Tensor logaddexp(double x, Tensor y) {
    return Scalars.apply(ExponentFunctions.LOGADDEXP, x, y);
  }

  /**
   * log2(2^x + 2^y) without overflow: the sum of two numbers that are given as logarithms to base
   * two. Of two equal infinities, that infinity. Error: below 4 ulp of the larger one of the result
   * and the inputs.
   *
   * <p>Gradient: 2^x and 2^y, each over their sum; halves where x = y.
   */
  public static Tensor logaddexp2(Tensor x, Tensor y) {
    return Scalars.apply(ExponentFunctions.LOGADDEXP2, x, y);
  }

  /** As {@link #logaddexp2(Tensor, Tensor)}. */
  public static Tensor logaddexp2(Tensor x, double y) {
    return Scalars.apply(ExponentFunctions.LOGADDEXP2, x, y);
  }

  /** As {@link #logaddexp2(Tensor, Tensor)}. */
  public static Tensor logaddexp2(double x, Tensor y) {
    return Scalars.apply(ExponentFunctions.LOGADDEXP2, x, y);
  }

  /**
   * The root of x squared plus y squared, without overflow on the way. Infinite where one of them
   * is, even if the other is NaN. Error: below 1 ulp.
   *
   * <p>Gradient: x and y over the result; 0 at the origin.
   */
  public static Tensor hypot(Tensor x, Tensor y) {
    return Scalars.apply(ExponentFunctions.HYPOT, x, y);
  }

  /** As {@link #hypot(Tensor, Tensor)}. */
  public static Tensor hypot(Tensor x, double y) {
    return Scalars.apply(ExponentFunctions.HYPOT, x, y);
  }

  /** As {@link #hypot(Tensor, Tensor)}. */
  public static Tensor hypot(double x, Tensor y) {
    return Scalars.apply(ExponentFunctions.HYPOT, x, y);
  }

  /**
   * log(exp(x) - exp(y)) for y up to x, without overflow: -infinity for y = x, NaN above. Error:
   * below 2 ulp of the larger of |x| and what is added to it, log(1 - exp(y - x)), times 1 + x - y.
   *
   * <p>Gradient: 1 / (1 - exp(y - x)) in x, and 1 less that in y.
   */
  public static Tensor logsubexp(Tensor x, Tensor y) {
    return Scalars.apply(ExponentFunctions.LOGSUBEXP, x, y);
  }

  /** As {@link #logsubexp(Tensor, Tensor)}. */
  public static Tensor logsubexp(Tensor x, double y) {
    return Scalars.apply(ExponentFunctions.LOGSUBEXP, x, y);
  }

  /** As {@link #logsubexp(Tensor, Tensor)}. */
  public static Tensor logsubexp(double x, Tensor y) {
    return Scalars.apply(ExponentFunctions.LOGSUBEXP, x, y);
  }

  /**
   * log(1 - exp(x)) for x up to 0: -infinity of 0, NaN above. Error: below 2 ulp.
   *
   * <p>Gradient: 1 / (1 - exp(-x)).
   */
  public static Tensor log1mexp(Tensor x) {
    return Scalars.apply(ExponentFunctions.LOG1MEXP, x);
  }

  /**
   * x log(y), but 0 for x = 0, whatever number y is. Error: below 2 ulp.
   *
   * <p>Gradient: log(y) in x; x / y in y, but 0 for x = 0.
   */
  public static Tensor xlogy(Tensor x, Tensor y) {
    return Scalars.apply(ExponentFunctions.XLOGY, x, y);
  }

  /** As {@link #xlogy(Tensor, Tensor)}. */
  public static Tensor xlogy(Tensor x, double y) {
    return Scalars.apply(ExponentFunctions.XLOGY, x, y);
  }

  /** As {@link #xlogy(Tensor, Tensor)}. */
  public static Tensor xlogy(double x, Tensor y) {
    return Scalars.apply(ExponentFunctions.XLOGY, x, y);
  }

  /**
   * x log(1 + y), accurate for y near 0, but 0 for x = 0, whatever number y is. Error: below 2 ulp.
   *
   * <p>Gradient: log(1 + y) in x; x / (1 + y) in y, but 0 for x = 0.
   */
  public static Tensor xlog1py(Tensor x, Tensor y) {
    return Scalars.apply(ExponentFunctions.XLOG1PY, x, y);
  }

  /** As {@link #xlog1py(Tensor, Tensor)}. */
  public static Tensor xlog1py(Tensor x, double y) {
    return Scalars.apply(ExponentFunctions.XLOG1PY, x, y);
  }

  /** As {@link #xlog1py(Tensor, Tensor)}. */
  public static Tensor xlog1py(double x, Tensor y) {
    return Scalars.apply(ExponentFunctions.XLOG1PY, x, y);
  }
}
