package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.DUP2_X2;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.IXOR;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.SWAP;

import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.cpu.internal.loop.Values;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;
import org.objectweb.asm.Label;

/** Values as code that leaves one element on the stack; truth values are 0 and 1. */
final class ValueCode {
  private final Code code;
  private final Variables variables;
  private final IndexCode indices;
  private final OpCode ops;
  private final ConditionCode conditions;

  ValueCode(Code code, Variables variables, FunctionMethods functions) {
    this.code = code;
    this.variables = variables;
    this.indices = new IndexCode(code, variables);
    this.ops = new OpCode(code, functions);
    this.conditions = new ConditionCode(code, this);
  }

  /** Jumps where a truth value is false. */
  void jumpUnless(Value condition, Label target) {
    conditions.jumpUnless(condition, target);
  }

  /** Leaves the element on the stack. */
  void push(Value value) {
    JvmType type = JvmType.of(value.dtype());
    if (value instanceof Literal literal) {
      code.push(type, literal.value());
    } else if (value instanceof Scalar scalar) {
      variables.loadScalar(scalar.parameter(), type);
    } else if (value instanceof Load load) {
      variables.loadBuffer(load.buffer());
      indices.push(load.at());
      code.op(type.opcode(IALOAD));
    } else if (value instanceof Read read) {
      variables.load(read.local());
    } else if (value instanceof Convert convert) {
      convert(convert, type);
    } else if (value instanceof Position position) {
      indices.push(position.index());
      code.op(JvmType.I32.conversionTo(type));
    } else if (value instanceof Compute compute) {
      compute(compute);
    }
  }

  private void compute(Compute compute) {
    switch (compute.op().kind()) {
      case ARITHMETIC, INTEGER, ROUNDING, PATTERN, FUNCTION -> {
        JvmType type = JvmType.of(compute.operands());
        if (compute.op() == ScalarOp.FMA && compute.operands().isInteger()) {
          multiplyAdd(compute.args(), type);
          return;
        }
        for (Value arg : compute.args()) {
          push(arg);
          ops.argument(compute.op(), type);
        }
        ops.apply(compute.op(), type);
      }
      case COMPARISON -> truth(compute);
      case LOGIC -> {
        compute.args().forEach(this::push);
        logic(compute.op());
      }
      case SELECTION -> select(compute);
    }
  }

  /** Of integers nothing is rounded, and Java has no method for it. */
  private void multiplyAdd(List<Value> args, JvmType type) {
    push(args.get(0));
    push(args.get(1));
    ops.apply(ScalarOp.MUL, type);
    push(args.get(2));
    ops.apply(ScalarOp.ADD, type);
  }

  /** Replaces two elements of one type on the stack by one. */
  void combine(ScalarOp op, JvmType type) {
    if (op.kind() == ScalarOp.Kind.LOGIC) {
      logic(op);
    } else {
      ops.apply(op, type);
    }
  }

  private void logic(ScalarOp op) {
    switch (op) {
      case AND -> code.op(IAND);
      case OR -> code.op(IOR);
      case XOR -> code.op(IXOR);
      case NOT -> {
        code.push(1);
        code.op(IXOR);
      }
      default -> throw new IllegalArgumentException(op + " is no logic");
    }
  }

  private void convert(Convert convert, JvmType type) {
    if (type == JvmType.BOOL && convert.arg().dtype() != convert.dtype()) {
      truth(isNotZero(convert.arg()));
    } else {
      push(convert.arg());
      JvmType from = JvmType.of(convert.arg().dtype());
      if (from == JvmType.BOOL && type.isFloating()) {
        ops.oneWhere(type);
      } else {
        code.op(from.conversionTo(type));
      }
    }
  }

  private static Compute isNotZero(Value number) {
    Value zero = new Literal(number.dtype(), 0);
    return new Compute(ScalarOp.NE, number.dtype(), List.of(number, zero));
  }

  private void truth(Compute comparison) {
    Label isFalse = new Label();
    Label end = new Label();
    conditions.jumpUnless(comparison, isFalse);
    code.push(1);
    code.jump(GOTO, end);
    code.label(isFalse);
    code.push(0);
    code.label(end);
  }

  private void select(Compute compute) {
    Value condition = compute.args().get(0);
    Value chosen = compute.args().get(1);
    Value other = compute.args().get(2);
    Label otherwise = new Label();
    Label end = new Label();
    if (isWorthAJump(chosen, other)) {
      conditions.jumpUnless(condition, otherwise);
      push(chosen);
      code.jump(GOTO, end);
      code.label(otherwise);
      push(other);
    } else {
      push(other);
      push(chosen);
      conditions.jumpUnless(condition, otherwise);
      keepUpper(JvmType.of(compute.dtype()));
      code.jump(GOTO, end);
      code.label(otherwise);
      code.op(JvmType.of(compute.dtype()).slots() == 1 ? POP : POP2);
    }
    code.label(end);
  }

  /**
   * Whether to compute only the element that is chosen: a function costs more than a jump that is
   * predicted wrongly, anything else less. Both are computed where one could fail, so that whether
   * the code fails does not depend on this choice.
   */
  private static boolean isWorthAJump(Value chosen, Value other) {
    boolean calls = false;
    for (Value part : Values.postOrder(List.of(chosen, other))) {
      if (part instanceof Compute compute) {
        calls |= compute.op().kind() == ScalarOp.Kind.FUNCTION;
        if (compute.op().canFail() && compute.operands().isInteger()) {
          return false;
        }
      }
    }
    return calls;
  }

  /** Drops the lower one of two elements on the stack. */
  private void keepUpper(JvmType type) {
    if (type.slots() == 1) {
      code.op(SWAP);
      code.op(POP);
    } else {
      code.op(DUP2_X2);
      code.op(POP2);
      code.op(POP2);
    }
  }
}
