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
  private static final double LN_2 = 0.693147180559945309417;

  /**
   * log(1 - exp(x)) for x below 0, by Maechler's two branches ("Accurately computing log(1 -
   * exp(-|a|))", vignette of the R package Rmpfr, 2012): each loses what the other keeps.
   */
  static final ScalarFunction LOG1MEXP =
      ScalarFunction.named("log1mexp").code(log1mexp(arg(0))).noDerivative().build();

  private LogExpFunctions() {}

  private static ScalarExpr log1mexp(ScalarExpr x) {
    ScalarExpr near = of(ScalarOp.LOG, of(ScalarOp.NEG, of(ScalarOp.EXPM1, x)));
    ScalarExpr far = of(ScalarOp.LOG1P, of(ScalarOp.NEG, of(ScalarOp.EXP, x)));
    return of(ScalarOp.SELECT, of(ScalarOp.GT, x, lit(-LN_2)), near, far);
  }
}
