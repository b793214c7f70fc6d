package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.ZERO;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.patternXor;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sign;
import static io.opwalk.ops.elementary.Terms.sqrt;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.withSignOf;

import io.opwalk.ops.scalar.ScalarExpr;

/**
 * Inverse sine and cosine, as in fdlibm's e_asin.c and e_acos.c (Sun Microsystems, 1993): a series
 * up to 1/2, and above it pi / 2 less twice the inverse sine of sqrt((1 - |x|) / 2). The polynomial
 * in the place of fdlibm's quotient is minimax for the relative error of the inverse sine, by the
 * algorithm of Remez in 50 digits, rounded one coefficient after the other.
 */
final class ArcCode {
  /** (asin(s) / s - 1) / s^2 in s^2; relative error of the inverse sine 2^-59.5 and 2^-31.7. */
  private static final double[] DOUBLE = {
    0x1.5555555555578p-3,
    0x1.333333332df20p-4,
    0x1.6db6db72281a7p-5,
    0x1.f1c71a8e4bbdbp-6,
    0x1.6e8bdf6f14c3fp-6,
    0x1.1c49e951f3df9p-6,
    0x1.ca1ff73fc1942p-7,
    0x1.7583d94692058p-7,
    0x1.613e4c4fda33ap-7,
    0x1.e637d70e8b805p-9,
    0x1.637236811d7a9p-6,
    -0x1.57a99f35d8eaep-6,
    0x1.0b26c7b37f258p-5
  };

  private static final double[] SINGLE = {
    0x1.55554cp-3, 0x1.3338aap-4, 0x1.6ca7eap-5, 0x1.04cbbcp-5, 0x1.d5b078p-7, 0x1.348870p-5
  };

  private static final double HALF_PI = 0x1.921fb54442d18p0;
  private static final double HALF_PI_REST_DOUBLE = 0x1.1a62633145c07p-54;
  private static final double HALF_PI_REST_SINGLE = -0x1.777a5cp-25;

  private final Format format;
  private final ScalarExpr size = abs(X);
  private final ScalarExpr isLarge = greater(size, 0.5);

  /** What the series is in: |x|, or the root. */
  private final ScalarExpr s;

  /** What its inverse sine is above it, and what rounding took from it. */
  private final ScalarExpr beyond;

  ArcCode(Format format) {
    this.format = format;
    ScalarExpr z = select(isLarge, fma(-0.5, size, lit(0.5)), mul(size, size));
    ScalarExpr root = sqrt(z);
    s = select(isLarge, root, size);
    // The divisor is never 0, and as good as twice the root where that counts.
    ScalarExpr lost = div(fma(neg(root), root, z), fma(2, root, lit(format.minNormal())));
    ScalarExpr series = polynomial(z, format.choose(DOUBLE, SINGLE));
    beyond = fma(mul(s, z), series, select(isLarge, lost, ZERO));
  }

  private ScalarExpr halfPiRest() {
    return lit(format.choose(HALF_PI_REST_DOUBLE, HALF_PI_REST_SINGLE));
  }

  /** The inverse sine. The largest error found is 0.7 ulp. */
  ScalarExpr asin() {
    ScalarExpr halfPi = lit(format.high(HALF_PI));
    ScalarExpr high = fma(-2, s, halfPi);
    ScalarExpr lost = fma(-2, s, sub(halfPi, high));
    ScalarExpr large = add(high, add(lost, fma(-2, beyond, halfPiRest())));
    return withSignOf(select(isLarge, large, add(s, beyond)), X);
  }

  /** The inverse cosine. The largest error found is 0.6 ulp. */
  ScalarExpr acos() {
    ScalarExpr isPositive = greater(X, 0);
    // Less than the base: x and what its inverse sine is above it, or twice the root and so on.
    ScalarExpr factor = select(isLarge, lit(2), ONE);
    ScalarExpr opposite = patternXor(sign(X), select(isLarge, lit(-0.0), ZERO));
    ScalarExpr less = patternXor(mul(factor, s), opposite);
    ScalarExpr lessRest = patternXor(mul(factor, beyond), opposite);
    ScalarExpr halfPi = lit(format.high(HALF_PI));
    ScalarExpr far = select(isPositive, ZERO, lit(2 * format.high(HALF_PI)));
    ScalarExpr farRest = select(isPositive, ZERO, mul(2, halfPiRest()));
    ScalarExpr base = select(isLarge, far, halfPi);
    ScalarExpr baseRest = select(isLarge, farRest, halfPiRest());
    ScalarExpr high = sub(base, less);
    ScalarExpr lost = sub(sub(base, high), less);
    return add(high, add(lost, sub(baseRest, lessRest)));
  }
}
