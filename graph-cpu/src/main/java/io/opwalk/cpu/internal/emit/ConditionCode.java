package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.IFLE;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IF_ICMPEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.IF_ICMPGT;
import static org.objectweb.asm.Opcodes.IF_ICMPLE;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;

import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.ops.scalar.ScalarOp;
import org.objectweb.asm.Label;

/** Truth values that are jumped on rather than left on the stack. */
final class ConditionCode {
  private final Code code;
  private final ValueCode values;

  ConditionCode(Code code, ValueCode values) {
    this.code = code;
    this.values = values;
  }

  /** Jumps where the condition is false. */
  void jumpUnless(Value condition, Label target) {
    if (condition instanceof Compute compute && compute.op().kind() == ScalarOp.Kind.COMPARISON) {
      compare(compute, target);
    } else if (condition instanceof Compute compute && compute.op() == ScalarOp.NOT) {
      values.push(compute.args().get(0));
      code.jump(IFNE, target);
    } else {
      values.push(condition);
      code.jump(IFEQ, target);
    }
  }

  private void compare(Compute comparison, Label target) {
    JvmType type = JvmType.of(comparison.operands());
    values.push(comparison.args().get(0));
    values.push(comparison.args().get(1));
    if (type.isInt()) {
      code.jump(jumpUnlessInts(comparison.op()), target);
      return;
    }
    // NaN makes every comparison false but NE: it has to come out on the side that jumps.
    boolean lessIsTrue = comparison.op() == ScalarOp.LT || comparison.op() == ScalarOp.LE;
    code.op(lessIsTrue ? type.compareNanIsGreater() : type.compareNanIsLess());
    code.jump(jumpUnlessSign(comparison.op()), target);
  }

  private static int jumpUnlessInts(ScalarOp op) {
    return switch (op) {
      case EQ -> IF_ICMPNE;
      case NE -> IF_ICMPEQ;
      case LT -> IF_ICMPGE;
      case LE -> IF_ICMPGT;
      case GT -> IF_ICMPLE;
      case GE -> IF_ICMPLT;
      default -> throw new IllegalArgumentException(op + " is no comparison");
    };
  }

  private static int jumpUnlessSign(ScalarOp op) {
    return switch (op) {
      case EQ -> IFNE;
      case NE -> IFEQ;
      case LT -> IFGE;
      case LE -> IFGT;
      case GT -> IFLE;
      case GE -> IFLT;
      default -> throw new IllegalArgumentException(op + " is no comparison");
    };
  }
}
