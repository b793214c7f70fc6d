package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;

import org.objectweb.asm.Label;

/** Code that copies elements whose places two tables say, one for each of two axes. */
final class PackCode {
  private PackCode() {}

  /**
   * The body of {@link Tiles#packAny}, whose arguments are: from 1, base 2, along 3, first 4, count
   * 5, across 6, start 7, width 8, panel 9, to 10, at 11.
   */
  static void any(Code code, JvmType type) {
    int from = ClassShell.array(code, type, 1);
    int to = ClassShell.array(code, type, 10);
    int row = code.newSlot();
    int column = code.newSlot();
    int source = code.newSlot();
    int target = code.newSlot();
    ClassShell.Counting rows = ClassShell.Counting.begin(code, row, 5);
    code.var(ILOAD, 2);
    addEntry(code, 3, 4, row);
    code.var(ISTORE, source);
    code.var(ILOAD, 11);
    ClassShell.addProduct(code, row, 9);
    code.var(ISTORE, target);
    ClassShell.Counting columns = ClassShell.Counting.begin(code, column, 8);
    pushPlace(code, to, target, column);
    code.var(ALOAD, from);
    code.var(ILOAD, source);
    addEntry(code, 6, 7, column);
    code.op(type.opcode(IALOAD));
    code.op(type.opcode(IASTORE));
    columns.end();
    // On from where the loop ended.
    Label top = new Label();
    Label end = new Label();
    code.label(top);
    code.var(ILOAD, column);
    code.var(ILOAD, 9);
    code.jump(IF_ICMPGE, end);
    pushPlace(code, to, target, column);
    code.push(type, 0);
    code.op(type.opcode(IASTORE));
    code.increment(column, 1);
    code.jump(GOTO, top);
    code.label(end);
    rows.end();
  }

  private static void pushPlace(Code code, int array, int start, int index) {
    code.var(ALOAD, array);
    code.var(ILOAD, start);
    code.var(ILOAD, index);
    code.op(IADD);
  }

  /** Adds to an int on the stack the entry of a table at the sum of two ints. */
  static void addEntry(Code code, int table, int first, int index) {
    code.var(ALOAD, table);
    code.var(ILOAD, first);
    code.var(ILOAD, index);
    code.op(IADD);
    code.op(IALOAD);
    code.op(IADD);
  }
}
