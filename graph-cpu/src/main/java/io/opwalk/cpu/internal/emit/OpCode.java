package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.D2F;
import static org.objectweb.asm.Opcodes.F2D;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IDIV;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.INEG;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.IREM;
import static org.objectweb.asm.Opcodes.ISHL;
import static org.objectweb.asm.Opcodes.ISHR;
import static org.objectweb.asm.Opcodes.ISUB;
import static org.objectweb.asm.Opcodes.IUSHR;
import static org.objectweb.asm.Opcodes.IXOR;
import static org.objectweb.asm.Opcodes.L2I;

import io.opwalk.ops.scalar.ElementaryFunctions;
import io.opwalk.ops.scalar.IntegerMath;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Arrays;
import java.util.Optional;
import org.objectweb.asm.Type;

/**
 * Operations from numbers of one type to a number of that type: one instruction, or one call. The
 * table that says which is the same for all types.
 */
final class OpCode {
  private final Code code;
  private final Optional<FunctionMethods> functions;

  /** Of basic operations, and functions that are static methods. */
  OpCode(Code code) {
    this(code, Optional.empty());
  }

  /** Of all operations. */
  OpCode(Code code, FunctionMethods functions) {
    this(code, Optional.of(functions));
  }

  private OpCode(Code code, Optional<FunctionMethods> functions) {
    this.code = code;
    this.functions = functions;
  }

  /** What follows every argument that is pushed: called methods take doubles, and bits are ints. */
  void argument(ScalarOp op, JvmType type) {
    if (isOnDoubles(op, type) && type == JvmType.F32) {
      code.op(F2D);
    } else if (op.kind() == ScalarOp.Kind.PATTERN) {
      toPattern(type);
    }
  }

  /** Replaces the arguments, which are on the stack, by the result. */
  void apply(ScalarOp op, JvmType type) {
    switch (op) {
      case NEG -> code.op(type.opcode(INEG));
      case ADD -> code.op(type.opcode(IADD));
      case SUB -> code.op(type.opcode(ISUB));
      case MUL -> code.op(type.opcode(IMUL));
      case DIV -> code.op(type.opcode(IDIV));
      case REM -> code.op(type.opcode(IREM));
      case BIT_AND -> code.op(type.opcode(IAND));
      case BIT_OR -> code.op(type.opcode(IOR));
      case BIT_XOR -> code.op(type.opcode(IXOR));
      case SHIFT_LEFT -> shift(ISHL, type);
      case SHIFT_RIGHT -> shift(ISHR, type);
      case SHIFT_RIGHT_LOGICAL -> shift(IUSHR, type);
      case INTEGER_POWER -> call(IntegerMath.class, "power", op, type.type());
      case ABS -> call(Math.class, "abs", op, type.type());
      case MIN -> call(Math.class, "min", op, type.type());
      case MAX -> call(Math.class, "max", op, type.type());
      case SQRT -> call(Math.class, "sqrt", op, Type.DOUBLE_TYPE);
      case FLOOR -> call(Math.class, "floor", op, Type.DOUBLE_TYPE);
      case CEIL -> call(Math.class, "ceil", op, Type.DOUBLE_TYPE);
      case RINT -> call(Math.class, "rint", op, Type.DOUBLE_TYPE);
      case FMA -> call(Math.class, "fma", op, type.type());
      case PATTERN_AND -> pattern(IAND, type);
      case PATTERN_XOR -> pattern(IXOR, type);
      case PATTERN_ADD -> pattern(IADD, type);
      case PATTERN_SUB -> pattern(ISUB, type);
      case PATTERN_UP -> movedPattern(ISHL, type);
      case PATTERN_DOWN -> movedPattern(IUSHR, type);
      default -> function(op, type);
    }
    if (isOnDoubles(op, type) && type == JvmType.F32) {
      code.op(D2F);
    }
  }

  /**
   * Replaces a truth value by 1 or 0 of a floating type, by way of its bits: the JIT makes a jump
   * of a conversion, which where it cannot be foretold costs as much as twenty additions.
   */
  void oneWhere(JvmType type) {
    code.op(INEG);
    if (type == JvmType.F64) {
      code.op(I2L);
      code.push(Double.doubleToRawLongBits(1));
    } else {
      code.push(Float.floatToRawIntBits(1));
    }
    pattern(IAND, type);
  }

  private void function(ScalarOp op, JvmType type) {
    if (hasCode(op, type)) {
      functions.orElseThrow().call(code, op, type);
    } else {
      call(ElementaryFunctions.class, op.function().orElseThrow(), op, Type.DOUBLE_TYPE);
    }
  }

  private void movedPattern(int opcode, JvmType type) {
    code.push(type == JvmType.F64 ? 52 : 23);
    pattern(opcode, type);
  }

  private void pattern(int opcode, JvmType type) {
    code.op(patternType(type).opcode(opcode));
    if (type == JvmType.F64) {
      code.callStatic(Double.class, "longBitsToDouble", "(J)D");
    } else {
      code.callStatic(Float.class, "intBitsToFloat", "(I)F");
    }
  }

  private void toPattern(JvmType type) {
    if (type == JvmType.F64) {
      code.callStatic(Double.class, "doubleToRawLongBits", "(D)J");
    } else {
      code.callStatic(Float.class, "floatToRawIntBits", "(F)I");
    }
  }

  /** The integers of as many bits. */
  private static JvmType patternType(JvmType type) {
    return type == JvmType.F64 ? JvmType.I64 : JvmType.I32;
  }

  /** The JVM takes the number of bits as an int, and the low bits of it only. */
  private void shift(int opcode, JvmType type) {
    if (type == JvmType.I64) {
      code.op(L2I);
    }
    code.op(type.opcode(opcode));
  }

  private boolean hasCode(ScalarOp op, JvmType type) {
    return functions.isPresent() && functions.get().has(op, type);
  }

  /** Whether it is a method that is there for doubles only. */
  private boolean isOnDoubles(ScalarOp op, JvmType type) {
    return op.kind() == ScalarOp.Kind.ROUNDING
        || op.kind() == ScalarOp.Kind.FUNCTION && !hasCode(op, type);
  }

  private void call(Class<?> owner, String name, ScalarOp op, Type type) {
    Type[] args = new Type[op.arity()];
    Arrays.fill(args, type);
    code.callStatic(owner, name, Type.getMethodDescriptor(type, args));
  }
}
