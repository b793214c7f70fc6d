package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.IF_ICMPGT;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.List;
import org.objectweb.asm.Label;

/**
 * Writes {@link Tiles#packAlong}: a method for each height of a panel, which as a number in the
 * code lets the JIT check a block of elements at once.
 */
final class PackAlongCode {
  private static final String OBJECT = "Ljava/lang/Object;";

  /** from 0, base 1, count 2, across 3, start 4, width 5, to 6, at 7; the panel before them. */
  private static final String ARGUMENTS = OBJECT + "II[III" + OBJECT + "I)V";

  /**
   * How many elements of a column are copied at a time: of few lines of the source and the copy,
   * that they stay in the first cache.
   */
  private static final int BLOCK = 8;

  private final JvmType type;
  private final ClassShell shell;
  private final List<Integer> panels;

  PackAlongCode(JvmType type, ClassShell shell, List<Integer> panels) {
    this.type = type;
    this.shell = shell;
    this.panels = panels;
  }

  void write() {
    shell.method("packAlong", "(I" + ARGUMENTS, (code, method) -> {
      for (int panel : panels) {
        Label next = new Label();
        code.var(ILOAD, 1);
        code.push(panel);
        code.jump(IF_ICMPNE, next);
        for (int slot = 2; slot <= 9; slot++) {
          boolean isReference = slot == 2 || slot == 5 || slot == 8;
          code.var(isReference ? ALOAD : ILOAD, slot);
        }
        code.callStatic(shell.name(), "packAlong" + panel, "(" + ARGUMENTS);
        code.op(RETURN);
        code.label(next);
      }
    });
    panels.forEach(this::panel);
  }

  private void panel(int panel) {
    shell.helper("packAlong" + panel, "(" + ARGUMENTS, (code, method) -> {
      int from = ClassShell.array(code, type, 0);
      int to = ClassShell.array(code, type, 6);
      int row = code.newSlot();
      code.push(0);
      code.var(ISTORE, row);
      int column = code.newSlot();
      int source = code.newSlot();
      int target = code.newSlot();
      for (int block = BLOCK; block > 0; block /= 2) {
        int rows = block;
        whileLeft(
            code,
            row,
            rows,
            () -> ClassShell.loop(code, column, 5, () -> {
              code.var(ILOAD, 1);
              code.var(ILOAD, row);
              code.op(IADD);
              PackCode.addEntry(code, 3, 4, column);
              code.var(ISTORE, source);
              code.var(ILOAD, 7);
              code.var(ILOAD, row);
              code.push(panel);
              code.op(IMUL);
              code.op(IADD);
              code.var(ILOAD, column);
              code.op(IADD);
              code.var(ISTORE, target);
              for (int i = 0; i < rows; i++) {
                code.var(ALOAD, to);
                code.var(ILOAD, target);
                ClassShell.add(code, i * panel);
                code.var(ALOAD, from);
                code.var(ILOAD, source);
                ClassShell.add(code, i);
                code.op(type.opcode(IALOAD));
                code.op(type.opcode(IASTORE));
              }
            }));
      }
    });
  }

  private static void whileLeft(Code code, int row, int rows, Runnable body) {
    Label top = new Label();
    Label end = new Label();
    code.label(top);
    code.var(ILOAD, row);
    ClassShell.add(code, rows);
    code.var(ILOAD, 2);
    code.jump(IF_ICMPGT, end);
    body.run();
    code.increment(row, rows);
    code.jump(GOTO, top);
    code.label(end);
  }
}
