package io.opwalk.ops.elementary;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;

/** Words to write scalar code of floating numbers in. */
final class Terms {
  /** Polynomials of fewer terms are computed by Horner's rule. */
  private static final int SHORT = 6;

  static final ScalarExpr X = ScalarExpr.arg(0);
  static final ScalarExpr Y = ScalarExpr.arg(1);
  static final ScalarExpr INFINITY = lit(Double.POSITIVE_INFINITY);
  static final ScalarExpr NAN = lit(Double.NaN);
  static final ScalarExpr ZERO = lit(0);
  static final ScalarExpr ONE = lit(1);

  private Terms() {}

  static ScalarExpr lit(double value) {
    return ScalarExpr.lit(value);
  }

  static ScalarExpr neg(ScalarExpr x) {
    return ScalarExpr.of(ScalarOp.NEG, x);
  }

  static ScalarExpr abs(ScalarExpr x) {
    return ScalarExpr.of(ScalarOp.ABS, x);
  }

  static ScalarExpr add(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.ADD, a, b);
  }

  static ScalarExpr sub(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.SUB, a, b);
  }

  static ScalarExpr mul(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.MUL, a, b);
  }

  static ScalarExpr mul(double a, ScalarExpr b) {
    return mul(lit(a), b);
  }

  static ScalarExpr div(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.DIV, a, b);
  }

  static ScalarExpr sqrt(ScalarExpr x) {
    return ScalarExpr.of(ScalarOp.SQRT, x);
  }

  static ScalarExpr rint(ScalarExpr x) {
    return ScalarExpr.of(ScalarOp.RINT, x);
  }

  /** a b + c, rounded once. */
  static ScalarExpr fma(ScalarExpr a, ScalarExpr b, ScalarExpr c) {
    return ScalarExpr.of(ScalarOp.FMA, a, b, c);
  }

  /** a b + c, rounded once. */
  static ScalarExpr fma(double a, ScalarExpr b, ScalarExpr c) {
    return fma(lit(a), b, c);
  }

  /**
   * c0 + c1 x + c2 x^2 and so on. The first two terms are added last, as Horner's rule does, which
   * is where rounding counts; of a long rest, even and odd powers are added up apart, so that a
   * processor has two sums to work on at a time.
   */
  static ScalarExpr polynomial(ScalarExpr x, double... coefficients) {
    if (coefficients.length < SHORT) {
      return horner(x, coefficients, 0, 1);
    }
    ScalarExpr square = mul(x, x);
    ScalarExpr even = horner(square, coefficients, 2, 2);
    ScalarExpr odd = horner(square, coefficients, 3, 2);
    ScalarExpr rest = fma(odd, x, even);
    return fma(fma(rest, x, lit(coefficients[1])), x, lit(coefficients[0]));
  }

  /** By Horner's rule, of every so manieth coefficient. */
  private static ScalarExpr horner(ScalarExpr x, double[] coefficients, int first, int step) {
    int last = first + (coefficients.length - 1 - first) / step * step;
    ScalarExpr sum = lit(coefficients[last]);
    for (int i = last - step; i >= first; i -= step) {
      sum = fma(sum, x, lit(coefficients[i]));
    }
    return sum;
  }

  static ScalarExpr select(ScalarExpr condition, ScalarExpr chosen, ScalarExpr other) {
    return ScalarExpr.of(ScalarOp.SELECT, condition, chosen, other);
  }

  static ScalarExpr less(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.LT, a, b);
  }

  static ScalarExpr less(ScalarExpr a, double b) {
    return less(a, lit(b));
  }

  static ScalarExpr greater(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.GT, a, b);
  }

  static ScalarExpr greater(ScalarExpr a, double b) {
    return greater(a, lit(b));
  }

  static ScalarExpr equal(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.EQ, a, b);
  }

  static ScalarExpr equal(ScalarExpr a, double b) {
    return equal(a, lit(b));
  }

  static ScalarExpr unequal(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.NE, a, b);
  }

  static ScalarExpr and(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.AND, a, b);
  }

  static ScalarExpr or(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.OR, a, b);
  }

  static ScalarExpr patternAnd(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.PATTERN_AND, a, b);
  }

  static ScalarExpr patternXor(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.PATTERN_XOR, a, b);
  }

  static ScalarExpr patternAdd(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.PATTERN_ADD, a, b);
  }

  static ScalarExpr patternSub(ScalarExpr a, ScalarExpr b) {
    return ScalarExpr.of(ScalarOp.PATTERN_SUB, a, b);
  }

  static ScalarExpr up(ScalarExpr x) {
    return ScalarExpr.of(ScalarOp.PATTERN_UP, x);
  }

  static ScalarExpr down(ScalarExpr x) {
    return ScalarExpr.of(ScalarOp.PATTERN_DOWN, x);
  }

  /** The sign of x alone: -0.0 or 0.0. */
  static ScalarExpr sign(ScalarExpr x) {
    return patternAnd(x, lit(-0.0));
  }

  /** The value, negative or zero where x is. */
  static ScalarExpr withSignOf(ScalarExpr value, ScalarExpr x) {
    return patternXor(value, sign(x));
  }
}
