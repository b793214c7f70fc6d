package io.opwalk.ops.scalar;

import static io.opwalk.ops.Logic.logicalNot;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.Z;
import static io.opwalk.ops.scalar.ScalarExpr.arg;
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

/** Comparisons, connectives and choice. {@link io.opwalk.ops.Logic} says what each gives. */
public final class LogicFunctions {
  /** x = y. */
  public static final ScalarFunction EQUAL =
      comparison("equal", ScalarOp.EQ, "==").on(Domain.ANY).with(COMMUTATIVE).build();

  /** x != y. */
  public static final ScalarFunction NOT_EQUAL =
      comparison("notEqual", ScalarOp.NE, "!=").on(Domain.ANY).with(COMMUTATIVE).build();

  /** x < y. */
  public static final ScalarFunction LESS = comparison("less", ScalarOp.LT, "<").build();

  /** x <= y. */
  public static final ScalarFunction LESS_EQUAL =
      comparison("lessEqual", ScalarOp.LE, "<=").build();

  /** x > y. */
  public static final ScalarFunction GREATER =
      comparison("greater", ScalarOp.GT, ">").build();

  /** x >= y. */
  public static final ScalarFunction GREATER_EQUAL =
      comparison("greaterEqual", ScalarOp.GE, ">=").build();

  /** Both. */
  public static final ScalarFunction LOGICAL_AND =
      connective("logicalAnd", ScalarOp.AND).with(IDEMPOTENT).build();

  /** At least one. */
  public static final ScalarFunction LOGICAL_OR =
      connective("logicalOr", ScalarOp.OR).with(IDEMPOTENT).build();

  /** Exactly one. */
  public static final ScalarFunction LOGICAL_XOR =
      connective("logicalXor", ScalarOp.XOR).build();

  /** The opposite. */
  public static final ScalarFunction LOGICAL_NOT = ScalarFunction.named("logicalNot")
      .on(Domain.LOGICAL)
      .truthValued()
      .with(INVOLUTION)
      .code(of(ScalarOp.NOT, X))
      .build();

  /** The second where the first holds, else the third. */
  public static final ScalarFunction WHERE = ScalarFunction.named("where")
      .arity(3)
      .on(Domain.ANY)
      .conditional()
      .code(of(ScalarOp.SELECT, X, Y, Z))
      .noDerivative()
      .derivative((args, out, g) -> where(args.get(0), g, 0))
      // Masks have one form, by which they are known when the gradient goes on.
      .derivative((args, out, g) -> where(logicalNot(args.get(0)), g, 0))
      .build();

  /** Whether NaN. */
  public static final ScalarFunction IS_NAN =
      ScalarFunction.named("isNaN").truthValued().code(of(ScalarOp.NE, X, X)).build();

  /** Whether one of the infinities. */
  public static final ScalarFunction IS_INFINITE = ScalarFunction.named("isInfinite")
      .truthValued()
      .code(of(ScalarOp.EQ, of(ScalarOp.ABS, X), lit(Double.POSITIVE_INFINITY)))
      .build();

  /** Whether neither infinite nor NaN. */
  public static final ScalarFunction IS_FINITE = ScalarFunction.named("isFinite")
      .truthValued()
      .code(of(ScalarOp.LT, of(ScalarOp.ABS, X), lit(Double.POSITIVE_INFINITY)))
      .build();

  /** Whether infinity. */
  public static final ScalarFunction IS_POS_INF = ScalarFunction.named("isPosInf")
      .truthValued()
      .code(of(ScalarOp.EQ, X, lit(Double.POSITIVE_INFINITY)))
      .build();

  /** Whether -infinity. */
  public static final ScalarFunction IS_NEG_INF = ScalarFunction.named("isNegInf")
      .truthValued()
      .code(of(ScalarOp.EQ, X, lit(Double.NEGATIVE_INFINITY)))
      .build();

  /** Whether |x - y| is at most the fourth argument and the third times |y|, or x = y. */
  public static final ScalarFunction IS_CLOSE =
      ScalarFunction.named("isClose").arity(4).truthValued().code(isCloseCode()).build();

  private LogicFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_EQUAL,
        GREATER,
        GREATER_EQUAL,
        LOGICAL_AND,
        LOGICAL_OR,
        LOGICAL_XOR,
        LOGICAL_NOT,
        WHERE,
        IS_NAN,
        IS_INFINITE,
        IS_FINITE,
        IS_POS_INF,
        IS_NEG_INF,
        IS_CLOSE);
  }

  private static ScalarExpr isCloseCode() {
    ScalarExpr size = of(ScalarOp.ABS, Y);
    ScalarExpr larger = of(ScalarOp.MAX, of(ScalarOp.ABS, X), size);
    ScalarExpr isFinite = of(ScalarOp.LT, larger, lit(Double.POSITIVE_INFINITY));
    ScalarExpr allowed = of(ScalarOp.ADD, arg(3), of(ScalarOp.MUL, Z, size));
    ScalarExpr isNear = of(ScalarOp.LE, of(ScalarOp.ABS, of(ScalarOp.SUB, X, Y)), allowed);
    return of(ScalarOp.OR, of(ScalarOp.EQ, X, Y), of(ScalarOp.AND, isFinite, isNear));
  }

  private static ScalarFunction.Builder comparison(String name, ScalarOp op, String symbol) {
    return ScalarFunction.named(name)
        .arity(2)
        .on(Domain.NUMERIC)
        .truthValued()
        .written(Notation.infix(symbol, Precedence.COMPARISON))
        .code(of(op, X, Y));
  }

  private static ScalarFunction.Builder connective(String name, ScalarOp op) {
    return ScalarFunction.named(name)
        .arity(2)
        .on(Domain.LOGICAL)
        .truthValued()
        .with(COMMUTATIVE, ASSOCIATIVE)
        .code(of(op, X, Y));
  }
}
