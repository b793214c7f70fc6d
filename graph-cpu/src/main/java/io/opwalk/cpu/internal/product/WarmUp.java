package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.emit.Tiles;
import io.opwalk.cpu.internal.loop.Product;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs tiles on arrays of its own until the JIT has compiled them, which shows in their speed. */
final class WarmUp {
  private static final long LONGEST_NANOS = 30_000_000_000L;

  /**
   * How often in a row tiles must be fast enough at each product: others may have the machine too.
   */
  private static final int TIMES = 3;

  /**
   * With every height of a tile alone, and with so few rows that nothing is copied; the most of
   * them with every form of copy as well.
   */
  private static final int[] ROWS = {64, 13, 4, 2, 1};

  /** The last tile of each row is not whole, and no narrow one. */
  private static final int COLUMNS = 187;

  /** So many that the left array is copied; the last tile of each row is a narrow one. */
  private static final int MANY_COLUMNS = 609;

  /** Copies take 8, 4, 2 or 1 of them at once. */
  private static final int INNER = 72 + 4 + 2 + 1;

  /** How many tiles are run to see how fast they are. */
  private static final int TILES = 16;

  private final DType dtype;
  private final Rows rows;
  private final Tiles tiles;
  private final Scratch scratch = new Scratch();

  WarmUp(DType dtype, Rows rows, Tiles tiles) {
    this.dtype = dtype;
    this.rows = rows;
    this.tiles = tiles;
  }

  /** Whether tiles came to be fast enough in time. */
  boolean run() {
    long start = System.nanoTime();
    List<BooleanSupplier> left = new ArrayList<>();
    for (int height : ROWS) {
      left.add(() -> isWarm(height, false, 1, COLUMNS, 1, COLUMNS));
    }
    left.add(() -> isWarm(ROWS[0], true, 1, MANY_COLUMNS, 1, MANY_COLUMNS));
    left.add(() -> isWarm(ROWS[0], false, COLUMNS, 1, INNER, 1));
    // In runs of these lengths the columns of a panel are copied by any number of vectors.
    for (int run : runs()) {
      left.add(
          () -> isWarm(ROWS[0], false, COLUMNS / run, run, run + 2, COLUMNS / run * (run + 2)));
    }
    List<BooleanSupplier> narrow = new ArrayList<>();
    for (int height : heights()) {
      narrow.add(() -> isNarrowWarm(height));
    }
    return warm(left, start) && warm(narrow, start);
  }

  private boolean warm(List<BooleanSupplier> left, long start) {
    Map<BooleanSupplier, Integer> warm = new HashMap<>();
    while (!left.isEmpty() && System.nanoTime() - start < LONGEST_NANOS) {
      everyTile();
      left.removeIf(product -> {
        int times = product.getAsBoolean() ? warm.getOrDefault(product, 0) + 1 : 0;
        warm.put(product, times);
        return times == TIMES;
      });
    }
    return left.isEmpty();
  }

  private int[] heights() {
    return new int[] {tiles.rows(), 4, 2, 1};
  }

  private List<Integer> runs() {
    List<Integer> runs = new ArrayList<>();
    runs.add(Math.max(1, tiles.lanes() * 3 / 4));
    int most = Packing.mostCopies(tiles);
    for (int copies : new int[] {most * 5 / 8, most}) {
      if (copies > 4) {
        runs.add(tiles.columns() / copies + 1);
      }
    }
    return runs;
  }

  /**
   * Runs tiles of every height, whose sums begin at zero or are taken up again, which the products
   * are too short for. What the JIT has never seen happen it leaves out, and a call in which it
   * happens falls back to the interpreter, for longer than all of this takes.
   */
  private void everyTile() {
    for (int height : heights()) {
      tile(height, false, true);
      tile(height, false, false);
      tile(height, true, true);
      tile(height, true, false);
    }
  }

  /** Runs a tile, and gives how long that took. */
  private long tile(int height, boolean isNarrow, boolean isFresh) {
    int columns = tiles.columns();
    Object a = Array.newInstance(dtype.componentType(), tiles.rows() * INNER);
    Object b = Array.newInstance(dtype.componentType(), columns * INNER);
    Object c = Array.newInstance(dtype.componentType(), tiles.rows() * columns);
    long start = System.nanoTime();
    tiles.tile(height, isNarrow, INNER, a, 0, INNER, 1, b, 0, columns, c, 0, columns, isFresh);
    return System.nanoTime() - start;
  }

  /**
   * Whether a narrow tile, which does half as much as another one, does not take much longer. Of
   * several runs the best ones are compared, each of which takes less than a microsecond.
   */
  private boolean isNarrowWarm(int height) {
    long best = Long.MAX_VALUE;
    long bestNarrow = Long.MAX_VALUE;
    for (int i = 0; i < TILES; i++) {
      best = Math.min(best, tile(height, false, true));
      bestNarrow = Math.min(bestNarrow, tile(height, true, true));
    }
    return bestNarrow < 2 * best;
  }

  /**
   * Whether tiles are not much slower than rows. They need not be faster: for few rows, and where
   * panels are copied from short runs, the two are close, and which of them wins depends on what
   * the JVM has compiled before. What is not compiled yet takes three to ten times as long. Columns
   * are in runs of neighbours.
   *
   * @param transposed whether rows are neighbours in the left array, and not inner places
   * @param runs how many of these there are
   * @param length how many columns are in each
   * @param pitch how far runs are apart in the right array
   * @param step how far inner places are apart there
   */
  private boolean isWarm(
      int height, boolean transposed, int runs, int length, int pitch, int step) {
    Product product =
        new Product(dtype, 0, 1, 2, 1, false, Optional.empty(), List.of(), Optional.empty());
    int columns = runs * length;
    int ofRow = transposed ? 1 : INNER;
    int ofInner = transposed ? height : 1;
    int[] sizes = {
      0, 0, height, ofRow, 0, columns, runs, 0, pitch, length, length, 0, 1, 1, INNER, ofInner,
      step, 0, 0, 1, 0, height, 0, columns
    };
    Layout layout = new Layout(product, sizes);
    Object[] buffers = {
      Array.newInstance(dtype.componentType(), height * INNER),
      Array.newInstance(dtype.componentType(), (runs - 1) * pitch + length + (INNER - 1) * step),
      Array.newInstance(dtype.componentType(), height * columns)
    };
    Finish finish = scratch.finish();
    long start = System.nanoTime();
    scratch.byPanels().run(tiles, dtype, layout, buffers, sizes, product.ranges(), null, finish);
    long between = System.nanoTime();
    scratch.byRows().run(rows, dtype, layout, buffers, sizes, product.ranges(), finish);
    long ofTiles = between - start;
    long ofRows = System.nanoTime() - between;
    return ofTiles < 2 * ofRows;
  }
}
