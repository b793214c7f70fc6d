package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.LogicFunctions;

/**
 * Questions, connectives and choice, element by element. {@link Scalars} says what holds for all of
 * them. What is a bool has no gradient.
 */
public final class Logic {
  private Logic() {}

  /** Whether x = y. All dtypes; NaN equals nothing, and the zeros each other. */
  public static Tensor equal(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.EQUAL, x, y);
  }

  /** As {@link #equal(Tensor, Tensor)}. */
  public static Tensor equal(Tensor x, double y) {
    return Scalars.apply(LogicFunctions.EQUAL, x, y);
  }

  /** As {@link #equal(Tensor, Tensor)}. */
  public static Tensor equal(double x, Tensor y) {
    return Scalars.apply(LogicFunctions.EQUAL, x, y);
  }

  /** Whether not x = y. All dtypes; true of NaN. */
  public static Tensor notEqual(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.NOT_EQUAL, x, y);
  }

  /** As {@link #notEqual(Tensor, Tensor)}. */
  public static Tensor notEqual(Tensor x, double y) {
    return Scalars.apply(LogicFunctions.NOT_EQUAL, x, y);
  }

  /** As {@link #notEqual(Tensor, Tensor)}. */
  public static Tensor notEqual(double x, Tensor y) {
    return Scalars.apply(LogicFunctions.NOT_EQUAL, x, y);
  }

  /** Whether x < y. Numeric; false of NaN. */
  public static Tensor less(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.LESS, x, y);
  }

  /** As {@link #less(Tensor, Tensor)}. */
  public static Tensor less(Tensor x, double y) {
    return Scalars.apply(LogicFunctions.LESS, x, y);
  }

  /** As {@link #less(Tensor, Tensor)}. */
  public static Tensor less(double x, Tensor y) {
    return Scalars.apply(LogicFunctions.LESS, x, y);
  }

  /** Whether x <= y. Numeric; false of NaN. */
  public static Tensor lessEqual(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.LESS_EQUAL, x, y);
  }

  /** As {@link #lessEqual(Tensor, Tensor)}. */
  public static Tensor lessEqual(Tensor x, double y) {
    return Scalars.apply(LogicFunctions.LESS_EQUAL, x, y);
  }

  /** As {@link #lessEqual(Tensor, Tensor)}. */
  public static Tensor lessEqual(double x, Tensor y) {
    return Scalars.apply(LogicFunctions.LESS_EQUAL, x, y);
  }

  /** Whether x > y. Numeric; false of NaN. */
  public static Tensor greater(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.GREATER, x, y);
  }

  /** As {@link #greater(Tensor, Tensor)}. */
  public static Tensor greater(Tensor x, double y) {
    return Scalars.apply(LogicFunctions.GREATER, x, y);
  }

  /** As {@link #greater(Tensor, Tensor)}. */
  public static Tensor greater(double x, Tensor y) {
    return Scalars.apply(LogicFunctions.GREATER, x, y);
  }

  /** Whether x >= y. Numeric; false of NaN. */
  public static Tensor greaterEqual(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.GREATER_EQUAL, x, y);
  }

  /** As {@link #greaterEqual(Tensor, Tensor)}. */
  public static Tensor greaterEqual(Tensor x, double y) {
    return Scalars.apply(LogicFunctions.GREATER_EQUAL, x, y);
  }

  /** As {@link #greaterEqual(Tensor, Tensor)}. */
  public static Tensor greaterEqual(double x, Tensor y) {
    return Scalars.apply(LogicFunctions.GREATER_EQUAL, x, y);
  }

  /** Whether both hold. Bool. */
  public static Tensor logicalAnd(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.LOGICAL_AND, x, y);
  }

  /** Whether at least one holds. Bool. */
  public static Tensor logicalOr(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.LOGICAL_OR, x, y);
  }

  /** Whether exactly one holds. Bool. */
  public static Tensor logicalXor(Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.LOGICAL_XOR, x, y);
  }

  /** Whether it does not hold. Bool. */
  public static Tensor logicalNot(Tensor x) {
    return Scalars.apply(LogicFunctions.LOGICAL_NOT, x);
  }

  /**
   * x where the condition (a bool) holds, else y. All dtypes.
   *
   * <p>Gradient: to the one chosen; the other gets 0, but see {@link Exponents} for what a function
   * makes of it.
   */
  public static Tensor where(Tensor condition, Tensor x, Tensor y) {
    return Scalars.apply(LogicFunctions.WHERE, condition, x, y);
  }

  /** As {@link #where(Tensor, Tensor, Tensor)}. */
  public static Tensor where(Tensor condition, Tensor x, double y) {
    return where(condition, x, Tensors.literal(y, x));
  }

  /** As {@link #where(Tensor, Tensor, Tensor)}. */
  public static Tensor where(Tensor condition, double x, Tensor y) {
    return where(condition, Tensors.literal(x, y), y);
  }

  /** Whether x is not a number. Floating. */
  public static Tensor isNaN(Tensor x) {
    return Scalars.apply(LogicFunctions.IS_NAN, x);
  }

  /** Whether x is one of the infinities. Floating. */
  public static Tensor isInfinite(Tensor x) {
    return Scalars.apply(LogicFunctions.IS_INFINITE, x);
  }

  /** Whether x is neither infinite nor NaN. Floating. */
  public static Tensor isFinite(Tensor x) {
    return Scalars.apply(LogicFunctions.IS_FINITE, x);
  }

  /** Whether x is infinity. Floating. */
  public static Tensor isPosInf(Tensor x) {
    return Scalars.apply(LogicFunctions.IS_POS_INF, x);
  }

  /** Whether x is -infinity. Floating. */
  public static Tensor isNegInf(Tensor x) {
    return Scalars.apply(LogicFunctions.IS_NEG_INF, x);
  }

  /**
   * Whether x is as good as y: |x - y| is at most {@code absolute + relative |y|}, or both are the
   * same infinity. NumPy's isclose: not symmetric, and NaN is close to nothing. Floating.
   */
  public static Tensor isClose(Tensor x, Tensor y, double relative, double absolute) {
    return Scalars.apply(
        LogicFunctions.IS_CLOSE, x, y, Tensors.literal(relative, x), Tensors.literal(absolute, x));
  }

  /** As {@link #isClose(Tensor, Tensor, double, double)} with NumPy's defaults 1e-5 and 1e-8. */
  public static Tensor isClose(Tensor x, Tensor y) {
    return isClose(x, y, 1e-5, 1e-8);
  }
}
