package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.INFINITY;
import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.Y;
import static io.opwalk.ops.elementary.Terms.ZERO;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.equal;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.patternXor;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sign;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.withSignOf;

import io.opwalk.ops.scalar.ScalarExpr;

/**
 * The inverse tangent and the angle of a point: atan(q) = atan(c) + atan((q - c) / (1 + c q)) for c
 * of 0, 1 and infinity brings the argument below tan(pi / 8), as in fdlibm's s_atan.c (Sun
 * Microsystems, 1993), with other c. The polynomial is minimax for the relative error of the
 * inverse tangent, by the algorithm of Remez in 50 digits, rounded one coefficient after the other.
 */
final class AngleCode {
  /** (atan(t) / t - 1) / t^2 in t^2; relative error of the inverse tangent 2^-59.5 and 2^-30.5. */
  private static final double[] DOUBLE = {
    -0x1.555555555553dp-2,
    0x1.999999999589ap-3,
    -0x1.24924922af458p-3,
    0x1.c71c70e6fa5ebp-4,
    -0x1.745cf8fa072c8p-4,
    0x1.3b111b4f8e53fp-4,
    -0x1.10ebd250fdaedp-4,
    0x1.df10cf5a0a6a2p-5,
    -0x1.9cd9a97223297p-5,
    0x1.37e7589a71f74p-5,
    -0x1.25912dc634a62p-6
  };

  private static final double[] SINGLE = {
    -0x1.55554ap-2, 0x1.9991e8p-3, -0x1.23ba42p-3, 0x1.b22eccp-4, -0x1.f31d5cp-5
  };

  /** tan(pi / 8). */
  private static final double LOW = 0x1.a82798p-2;

  /** tan(3 pi / 8). */
  private static final double HIGH = 0x1.3504f4p1;

  private static final double PI = 0x1.921fb54442d18p1;
  private static final double PI_REST_DOUBLE = 0x1.1a62633145c07p-53;
  private static final double PI_REST_SINGLE = -0x1.777a5cp-24;

  private final Format format;

  AngleCode(Format format) {
    this.format = format;
  }

  /** A quarter turn, in so many eighths of a half turn. */
  private Pair eighths(int count) {
    double share = count / 8.0;
    double rest = format.choose(PI_REST_DOUBLE, PI_REST_SINGLE);
    return new Pair(lit(share * format.high(PI)), lit(share * rest));
  }

  /** The inverse tangent. The largest error found is 0.8 ulp. */
  ScalarExpr atan() {
    ScalarExpr size = abs(X);
    ScalarExpr isHigh = greater(size, HIGH);
    ScalarExpr isMiddle = greater(size, LOW);
    ScalarExpr sum = add(size, ONE);
    Pair difference = new Pair(sub(size, ONE), sub(size, add(sub(size, ONE), ONE)));
    Pair above = Pair.select(
        isHigh, new Pair(lit(-1), ZERO), Pair.select(isMiddle, difference, new Pair(size, ZERO)));
    Pair below = Pair.select(
        isHigh,
        new Pair(size, ZERO),
        Pair.select(isMiddle, new Pair(sum, sub(size, sub(sum, ONE))), new Pair(ONE, ZERO)));
    Pair base =
        Pair.select(isHigh, eighths(4), Pair.select(isMiddle, eighths(2), new Pair(ZERO, ZERO)));
    ScalarExpr value = sum(base, above.quotient(below));
    // One over infinity, and the products with it, would make NaN of it.
    ScalarExpr finite = select(equal(size, INFINITY), eighths(4).high(), value);
    return withSignOf(finite, X);
  }

  /** The base and atan(t). */
  private ScalarExpr sum(Pair base, Pair t) {
    ScalarExpr square = mul(t.high(), t.high());
    ScalarExpr series = polynomial(square, format.choose(DOUBLE, SINGLE));
    ScalarExpr beyond = fma(mul(t.high(), square), series, add(t.low(), base.low()));
    Pair sum = Pair.sum(base.high(), t.high());
    return add(sum.high(), add(sum.low(), beyond));
  }

  /**
   * The angle of the point (y, x), y being the first argument. The largest error found is 1.2 ulp.
   */
  ScalarExpr atan2() {
    ScalarExpr a = abs(X);
    ScalarExpr b = abs(Y);
    ScalarExpr larger = ScalarExpr.of(io.opwalk.ops.scalar.ScalarOp.MAX, a, b);
    ScalarExpr isInfinite = equal(larger, INFINITY);
    ScalarExpr isZero = equal(larger, 0);
    ScalarExpr y = scaled(a, larger, isInfinite);
    ScalarExpr x = select(isZero, ONE, scaled(b, larger, isInfinite));

    ScalarExpr isHigh = greater(y, mul(HIGH, x));
    ScalarExpr isMiddle = greater(y, mul(LOW, x));
    ScalarExpr isSteep = greater(y, x);
    Pair sum = Pair.sum(select(isSteep, y, x), select(isSteep, x, y));
    Pair difference = Pair.sum(select(isSteep, y, neg(x)), select(isSteep, neg(x), y));
    Pair above = Pair.select(
        isHigh, new Pair(neg(x), ZERO), Pair.select(isMiddle, difference, new Pair(y, ZERO)));
    Pair below =
        Pair.select(isHigh, new Pair(y, ZERO), Pair.select(isMiddle, sum, new Pair(x, ZERO)));
    Pair t = above.quotient(below);

    // To the left of the y axis, all is taken from pi.
    ScalarExpr isLeft = less(patternXor(ONE, sign(Y)), 0);
    Pair base = Pair.select(
        isHigh,
        eighths(4),
        Pair.select(
            isMiddle,
            Pair.select(isLeft, eighths(6), eighths(2)),
            Pair.select(isLeft, eighths(8), new Pair(ZERO, ZERO))));
    Pair signed = new Pair(withSignOf(t.high(), Y), withSignOf(t.low(), Y));
    return withSignOf(sum(base, signed), X);
  }

  /** The coordinate, scaled so that sums do not overflow, nor quotients' remainders underflow. */
  private ScalarExpr scaled(ScalarExpr value, ScalarExpr larger, ScalarExpr isInfinite) {
    int range = (int) format.choose(900, 90);
    int shift = (int) format.choose(150, 40);
    ScalarExpr factor = select(
        greater(larger, Format.power(range)),
        lit(Format.power(-shift)),
        select(less(larger, Format.power(-range)), lit(Format.power(shift)), ONE));
    // Of two infinities, both are one; beside one, what is finite is nothing.
    ScalarExpr atInfinity = select(equal(value, INFINITY), ONE, ZERO);
    return select(isInfinite, atInfinity, mul(value, factor));
  }
}
