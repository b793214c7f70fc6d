package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.ArithmeticFunctions;

/**
 * The four operations and what is near them, element by element. {@link Scalars} says what holds
 * for all of them; names and corner cases are NumPy's.
 *
 * <p>Integers are two's complement and wrap; dividing one by zero fails when it runs, with an
 * {@link io.opwalk.EvaluationException}.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /** x + y. Numeric; correctly rounded. */
  public static Tensor add(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.ADD, x, y);
  }

  /** As {@link #add(Tensor, Tensor)}. */
  public static Tensor add(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.ADD, x, y);
  }

  /** As {@link #add(Tensor, Tensor)}. */
  public static Tensor add(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.ADD, x, y);
  }

  /** x - y. Numeric; correctly rounded. */
  public static Tensor subtract(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.SUBTRACT, x, y);
  }

  /** As {@link #subtract(Tensor, Tensor)}. */
  public static Tensor subtract(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.SUBTRACT, x, y);
  }

  /** As {@link #subtract(Tensor, Tensor)}. */
  public static Tensor subtract(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.SUBTRACT, x, y);
  }

  /** x y. Numeric; correctly rounded. */
  public static Tensor multiply(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MULTIPLY, x, y);
  }

  /** As {@link #multiply(Tensor, Tensor)}. */
  public static Tensor multiply(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.MULTIPLY, x, y);
  }

  /** As {@link #multiply(Tensor, Tensor)}. */
  public static Tensor multiply(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MULTIPLY, x, y);
  }

  /**
   * x / y. Numeric; correctly rounded. The quotient of integers is truncated toward zero, as Java,
   * C and ONNX do and NumPy does not; {@link #floorDivide} rounds it down.
   *
   * <p>Gradient: an output whose gradient is 0 gives 0, even where y is 0.
   */
  public static Tensor divide(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.DIVIDE, x, y);
  }

  /** As {@link #divide(Tensor, Tensor)}. */
  public static Tensor divide(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.DIVIDE, x, y);
  }

  /** As {@link #divide(Tensor, Tensor)}. */
  public static Tensor divide(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.DIVIDE, x, y);
  }

  /**
   * The largest integral value that is not above x / y. Numeric. Goes with {@link #mod}: x is near
   * y floorDivide(x, y) + mod(x, y). NumPy's {@code floor_divide}; of floating numbers by zero it
   * gives what {@link #divide} gives. Error: exact up to 2^50 in float64 and 2^21 in float32;
   * beyond, 3 ulp at most.
   *
   * <p>Gradient: none, it is constant between jumps.
   */
  public static Tensor floorDivide(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.FLOOR_DIVIDE, x, y);
  }

  /** As {@link #floorDivide(Tensor, Tensor)}. */
  public static Tensor floorDivide(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.FLOOR_DIVIDE, x, y);
  }

  /** As {@link #floorDivide(Tensor, Tensor)}. */
  public static Tensor floorDivide(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.FLOOR_DIVIDE, x, y);
  }

  /**
   * What {@link #floorDivide} leaves: a number from 0 to y, with the sign of y. Numeric; correctly
   * rounded, so that mod(-1e-20, 3) is 3. NumPy's {@code mod}, Python's {@code %}. A floating
   * number mod 0 and infinity mod y are NaN; a finite x mod infinity is x where the signs agree,
   * else y.
   *
   * <p>Gradient: 1 in x, -floor(x / y) in y; at the jumps that of the right.
   */
  public static Tensor mod(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MOD, x, y);
  }

  /** As {@link #mod(Tensor, Tensor)}. */
  public static Tensor mod(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.MOD, x, y);
  }

  /** As {@link #mod(Tensor, Tensor)}. */
  public static Tensor mod(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MOD, x, y);
  }

  /**
   * What a quotient truncated toward zero leaves: x - y trunc(x / y), with the sign of x. Numeric;
   * exact. Java's {@code %}, C's and NumPy's {@code fmod}; NumPy's {@code remainder} is
   * {@link #mod}. A floating number's remainder by 0 and infinity's by y are NaN; a finite x by
   * infinity gives x.
   *
   * <p>Gradient: 1 in x, -trunc(x / y) in y.
   */
  public static Tensor remainder(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.REMAINDER, x, y);
  }

  /** As {@link #remainder(Tensor, Tensor)}. */
  public static Tensor remainder(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.REMAINDER, x, y);
  }

  /** As {@link #remainder(Tensor, Tensor)}. */
  public static Tensor remainder(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.REMAINDER, x, y);
  }

  /** -x. Numeric; exact, but for the smallest integer, which is its own negative. */
  public static Tensor negative(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.NEGATIVE, x);
  }

  /** 1 / x. Floating; correctly rounded; of zero the infinity of the same sign. */
  public static Tensor reciprocal(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.RECIPROCAL, x);
  }

  /**
   * |x|. Numeric; exact, but for the smallest integer, which it gives back.
   *
   * <p>Gradient: the sign of x, 0 at 0.
   */
  public static Tensor abs(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.ABS, x);
  }

  /**
   * -1, 0 or 1. Numeric; exact; 0 of both zeros, NaN of NaN, as NumPy.
   *
   * <p>Gradient: none, it is constant but for the jump.
   */
  public static Tensor sign(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.SIGN, x);
  }

  /** x x. Numeric; correctly rounded. */
  public static Tensor square(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.SQUARE, x);
  }

  /**
   * The smaller one. Numeric; exact; NaN where one of them is NaN; -0.0 is below 0.0.
   *
   * <p>Gradient: to the smaller one; where they are equal, to x, as TensorFlow.
   */
  public static Tensor minimum(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MINIMUM, x, y);
  }

  /** As {@link #minimum(Tensor, Tensor)}. */
  public static Tensor minimum(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.MINIMUM, x, y);
  }

  /** As {@link #minimum(Tensor, Tensor)}. */
  public static Tensor minimum(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MINIMUM, x, y);
  }

  /**
   * The larger one. Numeric; exact; NaN where one of them is NaN; -0.0 is below 0.0.
   *
   * <p>Gradient: to the larger one; where they are equal, to x, as TensorFlow.
   */
  public static Tensor maximum(Tensor x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MAXIMUM, x, y);
  }

  /** As {@link #maximum(Tensor, Tensor)}. */
  public static Tensor maximum(Tensor x, double y) {
    return Scalars.apply(ArithmeticFunctions.MAXIMUM, x, y);
  }

  /** As {@link #maximum(Tensor, Tensor)}. */
  public static Tensor maximum(double x, Tensor y) {
    return Scalars.apply(ArithmeticFunctions.MAXIMUM, x, y);
  }

  /**
   * min(max(x, low), high). Numeric; exact; NaN where one of them is NaN; high where low is above
   * it. NumPy's {@code clip}.
   *
   * <p>Gradient: to the input that is the result; x wins over equal bounds.
   */
  public static Tensor clip(Tensor x, Tensor low, Tensor high) {
    return Scalars.apply(ArithmeticFunctions.CLIP, x, low, high);
  }

  /** As {@link #clip(Tensor, Tensor, Tensor)}. */
  public static Tensor clip(Tensor x, double low, double high) {
    return clip(x, Tensors.literal(low, x), Tensors.literal(high, x));
  }

  /**
   * The largest integral value that is not above x. Numeric; exact; keeps -0.0 and the infinities.
   *
   * <p>Gradient: none, it is constant between jumps.
   */
  public static Tensor floor(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.FLOOR, x);
  }

  /**
   * The smallest integral value that is not below x. Numeric; exact; ceil(-0.5) is -0.0.
   *
   * <p>Gradient: none, it is constant between jumps.
   */
  public static Tensor ceil(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.CEIL, x);
  }

  /**
   * The nearest integral value, of two the even one, as NumPy: round(2.5) is 2. Numeric; exact;
   * round(-0.5) is -0.0.
   *
   * <p>Gradient: none, it is constant between jumps.
   */
  public static Tensor round(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.ROUND, x);
  }

  /**
   * The integral part of x: it is rounded toward zero. Numeric; exact; trunc(-0.5) is -0.0.
   *
   * <p>Gradient: none, it is constant between jumps.
   */
  public static Tensor trunc(Tensor x) {
    return Scalars.apply(ArithmeticFunctions.TRUNC, x);
  }
}
