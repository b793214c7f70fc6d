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
import java.util.List;
import org.objectweb.asm.Label;

/** Writes {@link Rows}: each loop in a method of its own, where JITs do best. */
public final class RowEmitter {
  private static final String OBJECT = "Ljava/lang/Object;";

  /** The first JDK known to make vectors of loops with more than {@link #FEW_TERMS} terms. */
  private static final int JDK_OF_MANY_TERMS = 25;

  /** Of more rows or terms than four no JDK makes vectors. */
  private static final int MANY_TERMS = 4;

  /** Of a loop with more of them C2 of JDK 17 makes no vectors. */
  private static final int FEW_TERMS = 2;

  private final JvmType type;
  private final int terms;
  private final ClassShell shell;
  private final String name;

  private RowEmitter(JvmType type, int terms, String name) {
    this.type = type;
    this.terms = terms;
    this.name = name;
    this.shell = new ClassShell(name, Rows.class);
  }

  /** Rows of FLOAT64 or FLOAT32, in the form that this JDK's JIT does best with. */
  public static Rows rows(DType dtype) {
    boolean many = Runtime.version().feature() >= JDK_OF_MANY_TERMS;
    return rows(dtype, many ? MANY_TERMS : FEW_TERMS);
  }

  /** With so many terms at once: more than 1. */
  static Rows rows(DType dtype, int terms) {
    JvmType type = JvmType.of(dtype);
    String name = "io/opwalk/cpu/internal/emit/Rows$" + type + terms;
    byte[] bytes = new RowEmitter(type, terms, name).bytes();
    return KernelLoader.load(new EmittedClass(name, "rows of " + type, bytes), Rows.class);
  }

  private byte[] bytes() {
    shell.constant("terms", terms);
    Code code = shell.begin("update", "(III" + OBJECT + "III[" + OBJECT + "II)V");
    for (int rows : List.of(Rows.MOST, Rows.LEAST)) {
      for (int count : List.of(terms, 1)) {
        Label next = new Label();
        code.var(ILOAD, 1);
        code.push(rows);
        code.jump(IF_ICMPNE, next);
        code.var(ILOAD, 2);
        code.push(count);
        code.jump(IF_ICMPNE, next);
        prepare(code, rows, count);
        code.op(RETURN);
        code.label(next);
      }
    }
    ClassShell.end(code);
    for (int rows : List.of(Rows.MOST, Rows.LEAST)) {
      loop(rows, terms);
      loop(rows, 1);
    }
    Code pack = shell.begin("packAny", "(" + OBJECT + "I[III[IIII" + OBJECT + "I)V");
    PackCode.any(pack, type);
    ClassShell.end(pack);
    return shell.bytes(new SpeciesFields(name));
  }

  /** Arguments: rows 1, terms 2, columns 3, a 4, a0 5, aRow 6, aStep 7, arrays 8, b 9, c 10. */
  private void prepare(Code code, int rows, int count) {
    int a = ClassShell.array(code, type, 4);
    code.var(ILOAD, 3);
    for (int row = 0; row < rows; row++) {
      pushArray(code, 10, row);
    }
    for (int term = 0; term < count; term++) {
      pushArray(code, 9, term);
    }
    for (int row = 0; row < rows; row++) {
      for (int term = 0; term < count; term++) {
        code.var(ALOAD, a);
        code.var(ILOAD, 5);
        code.push(row);
        code.var(ILOAD, 6);
        code.op(IMUL);
        code.op(IADD);
        code.push(term);
        code.var(ILOAD, 7);
        code.op(IMUL);
        code.op(IADD);
        code.op(type.opcode(IALOAD));
      }
    }
    code.callStatic(name, method(rows, count), descriptor(rows, count));
  }

  private void pushArray(Code code, int first, int number) {
    code.var(ALOAD, 8);
    code.var(ILOAD, first);
    ClassShell.add(code, number);
    code.op(AALOAD);
    code.castToArray(type);
  }

  private static String method(int rows, int count) {
    return "add" + rows + "by" + count;
  }

  private String descriptor(int rows, int count) {
    String element = type.type().getDescriptor();
    return "(I" + type.arrayDescriptor().repeat(rows + count) + element.repeat(rows * count) + ")V";
  }

  private void loop(int rows, int count) {
    Code code = shell.beginHelper(method(rows, count), descriptor(rows, count));
    OpCode ops = new OpCode(code);
    int factors = 1 + rows + count;
    int counter = code.newSlot();
    int[] rights = new int[count];
    for (int term = 0; term < count; term++) {
      rights[term] = code.newSlot(type);
    }
    ClassShell.Counting columns = ClassShell.Counting.begin(code, counter, 0);
    for (int term = 0; term < count; term++) {
      pushElement(code, 1 + rows + term, counter);
      code.var(type.opcode(ISTORE), rights[term]);
    }
    for (int row = 0; row < rows; row++) {
      code.var(ALOAD, 1 + row);
      code.var(ILOAD, counter);
      // The first term is the innermost: each sum is the last argument of the next.
      for (int term = count - 1; term >= 0; term--) {
        code.var(type.opcode(ILOAD), factors + (row * count + term) * type.slots());
        code.var(type.opcode(ILOAD), rights[term]);
      }
      pushElement(code, 1 + row, counter);
      for (int term = 0; term < count; term++) {
        ops.apply(ScalarOp.FMA, type);
      }
      code.op(type.opcode(IASTORE));
    }
    columns.end();
    ClassShell.end(code);
  }

  private void pushElement(Code code, int array, int counter) {
    code.var(ALOAD, array);
    code.var(ILOAD, counter);
    code.op(type.opcode(IALOAD));
  }
}
