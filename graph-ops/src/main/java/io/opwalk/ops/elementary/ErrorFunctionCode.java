package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.ZERO;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.withSignOf;

import io.opwalk.ops.scalar.ScalarExpr;

/**
 * The error function and its complement. Up to 1/2 a series in x, beyond it exp(-x^2) g(t) / (1 + 2
 * x) with t = (x - c) / (x + c), where g hardly changes (M. M. Shepherd and J. G. Laframboise,
 * "Chebyshev Approximation of (1 + 2x)exp(x^2)erfc x in 0 <= x < oo", 1981), in pairs but for what
 * is small. The polynomials are minimax for the relative error of the result, by the algorithm of
 * Remez in 45 digits.
 */
final class ErrorFunctionCode {
  /** erf(x) / x - 1 in x^2; relative error of erf 2^-57.8 and 2^-29.5. */
  private static final double[] SERIES_DOUBLE = {
    0x1.06eba8214db68p-3,
    -0x1.812746b0379b3p-2,
    0x1.ce2f21a03d654p-4,
    -0x1.b82ce30f1d03fp-6,
    0x1.565bcbf55e129p-8,
    -0x1.c02d4e7c45546p-11,
    0x1.f98d8f2c3a7eap-14,
    -0x1.f2221085f498bp-17,
    0x1.8b34a8006dbcap-20
  };

  private static final double[] SERIES_SINGLE = {
    0x1.06eba8p-3, -0x1.812732p-2, 0x1.ce24f6p-4, -0x1.b6636ap-6, 0x1.352f86p-8
  };

  /** (g(t) - g(0)) / t; relative error of g 2^-57.1 and 2^-27.5. */
  private static final double[] TAIL_DOUBLE = {
    -0x1.1df1ad154a28ep-3,
    0x1.f7f5df66fd560p-7,
    0x1.16ecefcfa5337p-4,
    -0x1.9ddb23c3e7c3cp-4,
    0x1.7fee004e1356ep-4,
    -0x1.0fb06dfe6c544p-4,
    0x1.3079edf657722p-5,
    -0x1.0962387d6fe3ap-6,
    0x1.49c67296db210p-8,
    -0x1.8d4aa1a6d1b69p-11,
    -0x1.a1df3589b5e1bp-13,
    0x1.3be0d9c00981ap-13,
    -0x1.9956be08e269cp-16,
    -0x1.78a44fcd1a52fp-17,
    0x1.7f076cde2e058p-18,
    0x1.41c38be878d04p-22,
    -0x1.b8d79241663d2p-21,
    0x1.1f78fd0f6f0e9p-24,
    0x1.c14d4209d3201p-24,
    -0x1.a2e149ab3dbb6p-27,
    -0x1.5c31706bac377p-27
  };

  private static final double[] TAIL_SINGLE = {
    -0x1.7bf5dap-4,
    -0x1.5407f8p-3,
    0x1.4ff8a6p-3,
    -0x1.bc1966p-5,
    -0x1.063ecap-7,
    0x1.1bc320p-7,
    0x1.2a1d2cp-10,
    -0x1.4c0f48p-10,
    -0x1.c1aedcp-13
  };

  private final Format format;
  private final ScalarExpr size = abs(X);
  private final ScalarExpr isSmall = less(size, 0.5);

  /** What the error function of |x| is above |x|, where that is small. */
  private final ScalarExpr beyond;

  ErrorFunctionCode(Format format) {
    this.format = format;
    ScalarExpr series = polynomial(mul(size, size), format.choose(SERIES_DOUBLE, SERIES_SINGLE));
    this.beyond = mul(size, series);
  }

  /** The complement at |x| where that is not small. */
  private ScalarExpr tail() {
    double center = format.choose(4, 2);
    // Only c + x is rounded, and there t is of no great weight.
    ScalarExpr t = div(sub(size, lit(center)), add(size, lit(center)));
    Pair first = format == Format.DOUBLE
        ? new Pair(lit(0x1.3ba5916e9fd7fp0), lit(-0x1.93c8909b007b8p-55))
        : new Pair(lit(0x1.46e80ep0), lit(0x1.897dbcp-27));
    Pair g = first.plus(mul(t, polynomial(t, format.choose(TAIL_DOUBLE, TAIL_SINGLE))));
    ScalarExpr twice = add(size, size);
    Pair overG = g.quotient(Pair.sum(twice, ONE));
    return new ExpCode(format).decaying(Pair.product(size, size), overG);
  }

  /** The error function. The largest error found is 1.1 ulp. */
  ScalarExpr erf() {
    ScalarExpr large = select(greater(size, format.choose(6, 4)), ONE, sub(ONE, tail()));
    return withSignOf(select(isSmall, add(size, beyond), large), X);
  }

  /** One less the error function. The largest error found is 1.1 ulp. */
  ScalarExpr erfc() {
    Pair small = Pair.sum(ONE, neg(X));
    ScalarExpr nearOne = add(small.high(), sub(small.low(), withSignOf(beyond, X)));
    ScalarExpr tail = select(greater(size, format.choose(28, 11)), ZERO, tail());
    ScalarExpr far = select(less(X, 0), sub(lit(2), tail), tail);
    return select(isSmall, nearOne, far);
  }
}
