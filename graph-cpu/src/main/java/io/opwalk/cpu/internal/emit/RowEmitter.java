package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarOp;
import org.objectweb.asm.Label;

/** Writes {@link Rows}: each loop in a method of its own, where JITs do best. */
public final class RowEmitter {
  private static final String OBJECT = "Ljava/lang/Object;";

  /** How many rows of the result are updated at once. */
  private static final int ROWS = 2;

  private final JvmType type;
  private final ClassShell shell;
  private final String name;

  private RowEmitter(JvmType type, String name) {
    this.type = type;
    this.name = name;
    this.shell = new ClassShell(name, Rows.class);
  }

  /** Rows of FLOAT64 or FLOAT32. */
  public static Rows rows(DType dtype) {
    JvmType type = JvmType.of(dtype);
    String name = "io/opwalk/cpu/internal/emit/Rows$" + type;
    byte[] bytes = new RowEmitter(type, name).bytes();
    return KernelLoader.load(new EmittedClass(name, "rows of " + type, bytes), Rows.class);
  }

  private byte[] bytes() {
    String update = "II" + OBJECT + "III[" + OBJECT + "I" + OBJECT + OBJECT + ")V";
    shell.method("update", "(" + update, (code, method) -> {
      Label single = new Label();
      code.var(ILOAD, 1);
      code.push(Rows.TERMS);
      code.jump(IF_ICMPNE, single);
      prepare(code, Rows.TERMS);
      code.op(RETURN);
      code.label(single);
      prepare(code, 1);
    });
    loop(Rows.TERMS);
    loop(1);
    shell.method(
        "packAny",
        "(" + OBJECT + "I[III[IIII" + OBJECT + "I)V",
        (code, method) -> PackCode.any(code, type));
    return shell.bytes(new SpeciesFields(name));
  }

  /** Arguments: terms 1, columns 2, a 3, a0 4, aRow 5, aStep 6, b 7, first 8, c0 9, c1 10. */
  private void prepare(Code code, int terms) {
    int a = ClassShell.array(code, type, 3);
    code.var(ILOAD, 2);
    for (int row = 0; row < ROWS; row++) {
      code.var(ALOAD, 9 + row);
      code.castToArray(type);
    }
    for (int term = 0; term < terms; term++) {
      code.var(ALOAD, 7);
      code.var(ILOAD, 8);
      ClassShell.add(code, term);
      code.op(AALOAD);
      code.castToArray(type);
    }
    for (int row = 0; row < ROWS; row++) {
      for (int term = 0; term < terms; term++) {
        code.var(ALOAD, a);
        code.var(ILOAD, 4);
        code.push(row);
        code.var(ILOAD, 5);
        code.op(IMUL);
        code.op(IADD);
        code.push(term);
        code.var(ILOAD, 6);
        code.op(IMUL);
        code.op(IADD);
        code.op(type.opcode(IALOAD));
      }
    }
    code.callStatic(name, "add" + terms, descriptor(terms));
  }

  private String descriptor(int terms) {
    String element = type.type().getDescriptor();
    return "(I" + type.arrayDescriptor().repeat(ROWS + terms) + element.repeat(ROWS * terms) + ")V";
  }

  private void loop(int terms) {
    shell.helper("add" + terms, descriptor(terms), (code, method) -> {
      OpCode ops = new OpCode(code);
      int factors = 1 + ROWS + terms;
      int counter = code.newSlot();
      int[] rights = new int[terms];
      for (int term = 0; term < terms; term++) {
        rights[term] = code.newSlot(type);
      }
      ClassShell.loop(code, counter, 0, () -> {
        for (int term = 0; term < terms; term++) {
          pushElement(code, 1 + ROWS + term, counter);
          code.var(type.opcode(ISTORE), rights[term]);
        }
        for (int row = 0; row < ROWS; row++) {
          code.var(ALOAD, 1 + row);
          code.var(ILOAD, counter);
          // The first term is the innermost: each sum is the last argument of the next.
          for (int term = terms - 1; term >= 0; term--) {
            code.var(type.opcode(ILOAD), factors + (row * terms + term) * type.slots());
            code.var(type.opcode(ILOAD), rights[term]);
          }
          pushElement(code, 1 + row, counter);
          for (int term = 0; term < terms; term++) {
            ops.apply(ScalarOp.FMA, type);
          }
          code.op(type.opcode(IASTORE));
        }
      });
    });
  }

  private void pushElement(Code code, int array, int counter) {
    code.var(ALOAD, array);
    code.var(ILOAD, counter);
    code.op(type.opcode(IALOAD));
  }
}
