package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Special.sinc;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;

import io.opwalk.Tensor;
import io.opwalk.ops.Scalars;
import java.util.List;

/** sin(pi x) / (pi x), and its derivative without the cancellation near 0. */
final class Sinc {
  private static final double PI_SQUARED = 9.869604401089358618834490999876;

  /** (-1)^k pi^(2k) 2k / (2k + 1)! for k from 1 on: the derivative in odd powers of x. */
  private static final List<Double> SERIES = List.of(
      -3.289868133696453,
      3.2469697011334144,
      -1.1445109447325053,
      0.2091827825412384,
      -0.023460810354558236,
      0.001781145516372852,
      -9.766223126318933e-05,
      4.049947846619244e-06,
      -1.3148481279991994e-07,
      3.4330769499642866e-09,
      -7.365893777096947e-11);

  /** Up to here the series is as good as its terms; from here on little cancels. */
  private static final double NEAR = 0.5;

  /** (cos(pi x) - sinc(x)) / x. */
  private static final ScalarFunction SLOPE = ScalarFunction.named("sincSlope")
      .code(slopeCode())
      .derivative((args, out, g) -> multiply(g, curvature(args.get(0), out)))
      .build();

  private Sinc() {}

  static ScalarExpr value(ScalarExpr x) {
    ScalarExpr quotient =
        of(ScalarOp.DIV, wave(x, ScalarOp.SIN), of(ScalarOp.MUL, lit(Math.PI), x));
    return of(ScalarOp.SELECT, of(ScalarOp.EQ, x, lit(0)), lit(1), quotient);
  }

  static Tensor slope(Tensor x) {
    return Scalars.apply(SLOPE, x);
  }

  /** The sine or cosine of pi x: that of what is left of x beside the nearest integer is exact. */
  private static ScalarExpr wave(ScalarExpr x, ScalarOp function) {
    ScalarExpr nearest = of(ScalarOp.RINT, x);
    ScalarExpr half = of(ScalarOp.MUL, nearest, lit(0.5));
    ScalarExpr isEven = of(ScalarOp.EQ, of(ScalarOp.FLOOR, half), half);
    ScalarExpr turned = of(function, of(ScalarOp.MUL, lit(Math.PI), of(ScalarOp.SUB, x, nearest)));
    return of(ScalarOp.SELECT, isEven, turned, of(ScalarOp.NEG, turned));
  }

  private static ScalarExpr slopeCode() {
    ScalarExpr square = of(ScalarOp.MUL, X, X);
    ScalarExpr sum = lit(0);
    for (int k = SERIES.size() - 1; k >= 0; k--) {
      sum = of(ScalarOp.ADD, of(ScalarOp.MUL, sum, square), lit(SERIES.get(k)));
    }
    ScalarExpr near = of(ScalarOp.MUL, sum, X);
    ScalarExpr far = of(ScalarOp.DIV, of(ScalarOp.SUB, wave(X, ScalarOp.COS), value(X)), X);
    return of(ScalarOp.SELECT, of(ScalarOp.LT, of(ScalarOp.ABS, X), lit(NEAR)), near, far);
  }

  /** The second derivative: -pi^2 sinc(x) - 2 slope / x. */
  private static Tensor curvature(Tensor x, Tensor slope) {
    Tensor isZero = equal(x, 0);
    Tensor quotient = where(isZero, -PI_SQUARED / 3, divide(slope, where(isZero, 1, x)));
    return negative(add(multiply(PI_SQUARED, sinc(x)), multiply(2, quotient)));
  }
}
