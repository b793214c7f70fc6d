package io.opwalk.ops.scalar;

import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.expm1;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Exponents.log1p;
import static io.opwalk.ops.Exponents.power;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.greater;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.COMMUTATIVE;
import static io.opwalk.ops.scalar.Slopes.unlessMasked;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import java.util.List;

/** Powers, roots and logarithms. {@link io.opwalk.ops.Exponents} says what each function gives. */
public final class ExponentFunctions {
  private static final double LN_2 = 0.693147180559945309417;
  private static final double LN_10 = 2.302585092994045684018;

  /** e to the power of x. */
  public static final ScalarFunction EXP = ScalarFunction.named("exp")
      .code(of(ScalarOp.EXP, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, out)))
      .build();

  /** e to the power of x, less one. */
  public static final ScalarFunction EXPM1 = ScalarFunction.named("expm1")
      .code(of(ScalarOp.EXPM1, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, exp(args.get(0)))))
      .build();

  /** 2 to the power of x. */
  public static final ScalarFunction EXP2 = ScalarFunction.named("exp2")
      .code(of(ScalarOp.EXP2, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, multiply(LN_2, out))))
      .build();

  /** The natural logarithm. */
  public static final ScalarFunction LOG = ScalarFunction.named("log")
      .code(of(ScalarOp.LOG, X))
      .derivative(unlessMasked((args, out, g) -> divide(g, args.get(0))))
      .build();

  /** The natural logarithm of 1 + x. */
  public static final ScalarFunction LOG1P = ScalarFunction.named("log1p")
      .code(of(ScalarOp.LOG1P, X))
      .derivative(unlessMasked((args, out, g) -> divide(g, add(1, args.get(0)))))
      .build();

  /** The logarithm to base two. */
  public static final ScalarFunction LOG2 = ScalarFunction.named("log2")
      .code(of(ScalarOp.LOG2, X))
      .derivative(unlessMasked((args, out, g) -> divide(g, multiply(LN_2, args.get(0)))))
      .build();

  /** The logarithm to base ten. */
  public static final ScalarFunction LOG10 = ScalarFunction.named("log10")
      .code(of(ScalarOp.LOG10, X))
      .derivative(unlessMasked((args, out, g) -> divide(g, multiply(LN_10, args.get(0)))))
      .build();

  /** The square root. */
  public static final ScalarFunction SQRT = ScalarFunction.named("sqrt")
      .code(of(ScalarOp.SQRT, X))
      .derivative(unlessMasked((args, out, g) -> divide(multiply(0.5, g), out)))
      .build();

  /** One over the square root. */
  public static final ScalarFunction RSQRT = ScalarFunction.named("rsqrt")
      .code(of(ScalarOp.DIV, lit(1), of(ScalarOp.SQRT, X)))
      .derivative(unlessMasked(
          (args, out, g) -> divide(multiply(multiply(-0.5, g), out), args.get(0))))
      .build();

  /** The cube root. */
  public static final ScalarFunction CBRT = ScalarFunction.named("cbrt")
      .code(of(ScalarOp.CBRT, X))
      .derivative(unlessMasked((args, out, g) -> divide(g, multiply(3, square(out)))))
      .build();

  /** x to the power of y. */
  public static final ScalarFunction POWER = ScalarFunction.named("power")
      .arity(2)
      .code(of(ScalarOp.POW, X, Y))
      .derivative(unlessMasked((args, out, g) -> multiply(g, slopeInBase(args))))
      .derivative(unlessMasked((args, out, g) -> multiply(g, slopeInExponent(args, out))))
      .build();

  /** x to the power of y, of integers; fails where y is negative. */
  public static final ScalarFunction INTEGER_POWER = ScalarFunction.named("integerPower")
      .arity(2)
      .on(Domain.INTEGER)
      .code(of(ScalarOp.INTEGER_POWER, X, Y))
      .build();

  /** log(exp(x) + exp(y)). */
  public static final ScalarFunction LOGADDEXP = ScalarFunction.named("logaddexp")
      .arity(2)
      .with(COMMUTATIVE)
      .code(logaddexpCode())
      .derivative((args, out, g) -> multiply(g, share(args.get(0), args.get(1))))
      .derivative((args, out, g) -> multiply(g, share(args.get(1), args.get(0))))
      .build();

  /** log2(2^x + 2^y). */
  public static final ScalarFunction LOGADDEXP2 = ScalarFunction.named("logaddexp2")
      .arity(2)
      .with(COMMUTATIVE)
      .code(logaddexp2Code())
      .derivative((args, out, g) -> multiply(g, shareOfPowersOf2(args.get(0), args.get(1))))
      .derivative((args, out, g) -> multiply(g, shareOfPowersOf2(args.get(1), args.get(0))))
      .build();

  /** The root of x squared plus y squared. */
  public static final ScalarFunction HYPOT = ScalarFunction.named("hypot")
      .arity(2)
      .with(COMMUTATIVE)
      .code(of(ScalarOp.HYPOT, X, Y))
      .derivative((args, out, g) -> multiply(g, divide(args.get(0), oneForZero(out))))
      .derivative((args, out, g) -> multiply(g, divide(args.get(1), oneForZero(out))))
      .build();

  /** log(exp(x) - exp(y)). */
  public static final ScalarFunction LOGSUBEXP = ScalarFunction.named("logsubexp")
      .arity(2)
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.EQ, Y, lit(Double.NEGATIVE_INFINITY)),
          X,
          of(ScalarOp.ADD, X, log1mexpCode(of(ScalarOp.SUB, Y, X)))))
      .derivative(unlessMasked((args, out, g) ->
          divide(g, negative(expm1(negative(subtract(args.get(0), args.get(1))))))))
      .derivative(unlessMasked((args, out, g) ->
          negative(divide(g, expm1(subtract(args.get(0), args.get(1)))))))
      .build();

  /** log(1 - exp(x)). */
  public static final ScalarFunction LOG1MEXP = ScalarFunction.named("log1mexp")
      .code(log1mexpCode(X))
      .derivative(unlessMasked((args, out, g) -> negative(divide(g, expm1(negative(args.get(0)))))))
      .build();

  /** x log(y), but 0 for x = 0. */
  public static final ScalarFunction XLOGY = ScalarFunction.named("xlogy")
      .arity(2)
      .code(zeroForZero(of(ScalarOp.MUL, X, of(ScalarOp.LOG, Y))))
      .derivative(unlessMasked((args, out, g) -> multiply(g, log(args.get(1)))))
      .derivative(unlessMasked((args, out, g) -> quotient(multiply(g, args.get(0)), args.get(1))))
      .build();

  /** x log(1 + y), but 0 for x = 0. */
  public static final ScalarFunction XLOG1PY = ScalarFunction.named("xlog1py")
      .arity(2)
      .code(zeroForZero(of(ScalarOp.MUL, X, of(ScalarOp.LOG1P, Y))))
      .derivative(unlessMasked((args, out, g) -> multiply(g, log1p(args.get(1)))))
      .derivative(
          unlessMasked((args, out, g) -> quotient(multiply(g, args.get(0)), add(1, args.get(1)))))
      .build();

  private ExponentFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        EXP,
        EXPM1,
        EXP2,
        LOG,
        LOG1P,
        LOG2,
        LOG10,
        SQRT,
        RSQRT,
        CBRT,
        POWER,
        INTEGER_POWER,
        LOGADDEXP,
        LOGADDEXP2,
        HYPOT,
        LOGSUBEXP,
        LOG1MEXP,
        XLOGY,
        XLOG1PY);
  }

  private static ScalarExpr logaddexpCode() {
    ScalarExpr apart = of(
        ScalarOp.ADD,
        of(ScalarOp.MAX, X, Y),
        of(ScalarOp.SOFTPLUS, of(ScalarOp.NEG, of(ScalarOp.ABS, of(ScalarOp.SUB, X, Y)))));
    // Where both are the same infinity, their difference is NaN.
    return of(ScalarOp.SELECT, of(ScalarOp.EQ, X, Y), of(ScalarOp.ADD, X, lit(LN_2)), apart);
  }

  private static ScalarExpr logaddexp2Code() {
    ScalarExpr apart = of(ScalarOp.ABS, of(ScalarOp.SUB, X, Y));
    ScalarExpr ratio = of(ScalarOp.POW, lit(2), of(ScalarOp.NEG, apart));
    ScalarExpr more = of(ScalarOp.DIV, of(ScalarOp.LOG1P, ratio), lit(LN_2));
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.EQ, X, Y),
        of(ScalarOp.ADD, X, lit(1)),
        of(ScalarOp.ADD, of(ScalarOp.MAX, X, Y), more));
  }

  /** By the form that loses nothing, on either side of -log(2) (M. Maechler, 2012). */
  private static ScalarExpr log1mexpCode(ScalarExpr x) {
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.GT, x, lit(-LN_2)),
        of(ScalarOp.LOG, of(ScalarOp.NEG, of(ScalarOp.EXPM1, x))),
        of(ScalarOp.LOG1P, of(ScalarOp.NEG, of(ScalarOp.EXP, x))));
  }

  /** A product with x, but 0 where x is 0 and y a number. */
  private static ScalarExpr zeroForZero(ScalarExpr product) {
    ScalarExpr isZero = of(ScalarOp.AND, of(ScalarOp.EQ, X, lit(0)), of(ScalarOp.EQ, Y, Y));
    return of(ScalarOp.SELECT, isZero, lit(0), product);
  }

  /** x / y, but 0 for x = 0. */
  private static Tensor quotient(Tensor x, Tensor y) {
    Tensor isZero = equal(x, 0);
    return where(isZero, 0, divide(x, where(isZero, 1, y)));
  }

  /** exp(x) / (exp(x) + exp(y)); half where both are the same infinity. */
  private static Tensor share(Tensor x, Tensor y) {
    return sigmoid(where(equal(x, y), 0, subtract(x, y)));
  }

  /** 2^x / (2^x + 2^y); half where both are the same infinity. */
  private static Tensor shareOfPowersOf2(Tensor x, Tensor y) {
    return sigmoid(multiply(LN_2, where(equal(x, y), 0, subtract(x, y))));
  }

  /** y pow(x, y - 1); 0 for y = 0, where x = 0 would make it 0 times infinity. */
  private static Tensor slopeInBase(List<Tensor> args) {
    Tensor y = args.get(1);
    Tensor lowered = subtract(where(equal(y, 0), 1, y), 1);
    return multiply(y, power(args.get(0), lowered));
  }

  /** pow(x, y) log(x); 0 for x <= 0, where there is no derivative, or 0 is its limit. */
  private static Tensor slopeInExponent(List<Tensor> args, Tensor out) {
    Tensor x = args.get(0);
    Tensor positive = greater(x, 0);
    // Masked before the logarithm and after it: this stays free of NaN when differentiated again.
    return where(positive, multiply(out, log(where(positive, x, 1))), 0);
  }

  private static Tensor oneForZero(Tensor x) {
    return where(equal(x, 0), 1, x);
  }
}
