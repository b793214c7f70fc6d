package io.opwalk.ops.scalar;

import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarOp.ABS;
import static io.opwalk.ops.scalar.ScalarOp.AND;
import static io.opwalk.ops.scalar.ScalarOp.EXP;
import static io.opwalk.ops.scalar.ScalarOp.LT;
import static io.opwalk.ops.scalar.ScalarOp.MAX;
import static io.opwalk.ops.scalar.ScalarOp.NE;
import static io.opwalk.ops.scalar.ScalarOp.NEG;
import static io.opwalk.ops.scalar.ScalarOp.SELECT;
import static io.opwalk.ops.scalar.ScalarOp.XOR;

import io.opwalk.ops.scalar.ScalarExpr.Arg;

/** Pieces of scalar code that several functions are made of. */
final class Formulas {
  static final Arg X = new Arg(0);
  static final Arg Y = new Arg(1);
  static final Arg Z = new Arg(2);

  private Formulas() {}

  /** exp(-|x|), in [0, 1]: what stable forms in the logistic family are made of. */
  static ScalarExpr decay(ScalarExpr x) {
    return of(EXP, of(NEG, of(ABS, x)));
  }

  /**
   * x, or -1000 where x is below: for functions x f(x) where f is 0 from there on, in all dtypes,
   * so that the limit at -infinity is -0.0 and not -infinity times 0, which is NaN.
   */
  static ScalarExpr bounded(ScalarExpr x) {
    return of(MAX, x, lit(-1000));
  }

  /** An odd function, given its value at |x|; the sign of zero is kept. */
  static ScalarExpr odd(ScalarExpr x, ScalarExpr atMagnitude) {
    // Below 2^-28 all functions built here equal x to the last bit, in all dtypes.
    return of(
        SELECT,
        of(LT, of(ABS, x), lit(0x1p-28)),
        x,
        of(SELECT, of(LT, x, lit(0)), of(NEG, atMagnitude), atMagnitude));
  }

  /** Whether the quotient truncated toward zero, of remainder r = x % y, is one above the floor. */
  static ScalarExpr truncatesUp(ScalarExpr y, ScalarExpr r) {
    ScalarExpr signsDiffer = of(XOR, of(LT, y, lit(0)), of(LT, r, lit(0)));
    return of(AND, of(NE, r, lit(0)), signsDiffer);
  }
}
