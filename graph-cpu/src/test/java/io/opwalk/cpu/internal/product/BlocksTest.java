package io.opwalk.cpu.internal.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.RowEmitter;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.emit.TileEmitter;
import io.opwalk.cpu.internal.emit.Tiles;
import io.opwalk.cpu.internal.emit.VectorUnit;
import io.opwalk.cpu.internal.fixture.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products by rows and by tiles, on random arrays with NaN and infinities, by the definition. */
final class BlocksTest {
  private static final int PRODUCTS = 60;

  /** Nothing follows these products. */
  private static final Finish NOTHING = new Finish();

  private interface Blocks {
    void run(Layout layout, Object[] buffers, int[] sizes, int ranges);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT64", "FLOAT32"})
  void rowsGiveTheDefinedBits(DType dtype) {
    Rows rows = RowEmitter.rows(dtype);
    Scratch scratch = new Scratch();
    check(
        dtype,
        (layout, buffers, sizes, ranges) ->
            scratch.byRows().run(rows, dtype, layout, buffers, sizes, ranges, NOTHING));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT64", "FLOAT32"})
  void tilesGiveTheDefinedBits(DType dtype) {
    for (int lanes : List.of(2, 4, VectorUnit.lanes(dtype))) {
      Tiles tiles = TileEmitter.vectors(dtype, lanes);
      Scratch scratch = new Scratch();
      check(
          dtype,
          (layout, buffers, sizes, ranges) ->
              scratch.byPanels().run(tiles, dtype, layout, buffers, sizes, ranges, null, NOTHING));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT64", "FLOAT32"})
  void keptPanelsGiveTheDefinedBits(DType dtype) {
    Tiles tiles = TileEmitter.vectors(dtype, VectorUnit.lanes(dtype));
    Scratch scratch = new Scratch();
    check(dtype, (layout, buffers, sizes, ranges) -> {
      KeptPanels kept = layout.batchRight.length == 1 ? new KeptPanels() : null;
      Object panels = null;
      // So often that a further call must find them, and no longer.
      for (int i = 0; kept != null && panels == null; i++) {
        assertTrue(i < 100, "panels are never made");
        panels = kept.of(tiles, dtype, layout, buffers[1], 64, true);
      }
      scratch.byPanels().run(tiles, dtype, layout, buffers, sizes, ranges, kept, NOTHING);
    });
  }

  @Test
  void panelsAreOfOneArrayAndLayout() {
    DType dtype = DType.FLOAT64;
    Tiles tiles = TileEmitter.vectors(dtype, 2);
    KeptPanels kept = new KeptPanels();
    RandomProduct random = new RandomProduct(dtype, 1);
    Layout layout = new Layout(random.product, random.sizes);
    double[] array = (double[]) random.buffers[1];
    Object panels = null;
    for (int i = 0; i < 100; i++) {
      panels = kept.of(tiles, dtype, layout, array, 64, true);
    }
    assertNotNull(panels);
    assertNull(kept.of(tiles, dtype, layout, array, 32, true));
    assertNull(kept.of(tiles, dtype, layout, array.clone(), 64, true));
    assertNull(kept.of(tiles, dtype, layout, array, 64, true));
    assertNull(kept.of(tiles, dtype, new Layout(random.product, random.sizes), array, 64, true));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT64", "FLOAT32"})
  void heldPanelsGiveTheDefinedBits(DType dtype) {
    Tiles tiles = TileEmitter.vectors(dtype, VectorUnit.lanes(dtype));
    Scratch scratch = new Scratch();
    // One for all, as if they were runs of one loop after the other.
    HeldPanels held = new HeldPanels();
    check(dtype, (layout, buffers, sizes, ranges) -> {
      if (layout.batchRight.length == 1) {
        held.hold();
        for (int step = 0; step < 3; step++) {
          held.of(tiles, dtype, layout, buffers[1], 32, true);
        }
        assertNotNull(held.of(tiles, dtype, layout, buffers[1], 2, false));
      }
      scratch.byPanels().run(tiles, dtype, layout, buffers, sizes, ranges, held, NOTHING);
      held.release();
    });
  }

  @Test
  void heldPanelsAreMadeAfterSomeRowsAndOncePerRun() {
    DType dtype = DType.FLOAT64;
    Tiles tiles = TileEmitter.vectors(dtype, 2);
    HeldPanels held = new HeldPanels();
    RandomProduct random = new RandomProduct(dtype, 1);
    Layout layout = new Layout(random.product, random.sizes);
    double[] array = (double[]) random.buffers[1];
    assertNull(held.of(tiles, dtype, layout, array, 1000, true));
    assertNull(held.of(tiles, dtype, layout, array, 1000, true));
    held.hold();
    // The parts of one run after its first do not count, and single rows need no panels.
    for (int part = 0; part < 100; part++) {
      assertNull(held.of(tiles, dtype, layout, array, 30, false));
      assertNull(held.of(tiles, dtype, layout, array, 1, true));
    }
    assertNull(held.of(tiles, dtype, layout, array, 30, true));
    assertNull(held.of(tiles, dtype, layout, array, 30, true));
    Object panels = held.of(tiles, dtype, layout, array, 30, true);
    assertNotNull(panels);
    assertSame(panels, held.of(tiles, dtype, layout, array, 30, true));
    double first = ((double[]) panels)[0];
    held.release();
    assertNull(held.of(tiles, dtype, layout, array, 30, true));
    for (int i = 0; i < array.length; i++) {
      array[i] = first + 1;
    }
    held.hold();
    held.of(tiles, dtype, layout, array, 60, true);
    assertSame(panels, held.of(tiles, dtype, layout, array, 60, true));
    assertEquals(first + 1, ((double[]) panels)[0]);
  }

  /** Prints whether tiles of each dtype come to be fast. */
  public static final class WarmUpMain {
    private WarmUpMain() {}

    public static void main(String[] arguments) {
      for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
        Tiles tiles = TileEmitter.vectors(dtype, VectorUnit.lanes(dtype));
        System.out.print(new WarmUp(dtype, RowEmitter.rows(dtype), tiles).run() + " ");
      }
    }
  }

  /** In a JVM of its own: what the JIT makes of code depends on what it has compiled before. */
  @Test
  void vectorCodeWarmsUp() {
    assumeTrue(VectorUnit.isCompiled());
    List<String> flags = List.of("--add-modules=jdk.incubator.vector");
    assertEquals("true true", ChildJvm.run(WarmUpMain.class, flags));
  }

  /** Prints whether tiles of one length after the other come to be fast. */
  public static final class LengthsMain {
    private LengthsMain() {}

    public static void main(String[] arguments) {
      DType dtype = DType.FLOAT64;
      for (int lanes = 2; lanes <= VectorUnit.lanes(dtype); lanes *= 2) {
        Tiles tiles = TileEmitter.vectors(dtype, lanes);
        System.out.print(new WarmUp(dtype, RowEmitter.rows(dtype), tiles).run() + " ");
      }
    }
  }

  /**
   * Loops that have several dtypes are on vectors of several lengths, and so may be code that is
   * not ours: what the JVM notes in the methods of the module is about all of them.
   */
  @Test
  void vectorCodeWarmsUpAmongVectorsOfOtherLengths() {
    assumeTrue(VectorUnit.isCompiled());
    List<String> flags = List.of("--add-modules=jdk.incubator.vector");
    String found = ChildJvm.run(LengthsMain.class, flags);
    assertFalse(found.contains("false"), found);
  }

  private static void check(DType dtype, Blocks blocks) {
    for (int seed = 0; seed < PRODUCTS; seed++) {
      RandomProduct random = new RandomProduct(dtype, seed);
      Object expected = random.expected();
      Layout layout = new Layout(random.product, random.sizes);
      for (int[] part : random.parts()) {
        blocks.run(layout, random.buffers, part, random.product.ranges());
      }
      String text = "seed " + seed + ": " + random;
      // Equal bits, but that NaN is NaN: sums are of one definition, whatever the order of blocks.
      if (dtype == DType.FLOAT64) {
        assertArrayEquals((double[]) expected, (double[]) random.buffers[2], text);
      } else {
        assertArrayEquals((float[]) expected, (float[]) random.buffers[2], text);
      }
    }
  }
}
