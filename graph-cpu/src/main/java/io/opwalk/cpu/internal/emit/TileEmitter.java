package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.RETURN;

import io.opwalk.DType;
import java.util.List;
import org.objectweb.asm.Label;

/**
 * Writes {@link Tiles} of vectors. Every index is an affine function of the counter, {@code base +
 * p * step}: with offsets that run along, the JIT keeps the checks of bounds in the loop, and the
 * same tile takes ten times as long.
 *
 * <p>A tile has two vectors of columns, and six rows: twelve sums, two vectors of b and one of a
 * are in fifteen registers, and sixteen are what machines have at least. A narrow one has half the
 * columns: six sums still keep a unit busy that takes four cycles for each.
 */
public final class TileEmitter {
  private static final int ROWS = 6;
  private static final List<Integer> HEIGHTS = List.of(ROWS, 4, 2, 1);
  private static final int VECTORS = 2;

  private static final String OBJECT = "Ljava/lang/Object;";

  /** inner, a, a0, aRow, aStep, b, b0, bStep, c, c0, cRow, fresh. */
  private static final String TILE = "I" + OBJECT + "III" + OBJECT + "II" + OBJECT + "IIZ)V";

  private final Species species;
  private final JvmType type;
  private final ClassShell shell;
  private final SpeciesFields fields;

  private TileEmitter(Species species, String name) {
    this.species = species;
    this.type = species.element();
    this.shell = new ClassShell(name, Tiles.class);
    this.fields = new SpeciesFields(name);
  }

  /**
   * Tiles of vectors, where the JVM has them.
   *
   * @param dtype FLOAT64 or FLOAT32
   * @param lanes how many elements a vector has
   */
  public static Tiles vectors(DType dtype, int lanes) {
    Species species = new Species(JvmType.of(dtype), lanes);
    String name = "io/opwalk/cpu/internal/emit/Tiles$" + species;
    byte[] bytes = new TileEmitter(species, name).bytes();
    EmittedClass emitted = new EmittedClass(name, "tiles of " + species, bytes);
    return KernelLoader.load(emitted, Tiles.class);
  }

  private byte[] bytes() {
    shell.constant("rows", ROWS);
    shell.constant("columns", columns());
    shell.constant("lanes", species.lanes());
    dispatch();
    for (int height : HEIGHTS) {
      tile(height, VECTORS);
      tile(height, 1);
    }
    new RowTileCode(species, shell, fields).write();
    new PackVectorsCode(species, shell, fields, columns()).write();
    new PackRowsCode(species, shell, fields, ROWS).write();
    new PackAlongCode(type, shell, List.of(ROWS, columns())).write();
    packAny();
    return shell.bytes(fields);
  }

  private int columns() {
    return VECTORS * species.lanes();
  }

  /** From the method of the interface to that for the columns, and from there to the height. */
  private void dispatch() {
    shell.method("tile", "(IZ" + TILE, (code, method) -> {
      Label narrow = new Label();
      code.var(ILOAD, 2);
      code.jump(IFNE, narrow);
      call(code, VECTORS);
      code.op(RETURN);
      code.label(narrow);
      call(code, 1);
    });
    heights(VECTORS);
    heights(1);
  }

  private void call(Code code, int vectors) {
    code.var(ILOAD, 1);
    pushArguments(code, 3);
    code.callStatic(shell.name(), "tilex" + vectors, "(I" + TILE);
  }

  /** Small enough for the JIT to make it a part of its callers. */
  private void heights(int vectors) {
    shell.helper("tilex" + vectors, "(I" + TILE, (code, method) -> {
      for (int height : HEIGHTS) {
        Label next = new Label();
        code.var(ILOAD, 0);
        code.push(height);
        code.jump(IF_ICMPNE, next);
        pushArguments(code, 1);
        code.callStatic(shell.name(), name(height, vectors), "(" + TILE);
        code.op(RETURN);
        code.label(next);
      }
    });
  }

  /** Those of a tile, from a slot on. */
  private static void pushArguments(Code code, int first) {
    for (int i = 0; i < 12; i++) {
      boolean isArray = i == 1 || i == 5 || i == 8;
      code.var(isArray ? ALOAD : ILOAD, first + i);
    }
  }

  private static String name(int height, int vectors) {
    return "tile" + height + "x" + vectors;
  }

  private void tile(int height, int width) {
    shell.helper(name(height, width), "(" + TILE, (code, method) -> {
      VectorCode vectors = new VectorCode(method, fields);
      int a = ClassShell.array(code, type, 1);
      int b = ClassShell.array(code, type, 5);
      int c = ClassShell.array(code, type, 8);
      int[] sums = new int[height * width];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = code.newSlot();
        start(code, vectors, c, i / width, i % width);
        code.var(ASTORE, sums[i]);
      }
      int counter = code.newSlot();
      int left = code.newSlot();
      int[] rights = new int[width];
      for (int v = 0; v < width; v++) {
        rights[v] = code.newSlot();
      }
      ClassShell.loop(code, counter, 0, () -> {
        for (int v = 0; v < width; v++) {
          loadRight(code, vectors, b, counter, v);
          code.var(ASTORE, rights[v]);
        }
        for (int row = 0; row < height; row++) {
          int at = row;
          vectors.broadcast(species, () -> pushLeft(code, a, at, counter));
          code.var(ASTORE, left);
          for (int v = 0; v < width; v++) {
            int sum = sums[row * width + v];
            code.var(ALOAD, left);
            code.var(ALOAD, rights[v]);
            code.var(ALOAD, sum);
            vectors.fma(species);
            code.var(ASTORE, sum);
          }
        }
      });
      for (int i = 0; i < sums.length; i++) {
        code.var(ALOAD, sums[i]);
        vectors.showClass(species);
        pushSum(code, c, i / width, i % width);
        vectors.store(species);
      }
    });
  }

  private void start(Code code, VectorCode vectors, int c, int row, int vector) {
    Label load = new Label();
    Label end = new Label();
    code.var(ILOAD, 11);
    code.jump(IFEQ, load);
    vectors.zero(species);
    code.jump(GOTO, end);
    code.label(load);
    vectors.load(species, () -> pushSum(code, c, row, vector));
    code.label(end);
  }

  /** The array of sums, and the place where the vector belongs. */
  private void pushSum(Code code, int c, int row, int vector) {
    code.var(ALOAD, c);
    code.var(ILOAD, 9);
    code.push(row);
    code.var(ILOAD, 10);
    code.op(IMUL);
    code.op(IADD);
    ClassShell.add(code, vector * species.lanes());
  }

  private void loadRight(Code code, VectorCode vectors, int b, int counter, int vector) {
    vectors.load(species, () -> {
      code.var(ALOAD, b);
      code.var(ILOAD, 6);
      ClassShell.addProduct(code, counter, 7);
      ClassShell.add(code, vector * species.lanes());
    });
  }

  private void pushLeft(Code code, int a, int row, int counter) {
    code.var(ALOAD, a);
    code.var(ILOAD, 2);
    code.push(row);
    code.var(ILOAD, 3);
    code.op(IMUL);
    code.op(IADD);
    ClassShell.addProduct(code, counter, 4);
    code.op(type.opcode(IALOAD));
  }

  /**
   * Arguments: from 1, base 2, along 3, first 4, count 5, across 6, start 7, width 8, panel 9, to
   * 10, at 11.
   */
  private void packAny() {
    String descriptor = "(" + OBJECT + "I[III[IIII" + OBJECT + "I)V";
    shell.method("packAny", descriptor, (code, method) -> PackCode.any(code, type));
  }
}
