package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.util.function.BiConsumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** A class without state that implements one interface, and what its methods are written with. */
final class ClassShell {
  private final String name;
  private final ClassWriter writer = new FrameWriter();

  /** Begins the class. */
  ClassShell(String name, Class<?> implemented) {
    this.name = name;
    writer.visit(
        V17,
        ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
        name,
        null,
        Type.getInternalName(Object.class),
        new String[] {Type.getInternalName(implemented)});
    MethodVisitor method = writer.visitMethod(0, "<init>", "()V", null, null);
    method.visitCode();
    method.visitVarInsn(ALOAD, 0);
    method.visitMethodInsn(
        INVOKESPECIAL, Type.getInternalName(Object.class), "<init>", "()V", false);
    end(method);
  }

  String name() {
    return name;
  }

  /** A method that gives a number. */
  void constant(String method, int value) {
    MethodVisitor visitor = writer.visitMethod(ACC_PUBLIC, method, "()I", null, null);
    visitor.visitCode();
    new Code(visitor, 1).push(value);
    visitor.visitInsn(IRETURN);
    visitor.visitMaxs(0, 0);
    visitor.visitEnd();
  }

  /** Begins a method of the interface, which {@link #end} ends. */
  Code begin(String method, String descriptor) {
    return begin(ACC_PUBLIC, method, descriptor, 1);
  }

  /** Begins a method that those of the interface call. */
  Code beginHelper(String method, String descriptor) {
    return begin(ACC_PRIVATE | ACC_STATIC, method, descriptor, 0);
  }

  /** A method of the interface. */
  void method(String method, String descriptor, BiConsumer<Code, MethodVisitor> body) {
    write(ACC_PUBLIC, method, descriptor, 1, body);
  }

  /** A method that those of the interface call. */
  void helper(String method, String descriptor, BiConsumer<Code, MethodVisitor> body) {
    write(ACC_PRIVATE | ACC_STATIC, method, descriptor, 0, body);
  }

  private void write(
      int access,
      String method,
      String descriptor,
      int receiver,
      BiConsumer<Code, MethodVisitor> body) {
    Code code = begin(access, method, descriptor, receiver);
    body.accept(code, code.method());
    end(code);
  }

  private Code begin(int access, String method, String descriptor, int receiver) {
    MethodVisitor visitor = writer.visitMethod(access, method, descriptor, null, null);
    visitor.visitCode();
    int slots = receiver;
    for (Type type : Type.getArgumentTypes(descriptor)) {
      slots += type.getSize();
    }
    return new Code(visitor, slots);
  }

  /** Ends a method. */
  static void end(Code code) {
    end(code.method());
  }

  /** Ends the class. */
  byte[] bytes(SpeciesFields fields) {
    fields.write(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void end(MethodVisitor method) {
    method.visitInsn(RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  /** An argument, as an array of a type, in a slot of its own. */
  static int array(Code code, JvmType type, int argument) {
    int slot = code.newSlot();
    code.var(ALOAD, argument);
    code.castToArray(type);
    code.var(ASTORE, slot);
    return slot;
  }

  /** Counts from 0 up to what is in a slot. */
  static void loop(Code code, int counter, int end, Runnable body) {
    Counting counting = Counting.begin(code, counter, end);
    body.run();
    counting.end();
  }

  /** A loop whose code is being written. */
  record Counting(Code code, int counter, Label top, Label out) {
    /** Counts from 0 up to what is in a slot. */
    static Counting begin(Code code, int counter, int end) {
      Label top = new Label();
      Label out = new Label();
      code.push(0);
      code.var(ISTORE, counter);
      code.label(top);
      code.var(ILOAD, counter);
      code.var(ILOAD, end);
      code.jump(IF_ICMPGE, out);
      return new Counting(code, counter, top, out);
    }

    void end() {
      code.increment(counter, 1);
      code.jump(GOTO, top);
      code.label(out);
    }
  }

  /** Adds to an int on the stack the product of two that are in slots. */
  static void addProduct(Code code, int left, int right) {
    code.var(ILOAD, left);
    code.var(ILOAD, right);
    code.op(IMUL);
    code.op(IADD);
  }

  /** Adds a number to an int on the stack. */
  static void add(Code code, int number) {
    if (number != 0) {
      code.push(number);
      code.op(IADD);
    }
  }
}
