package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DCONST_1;
import static org.objectweb.asm.Opcodes.FCONST_0;
import static org.objectweb.asm.Opcodes.FCONST_1;
import static org.objectweb.asm.Opcodes.FCONST_2;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LCONST_1;
import static org.objectweb.asm.Opcodes.NEWARRAY;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.SIPUSH;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** The code of one method while it grows: instructions in their shortest form, and local slots. */
final class Code {
  private final MethodVisitor method;
  private int nextSlot;

  Code(MethodVisitor method, int parameterSlots) {
    this.method = method;
    this.nextSlot = parameterSlots;
  }

  /** What the code is written to. */
  MethodVisitor method() {
    return method;
  }

  /** A free local variable slot for an element of the type. */
  int newSlot(JvmType type) {
    return newSlot(type.slots());
  }

  /** A free local variable slot for an int or a reference. */
  int newSlot() {
    return newSlot(1);
  }

  private int newSlot(int size) {
    int slot = nextSlot;
    nextSlot += size;
    return slot;
  }

  /** Where free slots begin; given to {@link #freeSlotsFrom} when the variables above are dead. */
  int firstFreeSlot() {
    return nextSlot;
  }

  void freeSlotsFrom(int slot) {
    nextSlot = slot;
  }

  void op(int opcode) {
    if (opcode != NOP) {
      method.visitInsn(opcode);
    }
  }

  /** An instruction on a local variable: loads, stores. */
  void var(int opcode, int slot) {
    method.visitVarInsn(opcode, slot);
  }

  void increment(int slot, int by) {
    if (by <= Short.MAX_VALUE) {
      method.visitIincInsn(slot, by);
    } else {
      var(ILOAD, slot);
      push(by);
      op(IADD);
      var(ISTORE, slot);
    }
  }

  void jump(int opcode, Label target) {
    method.visitJumpInsn(opcode, target);
  }

  void label(Label label) {
    method.visitLabel(label);
  }

  void line(int line) {
    Label here = new Label();
    method.visitLabel(here);
    method.visitLineNumber(line, here);
  }

  void newArray(JvmType type) {
    method.visitIntInsn(NEWARRAY, type.arrayOperand());
  }

  void castToArray(JvmType type) {
    method.visitTypeInsn(CHECKCAST, type.arrayDescriptor());
  }

  void callStatic(Class<?> owner, String name, String descriptor) {
    callStatic(Type.getInternalName(owner), name, descriptor);
  }

  void callStatic(String owner, String name, String descriptor) {
    method.visitMethodInsn(INVOKESTATIC, owner, name, descriptor, false);
  }

  void push(int value) {
    if (value >= -1 && value <= 5) {
      method.visitInsn(ICONST_0 + value);
    } else if (value == (byte) value) {
      method.visitIntInsn(BIPUSH, value);
    } else if (value == (short) value) {
      method.visitIntInsn(SIPUSH, value);
    } else {
      method.visitLdcInsn(value);
    }
  }

  /** Pushes the number, as Java's casts convert it. */
  void push(JvmType type, double value) {
    switch (type) {
      case F64 -> push(value);
      case F32 -> push((float) value);
      case I64 -> push((long) value);
      case I32 -> push((int) value);
      case BOOL -> push(value != 0 ? 1 : 0);
    }
  }

  private void push(double value) {
    if (Double.doubleToRawLongBits(value) == 0) {
      method.visitInsn(DCONST_0);
    } else if (value == 1) {
      method.visitInsn(DCONST_1);
    } else {
      method.visitLdcInsn(value);
    }
  }

  private void push(float value) {
    if (Float.floatToRawIntBits(value) == 0) {
      method.visitInsn(FCONST_0);
    } else if (value == 1) {
      method.visitInsn(FCONST_1);
    } else if (value == 2) {
      method.visitInsn(FCONST_2);
    } else {
      method.visitLdcInsn(value);
    }
  }

  void push(long value) {
    if (value == 0) {
      method.visitInsn(LCONST_0);
    } else if (value == 1) {
      method.visitInsn(LCONST_1);
    } else {
      method.visitLdcInsn(value);
    }
  }
}
