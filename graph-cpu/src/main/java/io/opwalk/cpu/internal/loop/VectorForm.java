package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Values written with operations that vectors have, where there is such a form: the same bits from
 * other code. Parts are shared, not named: {@link Share} comes after it.
 */
final class VectorForm extends LoopRewriter {
  private final Map<DType, ElementaryValues> functions = new EnumMap<>(DType.class);

  @Override
  Value made(Value value) {
    if (value instanceof Convert convert) {
      return convert(convert);
    }
    return value instanceof Compute compute ? compute(compute) : value;
  }

  private static Value convert(Convert convert) {
    Value arg = convert.arg();
    if (arg.dtype() == convert.dtype()) {
      return arg;
    }
    if (convert.dtype() == DType.BOOL) {
      return compute(ScalarOp.NE, arg.dtype(), arg, new Literal(arg.dtype(), 0));
    }
    return arg.dtype() == DType.BOOL
        ? compute(
            ScalarOp.SELECT,
            convert.dtype(),
            arg,
            new Literal(convert.dtype(), 1),
            new Literal(convert.dtype(), 0))
        : convert;
  }

  private Value compute(Compute compute) {
    List<Value> args = compute.args();
    if (compute.op().kind() == ScalarOp.Kind.FUNCTION) {
      return function(compute);
    }
    if (compute.op().kind() == ScalarOp.Kind.ROUNDING && compute.op() != ScalarOp.SQRT) {
      return rounded(compute.op(), compute.operands(), args.get(0));
    }
    if (compute.op().kind() == ScalarOp.Kind.COMPARISON && compute.operands() == DType.BOOL) {
      return compareTruths(compute.op(), args.get(0), args.get(1));
    }
    if (compute.op() == ScalarOp.SELECT && compute.operands() == DType.BOOL) {
      Value chosen = logic(ScalarOp.AND, args.get(0), args.get(1));
      return logic(ScalarOp.OR, chosen, logic(ScalarOp.AND, not(args.get(0)), args.get(2)));
    }
    if (compute.op() == ScalarOp.FMA && compute.operands().isInteger()) {
      Value product = compute(ScalarOp.MUL, compute.operands(), args.get(0), args.get(1));
      return compute(ScalarOp.ADD, compute.operands(), product, args.get(2));
    }
    return compute;
  }

  /** The code of a function, if it has any; which may call others that have. */
  private Value function(Compute call) {
    ElementaryValues code = functions.computeIfAbsent(call.operands(), ElementaryValues::new);
    return code.has(call.op()) ? value(code.of(call.op(), call.args())) : call;
  }

  /**
   * Numbers from 2^52 on, or 2^23, are integers, and to add and subtract that rounds all others to
   * the nearest one. The sign is that of the argument, also of zero.
   */
  private static Value rounded(ScalarOp op, DType dtype, Value x) {
    Value large = new Literal(dtype, dtype == DType.FLOAT64 ? 0x1p52 : 0x1p23);
    Value one = new Literal(dtype, 1);
    Value size = compute(ScalarOp.ABS, dtype, x);
    Value near = compute(ScalarOp.SUB, dtype, compute(ScalarOp.ADD, dtype, size, large), large);
    Value isSmall = compute(ScalarOp.LT, dtype, size, large);
    Value nearest = withSign(dtype, compute(ScalarOp.SELECT, dtype, isSmall, near, size), x);
    if (op == ScalarOp.RINT) {
      return nearest;
    }
    boolean down = op == ScalarOp.FLOOR;
    Value isFar = compute(down ? ScalarOp.GT : ScalarOp.LT, dtype, nearest, x);
    Value next = compute(down ? ScalarOp.SUB : ScalarOp.ADD, dtype, nearest, one);
    // Of what lies between -1 and 0 the smallest integer above is -0.
    Value signed = down ? next : withSign(dtype, compute(ScalarOp.ABS, dtype, next), x);
    return compute(ScalarOp.SELECT, dtype, isFar, signed, nearest);
  }

  /** A magnitude with the sign of a number. */
  private static Value withSign(DType dtype, Value magnitude, Value sign) {
    Value bit = compute(ScalarOp.PATTERN_AND, dtype, sign, new Literal(dtype, -0.0));
    return compute(ScalarOp.PATTERN_XOR, dtype, magnitude, bit);
  }

  /** False is below true. */
  private static Value compareTruths(ScalarOp op, Value left, Value right) {
    return switch (op) {
      case LT -> logic(ScalarOp.AND, not(left), right);
      case GT -> logic(ScalarOp.AND, left, not(right));
      case LE -> logic(ScalarOp.OR, not(left), right);
      case GE -> logic(ScalarOp.OR, left, not(right));
      case EQ -> not(logic(ScalarOp.XOR, left, right));
      default -> logic(ScalarOp.XOR, left, right);
    };
  }

  private static Value not(Value truth) {
    return logic(ScalarOp.NOT, truth);
  }

  private static Value logic(ScalarOp op, Value... args) {
    return compute(op, DType.BOOL, args);
  }

  private static Value compute(ScalarOp op, DType operands, Value... args) {
    return new Compute(op, operands, List.of(args));
  }
}
