package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;

import org.objectweb.asm.Label;

/** Writes {@link Tiles#packVectors}: one method for each number of copies, and what calls them. */
final class PackVectorsCode {
  private static final String OBJECT = "Ljava/lang/Object;";

  /** from 0, base 1, along 2, first 3, count 4, places 5, to 6, at 7; copies before them. */
  private static final String ARGUMENTS = OBJECT + "I[III[I" + OBJECT + "I)V";

  private final Species species;
  private final ClassShell shell;
  private final SpeciesFields fields;
  private final int columns;

  PackVectorsCode(Species species, ClassShell shell, SpeciesFields fields, int columns) {
    this.species = species;
    this.shell = shell;
    this.fields = fields;
    this.columns = columns;
  }

  void write() {
    shell.method("packVectors", "(I" + ARGUMENTS, (code, method) -> {
      for (int copies = 1; copies <= Tiles.MOST_COPIES; copies++) {
        Label next = new Label();
        code.var(ILOAD, 1);
        code.push(copies);
        code.jump(IF_ICMPNE, next);
        for (int slot = 2; slot <= 9; slot++) {
          boolean isReference = slot == 2 || slot == 4 || slot == 7 || slot == 8;
          code.var(isReference ? ALOAD : ILOAD, slot);
        }
        code.callStatic(shell.name(), name(copies), "(" + ARGUMENTS);
        code.op(RETURN);
        code.label(next);
      }
    });
    for (int copies = 1; copies <= Tiles.MOST_COPIES; copies++) {
      copies(copies);
    }
  }

  private static String name(int copies) {
    return "pack" + copies + "Vectors";
  }

  private void copies(int copies) {
    shell.helper(name(copies), "(" + ARGUMENTS, (code, method) -> {
      VectorCode vectors = new VectorCode(method, fields);
      int from = ClassShell.array(code, species.element(), 0);
      int to = ClassShell.array(code, species.element(), 6);
      int[] places = new int[2 * copies];
      for (int i = 0; i < places.length; i++) {
        places[i] = code.newSlot();
        code.var(ALOAD, 5);
        code.push(i);
        code.op(IALOAD);
        code.var(ILOAD, i % 2 == 0 ? 1 : 7);
        code.op(IADD);
        code.var(ISTORE, places[i]);
      }
      int counter = code.newSlot();
      int row = code.newSlot();
      ClassShell.loop(code, counter, 4, () -> {
        code.push(0);
        PackCode.addEntry(code, 2, 3, counter);
        code.var(ISTORE, row);
        for (int copy = 0; copy < copies; copy++) {
          int source = places[2 * copy];
          vectors.load(species, () -> {
            code.var(ALOAD, from);
            code.var(ILOAD, source);
            code.var(ILOAD, row);
            code.op(IADD);
          });
          code.var(ALOAD, to);
          code.var(ILOAD, places[2 * copy + 1]);
          code.var(ILOAD, counter);
          code.push(columns);
          code.op(IMUL);
          code.op(IADD);
          vectors.store(species);
        }
      });
    });
  }
}
