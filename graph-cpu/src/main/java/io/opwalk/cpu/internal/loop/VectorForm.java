package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;

/**
 * Values written with operations that vectors have, where there is such a form: the same bits from
 * other code. Parts are shared, not named: {@link Share} comes after it.
 */
final class VectorForm extends LoopRewriter {
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

  private static Value compute(Compute compute) {
    List<Value> args = compute.args();
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
