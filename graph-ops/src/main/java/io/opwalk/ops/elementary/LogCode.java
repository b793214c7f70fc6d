package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.INFINITY;
import static io.opwalk.ops.elementary.Terms.NAN;
import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.ZERO;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.and;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.down;
import static io.opwalk.ops.elementary.Terms.equal;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.patternAdd;
import static io.opwalk.ops.elementary.Terms.patternAnd;
import static io.opwalk.ops.elementary.Terms.patternSub;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.up;

import io.opwalk.ops.scalar.ScalarExpr;

/**
 * Logarithms: x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2). In double precision log(1 +
 * f) is that of fdlibm's e_log.c (Sun Microsystems, 1993), a series in f / (2 + f), in single
 * precision a polynomial in f, without a division. The polynomials are minimax for the relative
 * error of the result, by the algorithm of Remez in 50 digits, rounded one coefficient after the
 * other.
 */
final class LogCode {
  /** (log(1 + f) / s - 2) / s^2 in s^2, s = f / (2 + f); relative error of the log 2^-59.5. */
  private static final double[] LOG_DOUBLE = {
    0x1.5555555555593p-1,
    0x1.999999997f9d7p-2,
    0x1.249249422d113p-2,
    0x1.c71c51d514dffp-3,
    0x1.74664a4e85664p-3,
    0x1.39a0844fd07cep-3,
    0x1.2f12378fb1187p-3
  };

  /** (log(1 + f) - f + f^2 / 2) / f^3; relative error of the log 2^-29.2. */
  private static final double[] LOG_SINGLE = {
    0x1.555548p-2,
    -0x1.000070p-2,
    0x1.99a540p-3,
    -0x1.552f20p-3,
    0x1.23037ep-3,
    -0x1.0102d8p-3,
    0x1.efebc0p-4,
    -0x1.bf3b56p-4,
    0x1.b5feb8p-5
  };

  private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;
  private static final double SQRT_TWO_LESS_ONE = 0x1.a827999fcef32p-2;
  private static final double LN_2 = 0x1.62e42fefa39efp-1;
  private static final double LN_2_REST_DOUBLE = 0x1.abc9e3b39803fp-56;
  private static final double LN_2_REST_SINGLE = -0x1.05c610p-29;

  private final Format format;
  private final double lastOfLn2;

  LogCode(Format format) {
    this.format = format;
    this.lastOfLn2 = format.choose(LN_2_REST_DOUBLE, LN_2_REST_SINGLE);
  }

  /** A positive normal number as 2^k m with m between sqrt(1/2) and sqrt(2). */
  private final class Split {
    private final ScalarExpr moved;

    /** An integer in the lowest bits of this number's pattern is added to it. */
    private final double carrier = Format.power(format.significandBits());

    /** The integer k plus the bias less one, as a pattern. */
    final ScalarExpr biased;

    Split(ScalarExpr x) {
      // Moves the step of the exponent from 1 to the root, and the exponent down by one: it then is
      // that of a finite number even where x is among the largest.
      long toRoot = format.patternOf(1) - format.patternOf(SQRT_HALF);
      long step = 1L << format.significandBits();
      moved = patternSub(x, lit(format.pattern(step - toRoot)));
      biased = down(moved);
    }

    /** What {@link #exponent} takes where x has been multiplied by 2^lift. */
    ScalarExpr offset(int lift) {
      return lit(carrier + format.bias() - 1 + lift);
    }

    /** k, less the lift. */
    ScalarExpr exponent(ScalarExpr offset) {
      return sub(patternAdd(biased, lit(carrier)), offset);
    }

    /** m. */
    ScalarExpr significand() {
      ScalarExpr mask = lit(format.pattern((1L << format.significandBits()) - 1));
      return patternAdd(patternAnd(moved, mask), lit(format.high(SQRT_HALF)));
    }
  }

  /** log(1 + f) = f - f^2 / 2 + tail. */
  private final class Series {
    final ScalarExpr halfSquare;
    private final ScalarExpr a;
    private final ScalarExpr b;

    Series(ScalarExpr f) {
      if (format == Format.DOUBLE) {
        halfSquare = mul(0.5, mul(f, f));
        a = div(f, add(lit(2), f));
        ScalarExpr z = mul(a, a);
        b = fma(z, polynomial(z, LOG_DOUBLE), halfSquare);
      } else {
        ScalarExpr square = mul(f, f);
        halfSquare = mul(0.5, square);
        a = mul(square, f);
        b = polynomial(f, LOG_SINGLE);
      }
    }

    /** The tail and what else there is of its size. */
    ScalarExpr plusTail(ScalarExpr more) {
      return fma(a, b, more);
    }
  }

  /** log(1 + f) + k log(2), the last digits of which come with what else is lower. */
  private ScalarExpr sum(ScalarExpr f, ScalarExpr k, ScalarExpr lower) {
    Series series = new Series(f);
    ScalarExpr beyondLinear = sub(series.plusTail(lower), series.halfSquare);
    return fma(format.high(LN_2), k, add(f, beyondLinear));
  }

  /** The natural logarithm. The largest error found is 0.8 ulp. */
  ScalarExpr log() {
    Argument x = new Argument(X);
    return defined(X, 0, sum(x.f, x.k, mul(lastOfLn2, x.k)));
  }

  /** x = 2^k (1 + f), numbers below the normal ones included. */
  final class Argument {
    final ScalarExpr k;
    final ScalarExpr significand;
    final ScalarExpr f;

    private Argument(ScalarExpr x) {
      int lift = format.significandBits() + 1;
      ScalarExpr isSmall = less(x, format.minNormal());
      Split split = new Split(select(isSmall, mul(Format.power(lift), x), x));
      k = split.exponent(select(isSmall, split.offset(lift), split.offset(0)));
      significand = split.significand();
      f = sub(significand, ONE);
    }
  }

  /** The parts of a positive finite number. */
  Argument argument(ScalarExpr x) {
    return new Argument(x);
  }

  /** The logarithm to base two: exact for powers of two. The largest error found is 0.8 ulp. */
  ScalarExpr log2() {
    return toBase(
        1,
        0,
        format.choose(0x1.71547652b82fep0, 0x1.715476p0),
        format.choose(0x1.777d0ffda0d24p-56, 0x1.4ae0c0p-26));
  }

  /** The logarithm to base ten. The largest error found is 0.7 ulp. */
  ScalarExpr log10() {
    return toBase(
        format.choose(0x1.34413509f79ffp-2, 0x1.344136p-2),
        format.choose(-0x1.9dc1da994fd21p-59, -0x1.ec10c0p-27),
        format.choose(0x1.bcb7b1526e50ep-2, 0x1.bcb7b2p-2),
        format.choose(0x1.95355baaafad3p-57, -0x1.5b235ep-27));
  }

  /** The logarithm, of two and e in that base given in two parts each. */
  private ScalarExpr toBase(double two, double twoRest, double e, double eRest) {
    Argument x = new Argument(X);
    Series series = new Series(x.f);
    ScalarExpr high = sub(x.f, series.halfSquare);
    ScalarExpr low = series.plusTail(sub(sub(x.f, high), series.halfSquare));
    ScalarExpr ofF = mul(e, high);
    ScalarExpr restOfF = fma(eRest, high, fma(e, low, fma(e, high, neg(ofF))));
    ScalarExpr ofK = mul(two, x.k);
    ScalarExpr restOfK = fma(twoRest, x.k, fma(two, x.k, neg(ofK)));
    ScalarExpr sum = add(ofK, ofF);
    // |k log 2| is 0 or above |log(1 + f)|, so this is what rounding took from the sum.
    ScalarExpr rest = add(sub(ofK, sum), ofF);
    return defined(X, 0, add(sum, add(rest, add(restOfK, restOfF))));
  }

  /** The natural logarithm of 1 + x. The largest error found is 0.8 ulp. */
  ScalarExpr log1p() {
    Split split = new Split(add(ONE, X));
    ScalarExpr k = split.exponent(split.offset(0));
    // 2^-k, and 2^(lift - k), which is normal for all k.
    int lift = (int) format.choose(64, 8);
    long lifted = 2L * format.bias() - 1 + lift;
    ScalarExpr scale = up(patternSub(lit(format.pattern(lifted)), split.biased));
    ScalarExpr scaleLessOne = fma(Format.power(-lift), scale, lit(-1));
    ScalarExpr lowered = mul(Format.power(-lift), X);
    ScalarExpr f = fma(lowered, scale, scaleLessOne);
    ScalarExpr rest = fma(lowered, scale, sub(scaleLessOne, f));
    ScalarExpr value = sum(f, k, fma(lastOfLn2, k, fma(neg(f), rest, rest)));
    // Below this only x counts, and the sign of zero would be lost.
    double tiny = Format.power(-format.significandBits() - 2);
    return defined(X, -1, select(less(abs(X), tiny), X, value));
  }

  /** The natural logarithm of 1 + t, for t from 0 to 1 or NaN. */
  ScalarExpr log1pOfFraction(ScalarExpr t) {
    ScalarExpr isLarge = greater(t, SQRT_TWO_LESS_ONE);
    ScalarExpr f = select(isLarge, fma(0.5, t, lit(-0.5)), t);
    Series series = new Series(f);
    ScalarExpr lower = select(isLarge, lit(lastOfLn2), ZERO);
    ScalarExpr beyondLinear = sub(series.plusTail(lower), series.halfSquare);
    return add(select(isLarge, lit(format.high(LN_2)), ZERO), add(f, beyondLinear));
  }

  /** The value, where x is above the pole and finite. */
  private static ScalarExpr defined(ScalarExpr x, double pole, ScalarExpr value) {
    ScalarExpr isInside = and(greater(x, pole), less(x, INFINITY));
    ScalarExpr atPole = lit(Double.NEGATIVE_INFINITY);
    ScalarExpr outside = select(equal(x, pole), atPole, select(less(x, pole), NAN, x));
    return select(isInside, value, outside);
  }
}
