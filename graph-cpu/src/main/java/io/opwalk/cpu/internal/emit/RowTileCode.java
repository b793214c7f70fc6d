package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.IDIV;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.ISUB;
import static org.objectweb.asm.Opcodes.RETURN;

import io.opwalk.ops.scalar.ScalarOp;
import org.objectweb.asm.Label;

/** Writes {@link Tiles#row}: as many whole vectors as there are, then element by element. */
final class RowTileCode {
  private static final String OBJECT = "Ljava/lang/Object;";

  /**
   * columns 0, a 1, a0 2, aStep 3, b 4, b0 5, along 6, first 7, c 8, c0 9, fresh 10; terms before
   * them.
   */
  private static final String ARGUMENTS = "I" + OBJECT + "II" + OBJECT + "I[II" + OBJECT + "IZ)V";

  private final Species species;
  private final JvmType type;
  private final ClassShell shell;
  private final SpeciesFields fields;

  RowTileCode(Species species, ClassShell shell, SpeciesFields fields) {
    this.species = species;
    this.type = species.element();
    this.shell = shell;
    this.fields = fields;
  }

  void write() {
    shell.method("row", "(I" + ARGUMENTS, (code, method) -> {
      Label single = new Label();
      code.var(ILOAD, 1);
      code.push(Tiles.TERMS);
      code.jump(IF_ICMPNE, single);
      call(code, Tiles.TERMS);
      code.op(RETURN);
      code.label(single);
      call(code, 1);
    });
    terms(Tiles.TERMS);
    terms(1);
  }

  private void call(Code code, int terms) {
    for (int slot = 2; slot <= 12; slot++) {
      boolean isReference = slot == 3 || slot == 6 || slot == 8 || slot == 10;
      code.var(isReference ? ALOAD : ILOAD, slot);
    }
    code.callStatic(shell.name(), "row" + terms, "(" + ARGUMENTS);
  }

  private void terms(int terms) {
    shell.helper("row" + terms, "(" + ARGUMENTS, (code, method) -> {
      VectorCode vectors = new VectorCode(method, fields);
      int a = ClassShell.array(code, type, 1);
      int b = ClassShell.array(code, type, 4);
      int c = ClassShell.array(code, type, 8);
      int[] lefts = new int[terms];
      int[] numbers = new int[terms];
      int[] starts = new int[terms];
      for (int term = 0; term < terms; term++) {
        numbers[term] = code.newSlot(type);
        pushFactor(code, a, term);
        code.var(type.opcode(ISTORE), numbers[term]);
        int number = numbers[term];
        lefts[term] = code.newSlot();
        vectors.broadcast(species, () -> code.var(type.opcode(ILOAD), number));
        code.var(ASTORE, lefts[term]);
        starts[term] = code.newSlot();
        code.var(ILOAD, 5);
        code.var(ALOAD, 6);
        code.var(ILOAD, 7);
        ClassShell.add(code, term);
        code.op(IALOAD);
        code.op(IADD);
        code.var(ISTORE, starts[term]);
      }
      int whole = code.newSlot();
      code.var(ILOAD, 0);
      code.push(species.lanes());
      code.op(IDIV);
      code.var(ISTORE, whole);
      int counter = code.newSlot();
      int sum = code.newSlot();
      ClassShell.loop(code, counter, whole, () -> {
        Label load = new Label();
        Label end = new Label();
        code.var(ILOAD, 10);
        code.jump(IFEQ, load);
        vectors.zero(species);
        code.jump(GOTO, end);
        code.label(load);
        vectors.load(species, () -> pushVector(code, c, 9, counter));
        code.label(end);
        code.var(ASTORE, sum);
        for (int term = 0; term < terms; term++) {
          int start = starts[term];
          code.var(ALOAD, lefts[term]);
          vectors.load(species, () -> pushVector(code, b, start, counter));
          code.var(ALOAD, sum);
          vectors.fma(species);
          code.var(ASTORE, sum);
        }
        code.var(ALOAD, sum);
        pushVector(code, c, 9, counter);
        vectors.store(species);
      });
      rest(code, whole, b, c, numbers, starts);
    });
  }

  private void rest(Code code, int whole, int b, int c, int[] numbers, int[] starts) {
    int done = code.newSlot();
    code.var(ILOAD, whole);
    code.push(species.lanes());
    code.op(IMUL);
    code.var(ISTORE, done);
    int count = code.newSlot();
    code.var(ILOAD, 0);
    code.var(ILOAD, done);
    code.op(ISUB);
    code.var(ISTORE, count);
    int counter = code.newSlot();
    OpCode ops = new OpCode(code);
    ClassShell.loop(code, counter, count, () -> {
      pushElement(code, c, 9, done, counter);
      for (int term = numbers.length - 1; term >= 0; term--) {
        code.var(type.opcode(ILOAD), numbers[term]);
        pushElement(code, b, starts[term], done, counter);
        code.op(type.opcode(IALOAD));
      }
      Label load = new Label();
      Label end = new Label();
      code.var(ILOAD, 10);
      code.jump(IFEQ, load);
      code.push(type, 0);
      code.jump(GOTO, end);
      code.label(load);
      pushElement(code, c, 9, done, counter);
      code.op(type.opcode(IALOAD));
      code.label(end);
      for (int term = 0; term < numbers.length; term++) {
        ops.apply(ScalarOp.FMA, type);
      }
      code.op(type.opcode(IASTORE));
    });
  }

  private void pushFactor(Code code, int a, int term) {
    code.var(ALOAD, a);
    code.var(ILOAD, 2);
    code.push(term);
    code.var(ILOAD, 3);
    code.op(IMUL);
    code.op(IADD);
    code.op(type.opcode(IALOAD));
  }

  private void pushVector(Code code, int array, int start, int counter) {
    code.var(ALOAD, array);
    code.var(ILOAD, start);
    code.var(ILOAD, counter);
    code.push(species.lanes());
    code.op(IMUL);
    code.op(IADD);
  }

  private static void pushElement(Code code, int array, int start, int done, int counter) {
    code.var(ALOAD, array);
    code.var(ILOAD, start);
    code.var(ILOAD, done);
    code.op(IADD);
    code.var(ILOAD, counter);
    code.op(IADD);
  }
}
