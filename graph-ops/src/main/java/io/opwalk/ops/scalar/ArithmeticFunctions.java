package io.opwalk.ops.scalar;

import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.Z;
import static io.opwalk.ops.scalar.Formulas.truncatesUp;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.ASSOCIATIVE;
import static io.opwalk.ops.scalar.ScalarFunction.Property.COMMUTATIVE;
import static io.opwalk.ops.scalar.ScalarFunction.Property.IDEMPOTENT;
import static io.opwalk.ops.scalar.ScalarFunction.Property.INVOLUTION;

import io.opwalk.ops.scalar.ScalarFunction.Domain;
import io.opwalk.print.Notation;
import io.opwalk.print.Precedence;
import java.util.List;

/** What arithmetic is made of. {@link io.opwalk.ops.Arithmetic} says what each function gives. */
public final class ArithmeticFunctions {
  private static final DerivativeTable SLOPES = ArithmeticSlopes::of;

  /** x + y. */
  public static final ScalarFunction ADD = ScalarFunction.named("add")
      .written(Notation.infix("+", Precedence.SUM))
      .arity(2)
      .on(Domain.NUMERIC)
      .with(COMMUTATIVE)
      .code(of(ScalarOp.ADD, X, Y))
      .derivatives(SLOPES)
      .build();

  /** x - y. */
  public static final ScalarFunction SUBTRACT = ScalarFunction.named("subtract")
      .written(Notation.infix("-", Precedence.SUM))
      .arity(2)
      .on(Domain.NUMERIC)
      .code(of(ScalarOp.SUB, X, Y))
      .derivatives(SLOPES)
      .build();

  /** x y. */
  public static final ScalarFunction MULTIPLY = ScalarFunction.named("multiply")
      .written(Notation.infix("*", Precedence.PRODUCT))
      .arity(2)
      .on(Domain.NUMERIC)
      .with(COMMUTATIVE)
      .code(of(ScalarOp.MUL, X, Y))
      .derivatives(SLOPES)
      .build();

  /** x / y; of integers truncated toward zero. */
  public static final ScalarFunction DIVIDE = ScalarFunction.named("divide")
      .written(Notation.infix("/", Precedence.PRODUCT))
      .arity(2)
      .on(Domain.NUMERIC)
      .code(of(ScalarOp.DIV, X, Y))
      .derivatives(SLOPES)
      .build();

  /** The floor of x / y. */
  public static final ScalarFunction FLOOR_DIVIDE = ScalarFunction.named("floorDivide")
      .arity(2)
      .on(Domain.NUMERIC)
      .code(floorDivideCode())
      .build();

  /** What floorDivide leaves: x - y floor(x / y), with the sign of y. */
  public static final ScalarFunction MOD = ScalarFunction.named("mod")
      .arity(2)
      .on(Domain.NUMERIC)
      .code(modCode())
      .derivatives(SLOPES)
      .build();

  /** What a quotient truncated toward zero leaves: x - y trunc(x / y), with the sign of x. */
  public static final ScalarFunction REMAINDER = ScalarFunction.named("remainder")
      .arity(2)
      .on(Domain.NUMERIC)
      .code(of(ScalarOp.REM, X, Y))
      .derivatives(SLOPES)
      .build();

  /** -x. */
  public static final ScalarFunction NEGATIVE = ScalarFunction.named("negative")
      .written(Notation.prefix("-", Precedence.SIGN))
      .on(Domain.NUMERIC)
      .with(INVOLUTION)
      .code(of(ScalarOp.NEG, X))
      .derivatives(SLOPES)
      .build();

  /** 1 / x. */
  public static final ScalarFunction RECIPROCAL = ScalarFunction.named("reciprocal")
      .code(of(ScalarOp.DIV, lit(1), X))
      .derivatives(SLOPES)
      .build();

  /** |x|. */
  public static final ScalarFunction ABS = ScalarFunction.named("abs")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.ABS, X))
      .derivatives(SLOPES)
      .build();

  /** -1, 0 or 1, or NaN. */
  public static final ScalarFunction SIGN = ScalarFunction.named("sign")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(signCode())
      .build();

  /** x x. */
  public static final ScalarFunction SQUARE = ScalarFunction.named("square")
      .on(Domain.NUMERIC)
      .code(of(ScalarOp.MUL, X, X))
      .derivatives(SLOPES)
      .build();

  /** The smaller one, or NaN. */
  public static final ScalarFunction MINIMUM = ScalarFunction.named("minimum")
      .arity(2)
      .on(Domain.NUMERIC)
      .with(COMMUTATIVE, ASSOCIATIVE, IDEMPOTENT)
      .code(of(ScalarOp.MIN, X, Y))
      .derivatives(SLOPES)
      .build();

  /** The larger one, or NaN. */
  public static final ScalarFunction MAXIMUM = ScalarFunction.named("maximum")
      .arity(2)
      .on(Domain.NUMERIC)
      .with(COMMUTATIVE, ASSOCIATIVE, IDEMPOTENT)
      .code(of(ScalarOp.MAX, X, Y))
      .derivatives(SLOPES)
      .build();

  /** min(max(x, low), high). */
  public static final ScalarFunction CLIP = ScalarFunction.named("clip")
      .arity(3)
      .on(Domain.NUMERIC)
      .code(of(ScalarOp.MIN, of(ScalarOp.MAX, X, Y), Z))
      .derivatives(SLOPES)
      .build();

  /** The largest integral value that is not above x. */
  public static final ScalarFunction FLOOR = ScalarFunction.named("floor")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.FLOOR, X))
      .build();

  /** The smallest integral value that is not below x. */
  public static final ScalarFunction CEIL = ScalarFunction.named("ceil")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.CEIL, X))
      .build();

  /** The nearest integral value, ties to even. */
  public static final ScalarFunction ROUND = ScalarFunction.named("round")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.RINT, X))
      .build();

  /** The integral part of x. */
  public static final ScalarFunction TRUNC = ScalarFunction.named("trunc")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(
          ScalarOp.SELECT, of(ScalarOp.LT, X, lit(0)), of(ScalarOp.CEIL, X), of(ScalarOp.FLOOR, X)))
      .build();

  private ArithmeticFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        FLOOR_DIVIDE,
        MOD,
        REMAINDER,
        NEGATIVE,
        RECIPROCAL,
        ABS,
        SIGN,
        SQUARE,
        MINIMUM,
        MAXIMUM,
        CLIP,
        FLOOR,
        CEIL,
        ROUND,
        TRUNC);
  }

  private static ScalarExpr signCode() {
    ScalarExpr zeroOrNan = of(ScalarOp.SELECT, of(ScalarOp.EQ, X, lit(0)), lit(0), X);
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.GT, X, lit(0)),
        lit(1),
        of(ScalarOp.SELECT, of(ScalarOp.LT, X, lit(0)), lit(-1), zeroOrNan));
  }

  private static ScalarExpr modCode() {
    ScalarExpr r = of(ScalarOp.REM, X, Y);
    ScalarExpr zeroOfDivisorsSign =
        of(ScalarOp.SELECT, of(ScalarOp.LT, Y, lit(0)), lit(-0.0), lit(0));
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.EQ, r, lit(0)),
        zeroOfDivisorsSign,
        of(ScalarOp.SELECT, truncatesUp(Y, r), of(ScalarOp.ADD, r, Y), r));
  }

  /** As Python and NumPy do, so that x is near y floorDivide(x, y) + mod(x, y). */
  private static ScalarExpr floorDivideCode() {
    ScalarExpr quotient = of(ScalarOp.DIV, X, Y);
    ScalarExpr r = of(ScalarOp.REM, X, Y);
    // x - r is a multiple of y, so that only rounding keeps its quotient from being integral.
    ScalarExpr truncated = of(ScalarOp.RINT, of(ScalarOp.DIV, of(ScalarOp.SUB, X, r), Y));
    ScalarExpr zeroOfQuotientsSign = of(ScalarOp.MUL, quotient, lit(0));
    ScalarExpr floor = of(
        ScalarOp.SELECT,
        truncatesUp(Y, r),
        of(ScalarOp.SUB, truncated, lit(1)),
        of(ScalarOp.SELECT, of(ScalarOp.EQ, truncated, lit(0)), zeroOfQuotientsSign, truncated));
    return of(ScalarOp.SELECT, of(ScalarOp.EQ, Y, lit(0)), quotient, floor);
  }
}
