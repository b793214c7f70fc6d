package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.D2F;
import static org.objectweb.asm.Opcodes.D2I;
import static org.objectweb.asm.Opcodes.D2L;
import static org.objectweb.asm.Opcodes.DCMPG;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.F2D;
import static org.objectweb.asm.Opcodes.F2I;
import static org.objectweb.asm.Opcodes.F2L;
import static org.objectweb.asm.Opcodes.FCMPG;
import static org.objectweb.asm.Opcodes.FCMPL;
import static org.objectweb.asm.Opcodes.I2D;
import static org.objectweb.asm.Opcodes.I2F;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.L2D;
import static org.objectweb.asm.Opcodes.L2F;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LCMP;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.T_BOOLEAN;
import static org.objectweb.asm.Opcodes.T_DOUBLE;
import static org.objectweb.asm.Opcodes.T_FLOAT;
import static org.objectweb.asm.Opcodes.T_INT;
import static org.objectweb.asm.Opcodes.T_LONG;

import io.opwalk.DType;
import org.objectweb.asm.Type;

/** What the JVM's instruction set makes of a dtype: the row per dtype that the emitter reads. */
enum JvmType {
  F64(Type.DOUBLE_TYPE, T_DOUBLE, DCMPL, DCMPG, NOP, D2F, D2L, D2I),
  F32(Type.FLOAT_TYPE, T_FLOAT, FCMPL, FCMPG, F2D, NOP, F2L, F2I),
  I64(Type.LONG_TYPE, T_LONG, LCMP, LCMP, L2D, L2F, NOP, L2I),
  I32(Type.INT_TYPE, T_INT, NOP, NOP, I2D, I2F, I2L, NOP),
  BOOL(Type.BOOLEAN_TYPE, T_BOOLEAN, NOP, NOP, I2D, I2F, I2L, NOP);

  private final Type type;
  private final int arrayOperand;
  private final int compareNanIsLess;
  private final int compareNanIsGreater;
  private final int toF64;
  private final int toF32;
  private final int toI64;
  private final int toI32;

  JvmType(
      Type type,
      int arrayOperand,
      int compareNanIsLess,
      int compareNanIsGreater,
      int toF64,
      int toF32,
      int toI64,
      int toI32) {
    this.type = type;
    this.arrayOperand = arrayOperand;
    this.compareNanIsLess = compareNanIsLess;
    this.compareNanIsGreater = compareNanIsGreater;
    this.toF64 = toF64;
    this.toF32 = toF32;
    this.toI64 = toI64;
    this.toI32 = toI32;
  }

  static JvmType of(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> F64;
      case FLOAT32 -> F32;
      case INT64 -> I64;
      case INT32 -> I32;
      case BOOL -> BOOL;
    };
  }

  /** The JVM's type of one element. */
  Type type() {
    return type;
  }

  /** How many local variable or stack slots an element takes. */
  int slots() {
    return type.getSize();
  }

  /** Whether elements are ints on the stack, which have compare-and-jump instructions. */
  boolean isInt() {
    return this == I32 || this == BOOL;
  }

  /** Whether elements are doubles or floats. */
  boolean isFloating() {
    return this == F64 || this == F32;
  }

  /** The instruction for this type, given that for ints: IADD, ILOAD, IALOAD and so on. */
  int opcode(int forInt) {
    return type.getOpcode(forInt);
  }

  /** The descriptor of an array of elements. */
  String arrayDescriptor() {
    return "[" + type.getDescriptor();
  }

  /** The operand of NEWARRAY. */
  int arrayOperand() {
    return arrayOperand;
  }

  /** The instruction that leaves -1, 0 or 1 of two elements, -1 where one is NaN; not for ints. */
  int compareNanIsLess() {
    return compareNanIsLess;
  }

  /** The same, with 1 where one is NaN. */
  int compareNanIsGreater() {
    return compareNanIsGreater;
  }

  /**
   * The instruction that converts to a number of another type; NOP where there is nothing to do.
   */
  int conversionTo(JvmType target) {
    return switch (target) {
      case F64 -> toF64;
      case F32 -> toF32;
      case I64 -> toI64;
      case I32, BOOL -> toI32;
    };
  }
}
