package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.patternXor;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sign;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.up;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;

/**
 * Sine, cosine and tangent: r = |x| - n pi / 2, and sine and cosine of r by polynomials on [-pi /
 * 4, pi / 4]. Pi in three parts and what rounding takes from r give r to more digits than it has
 * (W. J. Cody and W. Waite, "Software Manual for the Elementary Functions", 1980); beyond 2^30, or
 * 2^14 in single precision, these do not suffice, and StrictMath is called. The polynomials are
 * minimax for the relative error of sine and cosine, by the algorithm of Remez in 50 digits,
 * rounded one coefficient after the other.
 */
final class CircleCode {
  /** (sin(r) / r - 1) / r^2 in r^2; relative error of the sine 2^-58 and 2^-28. */
  private static final double[] SINE_DOUBLE = {
    -0x1.5555555555549p-3,
    0x1.111111110f8a2p-7,
    -0x1.a01a019c154cap-13,
    0x1.71de357a3a9fdp-19,
    -0x1.ae5e67d0f2972p-26,
    0x1.5d9361634da0fp-33
  };

  private static final double[] SINE_SINGLE = {-0x1.555546p-3, 0x1.11077cp-7, -0x1.9955e8p-13};

  /** (cos(r) - 1 + r^2 / 2) / r^4 in r^2; relative error of the cosine 2^-63.9 and 2^-32.9. */
  private static final double[] COSINE_DOUBLE = {
    0x1.555555555554bp-5,
    -0x1.6c16c16c15012p-10,
    0x1.a01a019c8eadbp-16,
    -0x1.27e4f7f126debp-22,
    0x1.1ee9db7cd2950p-29,
    -0x1.8fa655b7206abp-37
  };

  private static final double[] COSINE_SINGLE = {0x1.55554ap-5, -0x1.6c0c28p-10, 0x1.99e886p-16};

  private static final double[] HALF_PI_DOUBLE = {
    0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110
  };

  private static final double[] HALF_PI_SINGLE = {0x1.921fb6p0, -0x1.777a5cp-25, -0x1.ee59dap-50};

  private final Format format;
  private final ScalarExpr size = abs(X);

  /** How many quarter turns are taken away. */
  private final ScalarExpr n;

  /** What is left, and what rounding took from it. */
  private final ScalarExpr r;

  private final ScalarExpr rest;
  private final ScalarExpr square;

  CircleCode(Format format) {
    this.format = format;
    ScalarExpr shifter = lit(format.shifter(0));
    double perQuarter = format.choose(0x1.45f306dc9c883p-1, 0x1.45f306p-1);
    n = sub(fma(perQuarter, size, shifter), shifter);
    double[] pi = format.choose(HALF_PI_DOUBLE, HALF_PI_SINGLE);
    // Exact: what is left of the digits of x fits into a significand.
    ScalarExpr high = fma(-pi[0], n, size);
    Pair second = Pair.product(lit(pi[1]), n);
    Pair reduced = Pair.sum(high, neg(second.high()));
    r = reduced.high();
    rest = sub(reduced.low(), fma(pi[2], n, second.low()));
    square = mul(r, r);
  }

  private Pair sineOfRest() {
    ScalarExpr series = polynomial(square, format.choose(SINE_DOUBLE, SINE_SINGLE));
    return new Pair(r, fma(mul(r, square), series, fma(mul(-0.5, square), rest, rest)));
  }

  private Pair cosineOfRest() {
    ScalarExpr series = polynomial(square, format.choose(COSINE_DOUBLE, COSINE_SINGLE));
    ScalarExpr high = fma(-0.5, square, ONE);
    // 1 - r^2 / 2 less the first part: of the difference, and of the square.
    ScalarExpr ofDifference = fma(-0.5, square, sub(ONE, high));
    ScalarExpr lost = fma(-0.5, fma(r, r, neg(square)), ofDifference);
    return new Pair(high, fma(mul(square, square), series, fma(neg(r), rest, lost)));
  }

  /** A bit of an integer, the lowest being 0: -0.0 where it is set, else 0.0. */
  private ScalarExpr bit(ScalarExpr integer, int bit) {
    // It becomes the one that the move takes to the sign; what is below it goes to the exponent.
    int exponentBits = format == Format.DOUBLE ? 11 : 8;
    return sign(up(fma(Format.power(exponentBits - bit), integer, lit(format.shifter(0)))));
  }

  private ScalarExpr isOdd() {
    return less(patternXor(ONE, bit(n, 0)), 0);
  }

  /** The value for moderate arguments, else that of the slow function. */
  private ScalarExpr unlessLarge(ScalarExpr value, ScalarOp slow) {
    ScalarExpr isModerate = less(size, format.choose(0x1p30, 0x1p14));
    return select(isModerate, value, ScalarExpr.of(slow, X));
  }

  /** The sine. The largest error found is 0.8 ulp. */
  ScalarExpr sin() {
    ScalarExpr value = Pair.select(isOdd(), cosineOfRest(), sineOfRest()).rounded();
    return unlessLarge(patternXor(value, patternXor(bit(n, 1), sign(X))), ScalarOp.SIN_OF_LARGE);
  }

  /** The cosine. The largest error found is 0.8 ulp. */
  ScalarExpr cos() {
    ScalarExpr value = Pair.select(isOdd(), sineOfRest(), cosineOfRest()).rounded();
    return unlessLarge(patternXor(value, bit(add(n, ONE), 1)), ScalarOp.COS_OF_LARGE);
  }

  /** The tangent. The largest error found is 0.9 ulp. */
  ScalarExpr tan() {
    Pair sine = sineOfRest().normal();
    Pair cosine = cosineOfRest().normal();
    // The quotient, or one over it with the other sign.
    Pair above = Pair.select(isOdd(), cosine, sine);
    Pair below = Pair.select(isOdd(), sine, cosine);
    ScalarExpr value = patternXor(above.over(below), patternXor(bit(n, 0), sign(X)));
    // Below this only x counts, and remainders could be too small for their digits.
    double tiny = Format.power(-format.significandBits() / 2 - 2);
    return unlessLarge(select(less(size, tiny), X, value), ScalarOp.TAN_OF_LARGE);
  }
}
