package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Floats.divideNoNan;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.isFinite;
import static io.opwalk.ops.Logic.isNaN;
import static io.opwalk.ops.Logic.logicalAnd;
import static io.opwalk.ops.Logic.notEqual;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.Z;
import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.COMMUTATIVE;
import static io.opwalk.ops.scalar.ScalarFunction.Property.IDEMPOTENT;
import static io.opwalk.ops.scalar.Slopes.only;

import java.util.List;

/** Signs, steps and NaN. {@link io.opwalk.ops.Floats} says what each function gives. */
public final class FloatFunctions {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** The smaller one of two numbers, NaN being none. */
  public static final ScalarFunction FMIN = choice("fmin", ScalarOp.MIN);

  /** The larger one of two numbers, NaN being none. */
  public static final ScalarFunction FMAX = choice("fmax", ScalarOp.MAX);

  /** The magnitude of the first with the sign of the second. */
  public static final ScalarFunction COPY_SIGN = ScalarFunction.named("copySign")
      .arity(2)
      .code(copySignCode())
      .derivative((args, out, g) -> where(equal(out, args.get(0)), g, negative(g)))
      .build();

  /** 0 below 0, 1 above, and the second argument at 0. */
  public static final ScalarFunction HEAVISIDE = ScalarFunction.named("heaviside")
      .arity(2)
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.GT, X, lit(0)),
          lit(1),
          of(
              ScalarOp.SELECT,
              of(ScalarOp.LT, X, lit(0)),
              lit(0),
              of(ScalarOp.SELECT, of(ScalarOp.EQ, X, lit(0)), Y, X))))
      .noDerivative()
      .derivative((args, out, g) -> only(equal(args.get(0), 0), g))
      .build();

  /** From the first to the second, by the share that is the third. */
  public static final ScalarFunction LERP = ScalarFunction.named("lerp")
      .arity(3)
      .code(lerpCode())
      .derivative((args, out, g) -> multiply(g, subtract(1, args.get(2))))
      .derivative((args, out, g) -> multiply(g, args.get(2)))
      .derivative((args, out, g) -> multiply(g, subtract(args.get(1), args.get(0))))
      .build();

  /** The first, with the others in place of NaN, infinity and -infinity. */
  public static final ScalarFunction NAN_TO_NUM = ScalarFunction.named("nanToNum")
      .arity(4)
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.NE, X, X),
          Y,
          of(
              ScalarOp.SELECT,
              of(ScalarOp.EQ, X, lit(INFINITY)),
              Z,
              of(ScalarOp.SELECT, of(ScalarOp.EQ, X, lit(-INFINITY)), arg(3), X))))
      .derivative((args, out, g) -> only(isFinite(args.get(0)), g))
      .derivative((args, out, g) -> only(isNaN(args.get(0)), g))
      .derivative((args, out, g) -> only(equal(args.get(0), INFINITY), g))
      .derivative((args, out, g) -> only(equal(args.get(0), -INFINITY), g))
      .build();

  /** Whether below 0, or -0.0. */
  public static final ScalarFunction SIGN_BIT =
      ScalarFunction.named("signBit").truthValued().code(isNegative(X)).build();

  /** The quotient, but 0 where the divisor is. */
  public static final ScalarFunction DIVIDE_NO_NAN = ScalarFunction.named("divideNoNan")
      .arity(2)
      .code(of(ScalarOp.SELECT, of(ScalarOp.EQ, Y, lit(0)), lit(0), of(ScalarOp.DIV, X, Y)))
      .derivative((args, out, g) -> divideNoNan(g, args.get(1)))
      .derivative((args, out, g) -> negative(multiply(g, divideNoNan(out, args.get(1)))))
      .build();

  private FloatFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(FMIN, FMAX, COPY_SIGN, HEAVISIDE, LERP, NAN_TO_NUM, SIGN_BIT, DIVIDE_NO_NAN);
  }

  private static ScalarFunction choice(String name, ScalarOp op) {
    return ScalarFunction.named(name)
        .arity(2)
        .with(COMMUTATIVE, IDEMPOTENT)
        .code(of(
            ScalarOp.SELECT,
            of(ScalarOp.NE, X, X),
            Y,
            of(ScalarOp.SELECT, of(ScalarOp.NE, Y, Y), X, of(op, X, Y))))
        .derivative((args, out, g) -> only(equal(out, args.get(0)), g))
        .derivative((args, out, g) ->
            only(logicalAnd(equal(out, args.get(1)), notEqual(out, args.get(0))), g))
        .build();
  }

  private static ScalarExpr copySignCode() {
    ScalarExpr size = of(ScalarOp.ABS, X);
    return of(ScalarOp.SELECT, isNegative(Y), of(ScalarOp.NEG, size), size);
  }

  /** Whether a number is below 0, or -0.0. */
  private static ScalarExpr isNegative(ScalarExpr number) {
    // Only a quotient tells -0.0 from 0.0.
    ScalarExpr isNegativeZero = of(
        ScalarOp.AND,
        of(ScalarOp.EQ, number, lit(0)),
        of(ScalarOp.LT, of(ScalarOp.DIV, lit(1), number), lit(0)));
    return of(ScalarOp.OR, of(ScalarOp.LT, number, lit(0)), isNegativeZero);
  }

  /** From the nearer end, so that both ends are met exactly. */
  private static ScalarExpr lerpCode() {
    ScalarExpr way = of(ScalarOp.SUB, Y, X);
    ScalarExpr forward = of(ScalarOp.ADD, X, of(ScalarOp.MUL, Z, way));
    ScalarExpr back = of(ScalarOp.SUB, Y, of(ScalarOp.MUL, of(ScalarOp.SUB, lit(1), Z), way));
    return of(ScalarOp.SELECT, of(ScalarOp.LT, Z, lit(0.5)), forward, back);
  }
}
