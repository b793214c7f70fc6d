package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.hypot;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Trigonometry.cos;
import static io.opwalk.ops.Trigonometry.cosh;
import static io.opwalk.ops.Trigonometry.sin;
import static io.opwalk.ops.Trigonometry.sinh;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.odd;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.Slopes.unlessMasked;

import io.opwalk.Tensor;
import java.util.List;

/**
 * Circular and hyperbolic functions and their inverses. {@link io.opwalk.ops.Trigonometry} says
 * what each function gives.
 */
public final class TrigonometricFunctions {
  private static final double LN_2 = 0.693147180559945309417;

  /** From here on x squared + 1 is x squared, in all dtypes, and it may overflow. */
  private static final double LARGE = 0x1p28;

  /** The sine. */
  public static final ScalarFunction SIN = ScalarFunction.named("sin")
      .code(of(ScalarOp.SIN, X))
      .derivative((args, out, g) -> multiply(g, cos(args.get(0))))
      .build();

  /** The cosine. */
  public static final ScalarFunction COS = ScalarFunction.named("cos")
      .code(of(ScalarOp.COS, X))
      .derivative((args, out, g) -> negative(multiply(g, sin(args.get(0)))))
      .build();

  /** The tangent. */
  public static final ScalarFunction TAN = ScalarFunction.named("tan")
      .code(of(ScalarOp.TAN, X))
      .derivative((args, out, g) -> multiply(g, add(1, square(out))))
      .build();

  /** The inverse sine. */
  public static final ScalarFunction ASIN = ScalarFunction.named("asin")
      .code(of(ScalarOp.ASIN, X))
      .derivative(unlessMasked((args, out, g) -> divide(g, sqrt(oneMinusSquare(args.get(0))))))
      .build();

  /** The inverse cosine. */
  public static final ScalarFunction ACOS = ScalarFunction.named("acos")
      .code(of(ScalarOp.ACOS, X))
      .derivative(unlessMasked(
          (args, out, g) -> negative(divide(g, sqrt(oneMinusSquare(args.get(0)))))))
      .build();

  /** The inverse tangent. */
  public static final ScalarFunction ATAN = ScalarFunction.named("atan")
      .code(of(ScalarOp.ATAN, X))
      .derivative((args, out, g) -> divide(g, add(1, square(args.get(0)))))
      .build();

  /** The angle of the point (second, first). */
  public static final ScalarFunction ATAN2 = ScalarFunction.named("atan2")
      .arity(2)
      .code(of(ScalarOp.ATAN2, X, Y))
      .derivative((args, out, g) -> multiply(g, perSquaredRadius(args.get(1), args)))
      .derivative((args, out, g) -> negative(multiply(g, perSquaredRadius(args.get(0), args))))
      .build();

  /** The hyperbolic sine. */
  public static final ScalarFunction SINH = ScalarFunction.named("sinh")
      .code(of(ScalarOp.SINH, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, cosh(args.get(0)))))
      .build();

  /** The hyperbolic cosine. */
  public static final ScalarFunction COSH = ScalarFunction.named("cosh")
      .code(of(ScalarOp.COSH, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, sinh(args.get(0)))))
      .build();

  /** The hyperbolic tangent. */
  public static final ScalarFunction TANH = ScalarFunction.named("tanh")
      .code(of(ScalarOp.TANH, X))
      .derivative((args, out, g) -> multiply(g, subtract(1, square(out))))
      .build();

  /** The inverse hyperbolic sine. */
  public static final ScalarFunction ASINH = ScalarFunction.named("asinh")
      .code(asinhCode())
      .derivative((args, out, g) -> divide(g, hypot(1, args.get(0))))
      .build();

  /** The inverse hyperbolic cosine. */
  public static final ScalarFunction ACOSH = ScalarFunction.named("acosh")
      .code(acoshCode())
      .derivative(unlessMasked((args, out, g) -> {
        Tensor x = args.get(0);
        return divide(g, multiply(sqrt(subtract(x, 1)), sqrt(add(x, 1))));
      }))
      .build();

  /** The inverse hyperbolic tangent. */
  public static final ScalarFunction ATANH = ScalarFunction.named("atanh")
      .code(atanhCode())
      .derivative(unlessMasked((args, out, g) -> divide(g, oneMinusSquare(args.get(0)))))
      .build();

  /** An angle in degrees, of one in radians. */
  public static final ScalarFunction DEGREES = scaled("degrees", 57.295779513082320876798);

  /** An angle in radians, of one in degrees. */
  public static final ScalarFunction RADIANS = scaled("radians", 0.017453292519943295769237);

  private TrigonometricFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        SIN, COS, TAN, ASIN, ACOS, ATAN, ATAN2, SINH, COSH, TANH, ASINH, ACOSH, ATANH, DEGREES,
        RADIANS);
  }

  /** log1p(a + a^2 / (1 + sqrt(1 + a^2))) of a = |x|, and log(2 a) where a^2 could overflow. */
  private static ScalarExpr asinhCode() {
    ScalarExpr a = of(ScalarOp.ABS, X);
    ScalarExpr square = of(ScalarOp.MUL, a, a);
    ScalarExpr root = of(ScalarOp.SQRT, of(ScalarOp.ADD, lit(1), square));
    ScalarExpr excess = of(ScalarOp.DIV, square, of(ScalarOp.ADD, lit(1), root));
    ScalarExpr moderate = of(ScalarOp.LOG1P, of(ScalarOp.ADD, a, excess));
    return odd(X, of(ScalarOp.SELECT, of(ScalarOp.GT, a, lit(LARGE)), logOfTwice(a), moderate));
  }

  /** log1p(t + sqrt(t) sqrt(t + 2)) of t = x - 1, and log(2 x) where that could overflow. */
  private static ScalarExpr acoshCode() {
    ScalarExpr t = of(ScalarOp.SUB, X, lit(1));
    // One root of the product would be real again below -1.
    ScalarExpr root =
        of(ScalarOp.MUL, of(ScalarOp.SQRT, t), of(ScalarOp.SQRT, of(ScalarOp.ADD, t, lit(2))));
    ScalarExpr moderate = of(ScalarOp.LOG1P, of(ScalarOp.ADD, t, root));
    return of(ScalarOp.SELECT, of(ScalarOp.GT, X, lit(LARGE)), logOfTwice(X), moderate);
  }

  /** log1p(2 a / (1 - a)) / 2 of a = |x|. */
  private static ScalarExpr atanhCode() {
    ScalarExpr a = of(ScalarOp.ABS, X);
    ScalarExpr quotient = of(ScalarOp.DIV, of(ScalarOp.ADD, a, a), of(ScalarOp.SUB, lit(1), a));
    return odd(X, of(ScalarOp.MUL, lit(0.5), of(ScalarOp.LOG1P, quotient)));
  }

  private static ScalarFunction scaled(String name, double factor) {
    return ScalarFunction.named(name)
        .code(of(ScalarOp.MUL, X, lit(factor)))
        .derivative((args, out, g) -> multiply(g, factor))
        .build();
  }

  private static ScalarExpr logOfTwice(ScalarExpr x) {
    return of(ScalarOp.ADD, of(ScalarOp.LOG, x), lit(LN_2));
  }

  /** (1 - x)(1 + x), which keeps its digits where x is near 1. */
  private static Tensor oneMinusSquare(Tensor x) {
    return multiply(subtract(1, x), add(1, x));
  }

  /** The coordinate over the squared distance of the point from the origin; 0 at the origin. */
  private static Tensor perSquaredRadius(Tensor coordinate, List<Tensor> point) {
    Tensor radius = hypot(point.get(0), point.get(1));
    Tensor divisor = where(equal(radius, 0), 1, radius);
    return divide(divide(coordinate, divisor), divisor);
  }
}
