package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.INFINITY;
import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.ZERO;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.patternAdd;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.up;
import static io.opwalk.ops.elementary.Terms.withSignOf;

import io.opwalk.ops.scalar.ScalarExpr;
import java.util.Arrays;

/**
 * Exponential functions: x = n log 2 + r with |r| at most log(2) / 2, a polynomial in r, and 2^n by
 * way of the exponent bits (W. J. Cody and W. Waite, "Software Manual for the Elementary
 * Functions", 1980). The polynomials are minimax for the relative error of the result, by the
 * algorithm of Remez in 50 digits, rounded one coefficient after the other.
 */
final class ExpCode {
  /** (exp(r) - 1 - r) / r^2; relative error of exp(r) 2^-56.1 and 2^-28.2. */
  private static final double[] EXP_DOUBLE = {
    0x1.000000000000ap-1,
    0x1.5555555555451p-3,
    0x1.5555555550351p-5,
    0x1.1111111125b35p-7,
    0x1.6c16c18653939p-10,
    0x1.a01a01e5eadf7p-13,
    0x1.a01991dbd933ap-16,
    0x1.71dc51a3f2fc9p-19,
    0x1.28b69cd78949ap-22,
    0x1.b37a00dacbf12p-26
  };

  private static final double[] EXP_SINGLE = {
    0x1.fffffcp-2, 0x1.55548cp-3, 0x1.55585ap-5, 0x1.123dd4p-7, 0x1.6ac3aep-10
  };

  /** The same; relative error of exp(r) - 1 2^-61.5 and 2^-28.2. */
  private static final double[] EXPM1_DOUBLE = {
    0.5,
    0x1.5555555555559p-3,
    0x1.5555555555559p-5,
    0x1.111111110f58cp-7,
    0x1.6c16c16c13519p-10,
    0x1.a01a01b08a632p-13,
    0x1.a01a01bcd9742p-16,
    0x1.71ddf6517355ep-19,
    0x1.27e49c49f0012p-22,
    0x1.af62ca6c11b7ap-26,
    0x1.1febf532e8c2cp-29
  };

  private static final double[] EXPM1_SINGLE = {
    0.5, 0x1.55552cp-3, 0x1.555502p-5, 0x1.115670p-7, 0x1.6d2e06p-10, 0x1.392aaap-13
  };

  /** (2^r - 1) / r for |r| up to 1/2; relative error of 2^r 2^-57.1 and 2^-32.1. */
  private static final double[] EXP2_DOUBLE = {
    0x1.62e42fefa39efp-1,
    0x1.ebfbdff82c5b3p-3,
    0x1.c6b08d704a26fp-5,
    0x1.3b2ab6fb9dac4p-7,
    0x1.5d87fe78458c8p-10,
    0x1.430913167b538p-13,
    0x1.ffcbfe66133f7p-17,
    0x1.62bfb4a86f97ap-20,
    0x1.b520838f9d3f6p-24,
    0x1.e63b7d95b1b70p-28,
    0x1.f0e6b94919fb0p-32
  };

  private static final double[] EXP2_SINGLE = {
    0x1.62e430p-1,
    0x1.ebfbe0p-3,
    0x1.c6b06ep-5,
    0x1.3b2a60p-7,
    0x1.5da5a4p-10,
    0x1.4408a0p-13,
    0x1.e05378p-17
  };

  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN_2 = 0x1.62e42fefa39efp-1;
  private static final double LN_2_REST_DOUBLE = 0x1.abc9e3b39803fp-56;
  private static final double LN_2_REST_SINGLE = -0x1.05c610p-29;

  /** Above these the exponential is infinite. */
  private static final double LARGEST_DOUBLE = 0x1.62e42fefa39efp9;

  private static final double LARGEST_SINGLE = 0x1.62e42ep6;

  private final Format format;

  ExpCode(Format format) {
    this.format = format;
  }

  /** x = n log(2) + r. */
  private final class Reduced {
    /** 2^n over a power of two, while that has a full significand. */
    final ScalarExpr power;

    final ScalarExpr r;

    /** What rounding took from r. */
    final ScalarExpr rest;

    /** With a power of 2^(n - down). */
    Reduced(ScalarExpr x, int down) {
      ScalarExpr shifter = lit(format.shifter(format.bias() - down));
      ScalarExpr shifted = fma(x, lit(format.high(LOG2_E)), shifter);
      ScalarExpr n = sub(shifted, shifter);
      ScalarExpr lower = lit(-format.choose(LN_2_REST_DOUBLE, LN_2_REST_SINGLE));
      // Exact: the digits that are left fit into a significand.
      ScalarExpr high = fma(-format.high(LN_2), n, x);
      power = up(shifted);
      r = fma(n, lower, high);
      rest = fma(n, lower, sub(high, r));
    }
  }

  /**
   * The exponential. The largest error found is 0.91 ulp. Results below the normal numbers are
   * computed above them and scaled once more, so that they are rounded once.
   */
  ScalarExpr exp() {
    Reduced reduced = new Reduced(X, 1);
    return scaled(
        polynomial(reduced.r, twice(format.choose(EXP_DOUBLE, EXP_SINGLE), 1, 1)),
        reduced.power,
        format.choose(-707, -86),
        format.choose(-746, -104),
        format.choose(LARGEST_DOUBLE, LARGEST_SINGLE));
  }

  /** 2 to the power; exact for integers. The largest error found is 0.9 ulp. */
  ScalarExpr exp2() {
    ScalarExpr shifter = lit(format.shifter(format.bias() - 1));
    ScalarExpr shifted = add(X, shifter);
    ScalarExpr r = sub(X, sub(shifted, shifter));
    return scaled(
        polynomial(r, twice(exp2(format), 1)),
        up(shifted),
        format.choose(-1021, -125),
        format.choose(-1076, -151),
        format.choose(0x1.fffffffffffffp9, 0x1.fffffep6));
  }

  /** The coefficients of (2^r - 1) / r. */
  static double[] exp2(Format format) {
    return format.choose(EXP2_DOUBLE, EXP2_SINGLE);
  }

  /** Twice the coefficients, of which the first ones are given apart. */
  private static double[] twice(double[] coefficients, double... first) {
    double[] all = joined(first, coefficients);
    for (int i = 0; i < all.length; i++) {
      all[i] *= 2;
    }
    return all;
  }

  private static double[] joined(double[] first, double[] rest) {
    double[] all = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }

  /** The product, 0 and infinity where X is out of range, rounded once where it is small. */
  private ScalarExpr scaled(
      ScalarExpr significand, ScalarExpr power, double small, double zero, double largest) {
    int lift = (int) format.choose(128, 64);
    ScalarExpr lifted = patternAdd(power, format.exponentStep(lift));
    ScalarExpr tiny = mul(Format.power(-lift), mul(significand, lifted));
    ScalarExpr inRange = select(less(X, small), tiny, mul(significand, power));
    return select(greater(X, largest), INFINITY, select(less(X, zero), ZERO, inRange));
  }

  /** exp(-|x|), in [0, 1]. The largest error found is 0.91 ulp. */
  ScalarExpr decay(ScalarExpr x) {
    ScalarExpr negative = neg(abs(x));
    // Rounds to 0, and there is a power of two for it; a NaN is not less.
    double least = format.choose(-746, -104);
    int lift = (int) format.choose(128, 64);
    Reduced reduced = new Reduced(select(less(negative, least), lit(least), negative), -lift);
    double[] all = joined(new double[] {1, 1}, format.choose(EXP_DOUBLE, EXP_SINGLE));
    ScalarExpr lifted = mul(polynomial(reduced.r, all), reduced.power);
    return mul(Format.power(-lift), lifted);
  }

  /** exp(r) - 1 - r. */
  private ScalarExpr beyondLinear(ScalarExpr r) {
    return mul(mul(r, r), polynomial(r, format.choose(EXPM1_DOUBLE, EXPM1_SINGLE)));
  }

  /** The exponential less one. The largest error found is 0.97 ulp. */
  ScalarExpr expm1() {
    Reduced reduced = new Reduced(X, 1);
    ScalarExpr r = reduced.r;
    ScalarExpr halfLessHalf = sub(reduced.power, lit(0.5));
    ScalarExpr linear = fma(reduced.power, r, halfLessHalf);
    ScalarExpr linearRest = fma(reduced.power, r, sub(halfLessHalf, linear));
    // Half may be below the last bit of the power.
    ScalarExpr lost = sub(sub(reduced.power, halfLessHalf), lit(0.5));
    ScalarExpr beyond = add(beyondLinear(r), fma(r, reduced.rest, reduced.rest));
    ScalarExpr value = mul(2, add(linear, fma(reduced.power, beyond, add(linearRest, lost))));
    ScalarExpr bounded = select(less(X, format.choose(-40, -20)), lit(-1), value);
    ScalarExpr finite =
        select(greater(X, format.choose(LARGEST_DOUBLE, LARGEST_SINGLE)), INFINITY, bounded);
    // Below this only x counts, and half of it may lose a bit, or the sign of zero.
    double tiny = Format.power(-format.significandBits() - 2);
    return select(less(abs(X), tiny), X, finite);
  }

  /**
   * The hyperbolic tangent, e / (e + 2) of e = exp(2 |x|) - 1. The largest error found is 1.8 ulp.
   */
  ScalarExpr tanh() {
    ScalarExpr size = abs(X);
    Reduced reduced = new Reduced(add(size, size), 1);
    ScalarExpr linear = fma(reduced.power, reduced.r, sub(reduced.power, lit(0.5)));
    ScalarExpr half = fma(reduced.power, beyondLinear(reduced.r), linear);
    ScalarExpr divisor = add(half, ONE);
    ScalarExpr inverse = div(ONE, divisor);
    ScalarExpr ratio = mul(half, inverse);
    // What rounding took from the divisor counts, and what is left of the division.
    ScalarExpr rest = sub(half, sub(divisor, ONE));
    ScalarExpr remainder = fma(neg(ratio), rest, fma(neg(ratio), divisor, half));
    ScalarExpr value = fma(remainder, inverse, ratio);
    return withSignOf(select(greater(size, format.choose(22, 10)), ONE, value), X);
  }

  /**
   * The hyperbolic sine, (e + e / (e + 1)) / 2 of e = exp(|x|) - 1. The largest error found is 1.2
   * ulp.
   */
  ScalarExpr sinh() {
    ScalarExpr size = abs(X);
    Reduced reduced = new Reduced(size, 2);
    ScalarExpr lessQuarter = sub(reduced.power, lit(0.25));
    ScalarExpr linear = fma(reduced.power, reduced.r, lessQuarter);
    ScalarExpr linearRest = fma(reduced.power, reduced.r, sub(lessQuarter, linear));
    ScalarExpr beyond = add(beyondLinear(reduced.r), reduced.rest);
    Pair sum = Pair.sum(linear, mul(reduced.power, beyond));
    Pair quarter = new Pair(sum.high(), add(sum.low(), linearRest));
    Pair sumOfOne = Pair.sum(ONE, mul(4, quarter.high()));
    Pair whole = new Pair(sumOfOne.high(), fma(4, quarter.low(), sumOfOne.low()));
    Pair decaying = quarter.quotient(whole);
    Pair total = Pair.sum(quarter.high(), decaying.high());
    ScalarExpr exact = add(total.high(), add(total.low(), add(quarter.low(), decaying.low())));
    // Beyond this the quotient does not count, and comes to overflow.
    ScalarExpr isLarge = greater(size, format.choose(40, 20));
    ScalarExpr value = mul(2, select(isLarge, quarter.high(), exact));
    ScalarExpr finite = select(greater(size, largestOfHalf()), INFINITY, value);
    double tiny = Format.power(-format.significandBits() / 2 - 2);
    return withSignOf(select(less(size, tiny), size, finite), X);
  }

  /** The hyperbolic cosine. The largest error found is 1.3 ulp. */
  ScalarExpr cosh() {
    ScalarExpr size = abs(X);
    Reduced reduced = new Reduced(size, 2);
    double[] quadratic = format.choose(EXP_DOUBLE, EXP_SINGLE);
    double[] all = joined(new double[] {1, 1}, quadratic);
    ScalarExpr quarter = mul(reduced.power, polynomial(reduced.r, all));
    ScalarExpr value = mul(2, add(quarter, div(lit(0x1p-4), quarter)));
    return select(greater(size, largestOfHalf()), INFINITY, value);
  }

  /** exp(-x) times a factor, for x from 0 to where the product is 0. */
  ScalarExpr decaying(Pair x, Pair factor) {
    Reduced reduced = new Reduced(neg(x.high()), 1);
    Pair r = Pair.sum(reduced.r, sub(reduced.rest, x.low()));
    Pair linear = Pair.sum(ONE, r.high());
    ScalarExpr ofRest = fma(r.high(), r.low(), r.low());
    ScalarExpr low = add(linear.low(), add(beyondLinear(r.high()), ofRest));
    Pair exact = Pair.sum(linear.high(), low);
    Pair product = exact.times(factor);
    // Rounded once more where it is below the normal numbers.
    int lift = (int) format.choose(128, 64);
    ScalarExpr twice = mul(2, product.rounded());
    ScalarExpr lifted = patternAdd(reduced.power, format.exponentStep(lift));
    ScalarExpr tiny = mul(Format.power(-lift), mul(twice, lifted));
    return select(greater(x.high(), format.choose(707, 86)), tiny, mul(twice, reduced.power));
  }

  /** Above this half of the exponential is infinite. */
  private double largestOfHalf() {
    return format.choose(0x1.633ce8fb9f87dp9, 0x1.65a9f8p6);
  }
}
