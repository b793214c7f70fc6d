package io.opwalk.ops;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.scalar.FloatFunctions;

/**
 * Signs, steps and what is not a number, element by element, by NumPy's names. {@link Scalars} says
 * what holds for all of them. Floating dtypes only.
 */
public final class Floats {
  private Floats() {}

  /**
   * The smaller one of x and y, or the other one where one is NaN. Exact.
   *
   * <p>Gradient: to the one that is given, x where both are equal.
   */
  public static Tensor fmin(Tensor x, Tensor y) {
    return Scalars.apply(FloatFunctions.FMIN, x, y);
  }

  /** As {@link #fmin(Tensor, Tensor)}. */
  public static Tensor fmin(Tensor x, double y) {
    return Scalars.apply(FloatFunctions.FMIN, x, y);
  }

  /** As {@link #fmin(Tensor, Tensor)}. */
  public static Tensor fmin(double x, Tensor y) {
    return Scalars.apply(FloatFunctions.FMIN, x, y);
  }

  /**
   * The larger one of x and y, or the other one where one is NaN. Exact.
   *
   * <p>Gradient: to the one that is given, x where both are equal.
   */
  public static Tensor fmax(Tensor x, Tensor y) {
    return Scalars.apply(FloatFunctions.FMAX, x, y);
  }

  /** As {@link #fmax(Tensor, Tensor)}. */
  public static Tensor fmax(Tensor x, double y) {
    return Scalars.apply(FloatFunctions.FMAX, x, y);
  }

  /** As {@link #fmax(Tensor, Tensor)}. */
  public static Tensor fmax(double x, Tensor y) {
    return Scalars.apply(FloatFunctions.FMAX, x, y);
  }

  /**
   * |x| with the sign of y, that of zeros included; that of NaN is taken for positive. Exact.
   *
   * <p>Gradient: 1 in x where the result is x, else -1; none in y.
   */
  public static Tensor copySign(Tensor x, Tensor y) {
    return Scalars.apply(FloatFunctions.COPY_SIGN, x, y);
  }

  /** As {@link #copySign(Tensor, Tensor)}. */
  public static Tensor copySign(Tensor x, double y) {
    return Scalars.apply(FloatFunctions.COPY_SIGN, x, y);
  }

  /** As {@link #copySign(Tensor, Tensor)}. */
  public static Tensor copySign(double x, Tensor y) {
    return Scalars.apply(FloatFunctions.COPY_SIGN, x, y);
  }

  /**
   * 0 for x below 0, 1 above, and y at 0. Exact.
   *
   * <p>Gradient: 1 in y at x = 0, else 0; none in x.
   */
  public static Tensor heaviside(Tensor x, Tensor y) {
    return Scalars.apply(FloatFunctions.HEAVISIDE, x, y);
  }

  /** As {@link #heaviside(Tensor, Tensor)}. */
  public static Tensor heaviside(Tensor x, double y) {
    return Scalars.apply(FloatFunctions.HEAVISIDE, x, y);
  }

  /** As {@link #heaviside(Tensor, Tensor)}. */
  public static Tensor heaviside(double x, Tensor y) {
    return Scalars.apply(FloatFunctions.HEAVISIDE, x, y);
  }

  /**
   * x + t (y - x), on the way from x to y: exactly x for t = 0 and y for t = 1. Error: below 2.5
   * ulp of the largest of |x|, |y| and |t (y - x)|, unless y - x overflows.
   *
   * <p>Gradient: 1 - t in x, t in y, y - x in t.
   */
  public static Tensor lerp(Tensor x, Tensor y, Tensor t) {
    return Scalars.apply(FloatFunctions.LERP, x, y, t);
  }

  /** As {@link #lerp(Tensor, Tensor, Tensor)}. */
  public static Tensor lerp(Tensor x, Tensor y, double t) {
    return lerp(x, y, Tensors.literal(t, x));
  }

  /**
   * x with other numbers in place of NaN, infinity and -infinity.
   *
   * <p>Gradient: to the one that is given.
   */
  public static Tensor nanToNum(Tensor x, Tensor nan, Tensor infinity, Tensor negativeInfinity) {
    return Scalars.apply(FloatFunctions.NAN_TO_NUM, x, nan, infinity, negativeInfinity);
  }

  /** As {@link #nanToNum(Tensor, Tensor, Tensor, Tensor)}. */
  public static Tensor nanToNum(Tensor x, double nan, double infinity, double negativeInfinity) {
    return nanToNum(
        x,
        Tensors.literal(nan, x),
        Tensors.literal(infinity, x),
        Tensors.literal(negativeInfinity, x));
  }

  /** As the other ones, with 0 and the largest and least finite numbers of the dtype of x. */
  public static Tensor nanToNum(Tensor x) {
    double largest = x.dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    // The type rule refuses integers, which may not hold the largest number.
    return x.dtype().isFloating() ? nanToNum(x, 0, largest, -largest) : nanToNum(x, x, x, x);
  }

  /** Whether x is below 0, or is -0.0; not for NaN. NumPy's signbit. */
  public static Tensor signBit(Tensor x) {
    return Scalars.apply(FloatFunctions.SIGN_BIT, x);
  }

  /**
   * x / y, but 0 where y is 0, whatever x is. Rounded once. TensorFlow's and Keras's divide_no_nan.
   *
   * <p>Gradient: that of the quotient; 0 in both where y is 0.
   */
  public static Tensor divideNoNan(Tensor x, Tensor y) {
    return Scalars.apply(FloatFunctions.DIVIDE_NO_NAN, x, y);
  }

  /** As {@link #divideNoNan(Tensor, Tensor)}. */
  public static Tensor divideNoNan(double x, Tensor y) {
    return Scalars.apply(FloatFunctions.DIVIDE_NO_NAN, x, y);
  }
}
