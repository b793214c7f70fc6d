package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.ZERO;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sub;

import io.opwalk.ops.scalar.ScalarExpr;

/**
 * The logistic function and its integral, by t = exp(-|x|), which neither overflows nor leaves [0,
 * 1]: its logarithm and exponential need none of the care that arbitrary arguments do.
 */
final class LogisticCode {
  private final ScalarExpr t;
  private final LogCode log;

  LogisticCode(Format format) {
    this.t = new ExpCode(format).decay(X);
    this.log = new LogCode(format);
  }

  /**
   * 1 / (1 + exp(-x)), literally so from 0 on, and accurate where it is near 0. The largest error
   * found is 1.94 ulp.
   */
  ScalarExpr sigmoid() {
    ScalarExpr isNegative = less(X, ZERO);
    ScalarExpr divisor = add(ONE, t);
    ScalarExpr ratio = div(select(isNegative, t, ONE), divisor);
    // What rounding took from the divisor, over the divisor: 1 / (1 + t) is nearly 1 - t / 2.
    ScalarExpr rest = sub(t, sub(divisor, ONE));
    ScalarExpr share = select(isNegative, mul(rest, fma(-0.5, t, ONE)), ZERO);
    return fma(neg(ratio), share, ratio);
  }

  /** log(1 + exp(x)). The largest error found is 1.76 ulp. */
  ScalarExpr softplus() {
    return add(select(greater(X, 0), X, ZERO), log.log1pOfFraction(t));
  }
}
