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
  /**
   * log(erfc(x)). From 1 on by the scaled complement, log(erfcx(x)) - x^2, which goes on where erfc
   * underflows, above 26.6; below by the error function, which keeps what erfc loses near 0.
   */
  static final ScalarFunction LOG_ERFC =
      ScalarFunction.named("logErfc").code(logErfc(arg(0))).noDerivative().build();

  private LogExpFunctions() {}

  private static ScalarExpr logErfc(ScalarExpr x) {
    ScalarExpr below = of(ScalarOp.LOG1P, of(ScalarOp.NEG, of(ScalarOp.ERF, x)));
    ScalarExpr above =
        of(ScalarOp.SUB, of(ScalarOp.LOG, of(ScalarOp.ERFCX, x)), of(ScalarOp.MUL, x, x));
    return of(ScalarOp.SELECT, of(ScalarOp.LT, x, lit(1)), below, above);
  }
}
