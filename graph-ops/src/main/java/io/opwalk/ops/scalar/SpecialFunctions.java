package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Logic.isFinite;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.Slopes.unlessMasked;

import io.opwalk.Tensor;
import java.util.List;

/** Special functions. {@link io.opwalk.ops.Special} says what each function gives. */
public final class SpecialFunctions {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955125738961589031215;

  /** The error function. */
  public static final ScalarFunction ERF = ScalarFunction.named("erf")
      .code(of(ScalarOp.ERF, X))
      .derivative((args, out, g) -> multiply(g, erfSlope(args.get(0))))
      .build();

  /** One less the error function. */
  public static final ScalarFunction ERFC = ScalarFunction.named("erfc")
      .code(of(ScalarOp.ERFC, X))
      .derivative((args, out, g) -> negative(multiply(g, erfSlope(args.get(0)))))
      .build();

  /** exp(x^2) erfc(x). */
  public static final ScalarFunction ERFCX = ScalarFunction.named("erfcx")
      .code(of(ScalarOp.ERFCX, X))
      .derivative(unlessMasked((args, out, g) ->
          multiply(g, subtract(multiply(multiply(2, args.get(0)), out), TWO_OVER_SQRT_PI))))
      .build();

  /** The inverse of erf. */
  public static final ScalarFunction ERFINV = ScalarFunction.named("erfinv")
      .code(of(ScalarOp.ERFINV, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, inverseSlope(out))))
      .build();

  /** The inverse of erfc. */
  public static final ScalarFunction ERFCINV = ScalarFunction.named("erfcinv")
      .code(of(ScalarOp.ERFCINV, X))
      .derivative(unlessMasked((args, out, g) -> negative(multiply(g, inverseSlope(out)))))
      .build();

  /** sin(pi x) / (pi x). */
  public static final ScalarFunction SINC = ScalarFunction.named("sinc")
      .code(Sinc.value(X))
      .derivative((args, out, g) -> multiply(g, Sinc.slope(args.get(0))))
      .build();

  /** log(x / (1 - x)). */
  public static final ScalarFunction LOGIT = ScalarFunction.named("logit")
      .code(logitCode())
      .derivative(unlessMasked((args, out, g) -> {
        Tensor p = args.get(0);
        return divide(g, multiply(p, subtract(1, p)));
      }))
      .build();

  private SpecialFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(ERF, ERFC, ERFCX, ERFINV, ERFCINV, SINC, LOGIT);
  }

  private static ScalarExpr logitCode() {
    ScalarExpr rest = of(ScalarOp.SUB, lit(1), X);
    ScalarExpr low = of(ScalarOp.LOG, of(ScalarOp.DIV, X, rest));
    // Near a half, where the odds are near 1, 2 x - 1 loses nothing.
    ScalarExpr excess = of(ScalarOp.SUB, of(ScalarOp.ADD, X, X), lit(1));
    ScalarExpr other = of(ScalarOp.LOG1P, of(ScalarOp.DIV, excess, rest));
    return of(ScalarOp.SELECT, of(ScalarOp.LT, X, lit(0.25)), low, other);
  }

  private static Tensor erfSlope(Tensor x) {
    return multiply(TWO_OVER_SQRT_PI, exp(negative(square(x))));
  }

  /** What the inverse of erf rises by, at its value: sqrt(pi) / 2 exp(value^2). */
  private static Tensor inverseSlope(Tensor value) {
    // Masked on both sides: this stays free of NaN when differentiated again.
    Tensor isFinite = isFinite(value);
    Tensor slope = multiply(1 / TWO_OVER_SQRT_PI, exp(square(where(isFinite, value, 0))));
    return where(isFinite, slope, Double.POSITIVE_INFINITY);
  }
}
