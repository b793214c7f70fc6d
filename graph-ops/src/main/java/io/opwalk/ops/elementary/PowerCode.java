package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.INFINITY;
import static io.opwalk.ops.elementary.Terms.NAN;
import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.Y;
import static io.opwalk.ops.elementary.Terms.ZERO;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.and;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.equal;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.patternAdd;
import static io.opwalk.ops.elementary.Terms.patternXor;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.rint;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sign;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.unequal;
import static io.opwalk.ops.elementary.Terms.up;

import io.opwalk.ops.scalar.ScalarExpr;
import java.util.Arrays;

/**
 * Powers: 2 to the power of y log2(|x|), the logarithm as a pair from a series in s = (m - 1) / (m
 * + 1), |x| = 2^k m, whose first two terms are pairs as well. The polynomial of the rest is minimax
 * for the relative error of the logarithm, by the algorithm of Remez in 70 digits, rounded one
 * coefficient after the other.
 */
final class PowerCode {
  /** (log2(m) / s - c1 - c3 s^2) / s^4 in s^2; relative error of the logarithm 2^-73 and 2^-36. */
  private static final double[] REST_DOUBLE = {
    0x1.2776c50ef9bfcp-1,
    0x1.a61762a7aede0p-2,
    0x1.484b13d6acb34p-2,
    0x1.0c9a853b176afp-2,
    0x1.c68ee949aae9ep-3,
    0x1.8a09bb84a498ap-3,
    0x1.58fc7aa98c27bp-3,
    0x1.61f3b33bd8aebp-3
  };

  private static final double[] REST_SINGLE = {0x1.27770ep-1, 0x1.a5bbf8p-2, 0x1.59ee72p-2};

  private final Format format;

  PowerCode(Format format) {
    this.format = format;
  }

  private Pair constant(double high, double lowOfDouble, double lowOfSingle) {
    return new Pair(lit(format.high(high)), lit(format.choose(lowOfDouble, lowOfSingle)));
  }

  /** The logarithm to base two of a positive finite number. */
  private Pair log2(ScalarExpr size) {
    LogCode.Argument argument = new LogCode(format).argument(size);
    ScalarExpr m = argument.significand;
    Pair s = new Pair(sub(m, ONE), ZERO).quotient(Pair.sum(ONE, m)).normal();
    Pair square = s.times(s);
    ScalarExpr rest =
        mul(square.high(), polynomial(square.high(), format.choose(REST_DOUBLE, REST_SINGLE)));
    Pair third =
        constant(0x1.ec709dc3a03fdp-1, 0x1.d27f05548af0cp-55, -0x1.e2fe02p-28).plus(rest);
    Pair first = constant(0x1.71547652b82fep1, 0x1.777d0ffda0d24p-55, 0x1.4ae0c0p-25);
    Pair ofM = s.times(first.plus(square.times(third)));
    return new Pair(argument.k, ZERO).plus(ofM).normal();
  }

  /**
   * The power, of what {@link Math#pow} says for zeros, infinities and negative numbers. The
   * largest error found is 0.9 ulp.
   */
  ScalarExpr pow() {
    ScalarExpr size = abs(X);
    Pair log = log2(size);
    ScalarExpr pole = select(equal(size, 0), lit(Double.NEGATIVE_INFINITY), log.high());
    ScalarExpr high = mul(Y, select(less(size, INFINITY), pole, size));
    ScalarExpr low = fma(Y, log.low(), fma(Y, log.high(), neg(high)));
    return signed(exp2(high, low));
  }

  /** 2 to the power of a pair. */
  private ScalarExpr exp2(ScalarExpr high, ScalarExpr low) {
    // Four times the significand, and a quarter of the power: that is finite up to overflow.
    int down = 2;
    ScalarExpr shifter = lit(format.shifter(format.bias() - down));
    ScalarExpr shifted = add(high, shifter);
    Pair rest = Pair.sum(sub(high, sub(shifted, shifter)), low);
    ScalarExpr r = rest.high();
    double[] coefficients = ExpCode.exp2(format);
    ScalarExpr ofLow = mul(coefficients[0], rest.low());
    double[] quadratic = Arrays.copyOfRange(coefficients, 1, coefficients.length);
    ScalarExpr beyondLinear = fma(mul(r, r), polynomial(r, quadratic), ofLow);
    ScalarExpr beyond = fma(coefficients[0], r, beyondLinear);
    ScalarExpr significand = mul(Format.power(down), add(ONE, beyond));
    ScalarExpr power = up(shifted);
    int lift = (int) format.choose(128, 64);
    ScalarExpr lifted = patternAdd(power, format.exponentStep(lift));
    ScalarExpr tiny = mul(Format.power(-lift), mul(significand, lifted));
    int lowest = 1 - format.bias() + down + 1;
    ScalarExpr inRange = select(less(high, lowest), tiny, mul(significand, power));
    ScalarExpr isHuge = greater(high, format.bias() + 2);
    ScalarExpr isZero = less(high, lowest - format.significandBits() - 5);
    return select(isHuge, INFINITY, select(isZero, ZERO, inRange));
  }

  /** The power of x, given that of |x|. */
  private ScalarExpr signed(ScalarExpr ofSize) {
    ScalarExpr half = mul(0.5, Y);
    ScalarExpr isBroken = unequal(rint(Y), Y);
    // Half of an infinity less itself is NaN, which is not odd.
    ScalarExpr isOdd = equal(abs(sub(half, rint(half))), 0.5);
    ScalarExpr signed = patternXor(ofSize, select(isOdd, sign(X), ZERO));
    ScalarExpr isNegative = and(less(X, 0), greater(X, Double.NEGATIVE_INFINITY));
    ScalarExpr real = select(and(isNegative, isBroken), NAN, signed);
    return select(equal(Y, 0), ONE, exactly(real));
  }

  /** The power, rounded correctly where it is the number, its square or its reciprocal. */
  private static ScalarExpr exactly(ScalarExpr power) {
    ScalarExpr unlessOne = select(equal(Y, 1), X, power);
    ScalarExpr unlessSquare = select(equal(Y, 2), mul(X, X), unlessOne);
    return select(equal(Y, -1), div(ONE, X), unlessSquare);
  }
}
