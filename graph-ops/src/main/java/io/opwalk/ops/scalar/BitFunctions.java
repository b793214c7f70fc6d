package io.opwalk.ops.scalar;

import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.ASSOCIATIVE;
import static io.opwalk.ops.scalar.ScalarFunction.Property.COMMUTATIVE;
import static io.opwalk.ops.scalar.ScalarFunction.Property.IDEMPOTENT;
import static io.opwalk.ops.scalar.ScalarFunction.Property.INVOLUTION;

import io.opwalk.ops.scalar.ScalarFunction.Domain;
import java.util.List;

/** Integers bit by bit. {@link io.opwalk.ops.Bits} says what each function gives. */
public final class BitFunctions {
  /** The bits that both have. */
  public static final ScalarFunction BITWISE_AND = binary("bitwiseAnd")
      .with(COMMUTATIVE, ASSOCIATIVE, IDEMPOTENT)
      .code(of(ScalarOp.BIT_AND, X, Y))
      .build();

  /** The bits that at least one has. */
  public static final ScalarFunction BITWISE_OR = binary("bitwiseOr")
      .with(COMMUTATIVE, ASSOCIATIVE, IDEMPOTENT)
      .code(of(ScalarOp.BIT_OR, X, Y))
      .build();

  /** The bits that exactly one has. */
  public static final ScalarFunction BITWISE_XOR = binary("bitwiseXor")
      .with(COMMUTATIVE, ASSOCIATIVE)
      .code(of(ScalarOp.BIT_XOR, X, Y))
      .build();

  /** The other bits. */
  public static final ScalarFunction BITWISE_NOT = ScalarFunction.named("bitwiseNot")
      .on(Domain.INTEGER)
      .with(INVOLUTION)
      .code(of(ScalarOp.BIT_XOR, X, lit(-1)))
      .build();

  /** x, moved left by y bits. */
  public static final ScalarFunction LEFT_SHIFT = binary("leftShift")
      .code(of(ScalarOp.SELECT, isWithin(Y), of(ScalarOp.SHIFT_LEFT, X, Y), lit(0)))
      .build();

  /** x, moved right by y bits, with copies of the sign coming in. */
  public static final ScalarFunction RIGHT_SHIFT = binary("rightShift")
      // Modulo the bits of the dtype, -1 is one less than there are bits: all become the sign.
      .code(of(ScalarOp.SHIFT_RIGHT, X, of(ScalarOp.SELECT, isWithin(Y), Y, lit(-1))))
      .build();

  /** x, moved right by y bits, with zeros coming in. */
  public static final ScalarFunction LOGICAL_RIGHT_SHIFT = binary("logicalRightShift")
      .code(of(ScalarOp.SELECT, isWithin(Y), of(ScalarOp.SHIFT_RIGHT_LOGICAL, X, Y), lit(0)))
      .build();

  private BitFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        BITWISE_AND,
        BITWISE_OR,
        BITWISE_XOR,
        BITWISE_NOT,
        LEFT_SHIFT,
        RIGHT_SHIFT,
        LOGICAL_RIGHT_SHIFT);
  }

  private static ScalarFunction.Builder binary(String name) {
    return ScalarFunction.named(name).arity(2).on(Domain.INTEGER);
  }

  /** Whether a number of bits is at least 0 and less than the dtype has. */
  private static ScalarExpr isWithin(ScalarExpr count) {
    // Of 64 bits, (1 << 32) >> 27 is 32; of 32 bits, a shift by 32 is one by 0, and it is 0.
    ScalarExpr wide = of(ScalarOp.SHIFT_RIGHT, of(ScalarOp.SHIFT_LEFT, lit(1), lit(32)), lit(27));
    ScalarExpr last = of(ScalarOp.ADD, lit(31), wide);
    return of(ScalarOp.EQ, of(ScalarOp.BIT_AND, count, last), count);
  }
}
