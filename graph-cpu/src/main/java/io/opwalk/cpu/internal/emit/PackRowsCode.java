package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;

/**
 * Writes {@link Tiles#packRows}: the rows of a tile are less than whole vectors, which are copied
 * all the same, since the next ones are written over what is too much.
 */
final class PackRowsCode {
  private static final String OBJECT = "Ljava/lang/Object;";

  /** from 1, base 2, along 3, first 4, count 5, to 6, at 7. */
  private static final String ARGUMENTS = "(" + OBJECT + "I[III" + OBJECT + "I)V";

  private final Species species;
  private final ClassShell shell;
  private final SpeciesFields fields;
  private final int rows;

  PackRowsCode(Species species, ClassShell shell, SpeciesFields fields, int rows) {
    this.species = species;
    this.shell = shell;
    this.fields = fields;
    this.rows = rows;
  }

  void write() {
    int copies = (rows + species.lanes() - 1) / species.lanes();
    shell.constant("reach", copies * species.lanes());
    shell.method("packRows", ARGUMENTS, (code, method) -> {
      VectorCode vectors = new VectorCode(method, fields);
      int from = ClassShell.array(code, species.element(), 1);
      int to = ClassShell.array(code, species.element(), 6);
      int counter = code.newSlot();
      int source = code.newSlot();
      ClassShell.loop(code, counter, 5, () -> {
        code.var(ILOAD, 2);
        PackCode.addEntry(code, 3, 4, counter);
        code.var(ISTORE, source);
        for (int copy = 0; copy < copies; copy++) {
          int shift = copy * species.lanes();
          vectors.load(species, () -> {
            code.var(ALOAD, from);
            code.var(ILOAD, source);
            ClassShell.add(code, shift);
          });
          code.var(ALOAD, to);
          code.var(ILOAD, 7);
          code.var(ILOAD, counter);
          code.push(rows);
          code.op(IMUL);
          code.op(IADD);
          ClassShell.add(code, shift);
          vectors.store(species);
        }
      });
    });
  }
}
