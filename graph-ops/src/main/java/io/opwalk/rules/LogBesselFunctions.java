package io.opwalk.rules;

import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarOp;

/**
 * As {@link LogExpFunctions}, logarithms of Bessel functions of any order, and their slopes: as
 * they are written wherever that function is a number with all its digits, and elsewhere by the
 * scaled one. So nothing is lost where an exponential and a power of the order nearly cancel.
 */
final class LogBesselFunctions {
  /** log(Iv(x)), where that overflows |x| + log(ive(v, x)). */
  static final ScalarFunction LOG_IV = function("logIv", logIv(arg(0), arg(1)));

  /** log(Kv(x)), where that underflows log(kve(v, x)) - x. */
  static final ScalarFunction LOG_KV = function("logKv", logKv(arg(0), arg(1)));

  /** The derivative of {@link #LOG_IV} in x. */
  static final ScalarFunction SLOPE_OF_LOG_IV =
      function("slopeOfLogIv", slopeOfLogIv(arg(0), arg(1)));

  /** The derivative of {@link #LOG_KV} in x; where Kv overflows 0, as of any constant. */
  static final ScalarFunction SLOPE_OF_LOG_KV =
      function("slopeOfLogKv", slopeOfLogKv(arg(0), arg(1)));

  private LogBesselFunctions() {}

  private static ScalarFunction function(String name, ScalarExpr code) {
    return ScalarFunction.named(name)
        .arity(2)
        .code(code)
        .noDerivative()
        .noDerivative()
        .build();
  }

  private static ScalarExpr logIv(ScalarExpr order, ScalarExpr x) {
    ScalarExpr size = of(ScalarOp.ABS, x);
    ScalarExpr isInfinite = of(ScalarOp.EQ, size, lit(Double.POSITIVE_INFINITY));
    ScalarExpr sum = of(ScalarOp.ADD, size, of(ScalarOp.LOG, of(ScalarOp.IVE, order, x)));
    // The scaled function is 0 at infinity.
    ScalarExpr far = of(ScalarOp.SELECT, isInfinite, size, sum);
    ScalarExpr value = of(ScalarOp.IV, order, x);
    return of(ScalarOp.SELECT, isFinite(value), of(ScalarOp.LOG, value), far);
  }

  private static ScalarExpr logKv(ScalarExpr order, ScalarExpr x) {
    ScalarExpr value = of(ScalarOp.KV, order, x);
    ScalarExpr far = of(ScalarOp.SUB, of(ScalarOp.LOG, of(ScalarOp.KVE, order, x)), x);
    return of(ScalarOp.SELECT, isNormal(value), of(ScalarOp.LOG, value), far);
  }

  private static ScalarExpr slopeOfLogIv(ScalarExpr order, ScalarExpr x) {
    ScalarExpr near = quotient(ScalarOp.IV, order, x, 0.5);
    ScalarExpr far = quotient(ScalarOp.IVE, order, x, 0.5);
    return of(ScalarOp.SELECT, isFinite(near), near, far);
  }

  private static ScalarExpr slopeOfLogKv(ScalarExpr order, ScalarExpr x) {
    ScalarExpr value = of(ScalarOp.KV, order, x);
    ScalarExpr near = quotient(ScalarOp.KV, order, x, -0.5);
    ScalarExpr far = quotient(ScalarOp.KVE, order, x, -0.5);
    ScalarExpr rest = of(ScalarOp.SELECT, isNormal(value), near, far);
    ScalarExpr overflows = of(ScalarOp.EQ, value, lit(Double.POSITIVE_INFINITY));
    return of(ScalarOp.SELECT, overflows, lit(0), rest);
  }

  /** The sum of the functions of the orders below and above over that of the order, times half. */
  private static ScalarExpr quotient(
      ScalarOp function, ScalarExpr order, ScalarExpr x, double half) {
    ScalarExpr below = of(function, of(ScalarOp.SUB, order, lit(1)), x);
    ScalarExpr above = of(function, of(ScalarOp.ADD, order, lit(1)), x);
    ScalarExpr slope = of(ScalarOp.MUL, lit(half), of(ScalarOp.ADD, below, above));
    return of(ScalarOp.DIV, slope, of(function, order, x));
  }

  private static ScalarExpr isFinite(ScalarExpr value) {
    return of(ScalarOp.LT, of(ScalarOp.ABS, value), lit(Double.POSITIVE_INFINITY));
  }

  /** False of what has lost digits below the least normal number, in either dtype. */
  private static ScalarExpr isNormal(ScalarExpr value) {
    return of(ScalarOp.GT, of(ScalarOp.MUL, value, lit(0x1p-52)), lit(0));
  }
}
