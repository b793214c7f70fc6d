package io.opwalk.rules;

import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarOp;

/**
 * Functions that nobody writes, but that rules put in the place of what is written. Gradients are
 * built before any rewrite, so they have none.
 */
final class LogExpFunctions {
  /** From here on the scaled functions lose nothing. */
  private static final double LARGE = 30;

  /** The square of what is below it is nothing beside 1. */
  private static final double SMALL = 1e-9;

  /** As many terms as count in a double for x up to 1. */
  private static final int TERMS = 9;

  /**
   * log(erfc(x)). From 1 on by the scaled complement, log(erfcx(x)) - x^2, which goes on where erfc
   * underflows, above 26.6; below by the error function, which keeps what erfc loses near 0.
   */
  static final ScalarFunction LOG_ERFC =
      ScalarFunction.named("logErfc").code(logErfc(arg(0))).noDerivative().build();

  /**
   * log(I0(x)). Near 0 by the power series, which keeps what I0 loses beside 1; from 30 on by the
   * scaled function, |x| + log(i0e(x)), which goes on where I0 overflows, above 713.
   */
  static final ScalarFunction LOG_I0 =
      ScalarFunction.named("logI0").code(logI0(arg(0))).noDerivative().build();

  /** log(I1(x)), from 30 on by the scaled function, as {@link #LOG_I0}; NaN for negative x. */
  static final ScalarFunction LOG_I1 =
      ScalarFunction.named("logI1").code(logI1(arg(0))).noDerivative().build();

  /**
   * One over the derivative of {@link #LOG_I1}, which is I1 over that of I1, I0(x) - I1(x) / x;
   * from 30 on by the scaled functions.
   */
  static final ScalarFunction I1_OVER_SLOPE = ScalarFunction.named("i1OverSlope")
      .code(i1OverSlope(arg(0)))
      .noDerivative()
      .build();

  private LogExpFunctions() {}

  private static ScalarExpr logErfc(ScalarExpr x) {
    ScalarExpr below = of(ScalarOp.LOG1P, of(ScalarOp.NEG, of(ScalarOp.ERF, x)));
    ScalarExpr above =
        of(ScalarOp.SUB, of(ScalarOp.LOG, of(ScalarOp.ERFCX, x)), of(ScalarOp.MUL, x, x));
    return of(ScalarOp.SELECT, of(ScalarOp.LT, x, lit(1)), below, above);
  }

  private static ScalarExpr logI0(ScalarExpr x) {
    ScalarExpr size = of(ScalarOp.ABS, x);
    ScalarExpr near = of(ScalarOp.LOG1P, i0Less1(of(ScalarOp.MUL, lit(0.5), x)));
    ScalarExpr between = of(ScalarOp.LOG, of(ScalarOp.I0, x));
    ScalarExpr far = scaled(size, of(ScalarOp.I0E, x));
    ScalarExpr rest = of(ScalarOp.SELECT, of(ScalarOp.LT, size, lit(LARGE)), between, far);
    return of(ScalarOp.SELECT, of(ScalarOp.LT, size, lit(1)), near, rest);
  }

  private static ScalarExpr logI1(ScalarExpr x) {
    ScalarExpr near = of(ScalarOp.LOG, of(ScalarOp.I1, x));
    ScalarExpr far = scaled(x, of(ScalarOp.I1E, x));
    return of(ScalarOp.SELECT, of(ScalarOp.LT, x, lit(LARGE)), near, far);
  }

  private static ScalarExpr i1OverSlope(ScalarExpr x) {
    ScalarExpr size = of(ScalarOp.ABS, x);
    ScalarExpr near = overSlope(x, of(ScalarOp.I0, x), of(ScalarOp.I1, x));
    ScalarExpr far = overSlope(x, of(ScalarOp.I0E, x), of(ScalarOp.I1E, x));
    ScalarExpr rest = of(ScalarOp.SELECT, of(ScalarOp.LT, size, lit(LARGE)), near, far);
    // x / (1 + x^2 / 4 + ...), where the half of a small x may not be exact.
    return of(ScalarOp.SELECT, of(ScalarOp.LT, size, lit(SMALL)), x, rest);
  }

  /** I1 / (I0 - I1 / x), where the scale of both cancels. */
  private static ScalarExpr overSlope(ScalarExpr x, ScalarExpr i0, ScalarExpr i1) {
    return of(ScalarOp.DIV, i1, of(ScalarOp.SUB, i0, of(ScalarOp.DIV, i1, x)));
  }

  /** log(exp(x) y), infinite where x is: y is 0 there. */
  private static ScalarExpr scaled(ScalarExpr x, ScalarExpr y) {
    ScalarExpr isInfinite = of(ScalarOp.EQ, x, lit(Double.POSITIVE_INFINITY));
    return of(ScalarOp.SELECT, isInfinite, x, of(ScalarOp.ADD, x, of(ScalarOp.LOG, y)));
  }

  /** The sum over k from 1 on of (h^k / k!)^2, where h is half of x (DLMF 10.25.2). */
  private static ScalarExpr i0Less1(ScalarExpr half) {
    ScalarExpr square = of(ScalarOp.MUL, half, half);
    ScalarExpr sum = lit(1);
    for (int k = TERMS; k > 1; k--) {
      ScalarExpr term = of(ScalarOp.MUL, of(ScalarOp.MUL, square, lit(1.0 / (k * k))), sum);
      sum = of(ScalarOp.ADD, lit(1), term);
    }
    return of(ScalarOp.MUL, square, sum);
  }
}
