package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.emit.Tiles;
import io.opwalk.cpu.internal.loop.Product;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Optional;

/** Runs tiles on arrays of its own until they are faster than rows. */
final class WarmUp {
  private static final long LONGEST_NANOS = 30_000_000_000L;

  /** How often in a row tiles must have been faster. */
  private static final int TIMES = 3;

  /**
   * With every height of a tile, 6 + 4 + 2 + 1 among them, and with so few rows that nothing is
   * copied.
   */
  private static final int[] ROWS = {61, 13, 1};

  private static final int COLUMNS = 203;
  private static final int INNER = 65;

  private final DType dtype;
  private final Rows rows;
  private final Tiles tiles;
  private final Scratch scratch = new Scratch();

  WarmUp(DType dtype, Rows rows, Tiles tiles) {
    this.dtype = dtype;
    this.rows = rows;
    this.tiles = tiles;
  }

  /** Whether tiles came to be faster in time. */
  boolean run() {
    long start = System.nanoTime();
    int faster = 0;
    while (faster < TIMES && System.nanoTime() - start < LONGEST_NANOS) {
      boolean all = true;
      for (int height : ROWS) {
        all &= isFaster(height);
      }
      faster = all ? faster + 1 : 0;
    }
    return faster == TIMES;
  }

  private boolean isFaster(int height) {
    Product product = new Product(dtype, 0, 1, 1, 1, false, Optional.empty(), List.of());
    int[] sizes = {
      0, 0, height, INNER, 0, COLUMNS, COLUMNS, 0, 1, 1, INNER, 1, COLUMNS, 0, 0, 1, 0, height, 0,
      COLUMNS
    };
    Layout layout = new Layout(product, sizes);
    Object[] buffers = {
      Array.newInstance(dtype.componentType(), height * INNER),
      Array.newInstance(dtype.componentType(), INNER * COLUMNS),
      Array.newInstance(dtype.componentType(), height * COLUMNS)
    };
    long start = System.nanoTime();
    scratch.byPanels().run(tiles, dtype, layout, buffers, sizes, product.ranges(), null);
    long between = System.nanoTime();
    scratch.byRows().run(rows, dtype, layout, buffers, sizes, product.ranges());
    return between - start < System.nanoTime() - between;
  }
}
