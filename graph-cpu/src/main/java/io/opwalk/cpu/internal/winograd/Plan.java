package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Winograd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * In which blocks a step is run: filters, as many as have their transformed kernel in the third
 * cache, and for each block of them rows of tiles, as many as make a product worth while.
 * Immutable.
 */
final class Plan {
  /** So many tiles make a block, or more. */
  private static final int TILES = 48;

  /** The elements of the transformed kernel of a block, at most. */
  private static final int KERNEL = 1_200_000;

  /** A block has a multiple of so many filters, unless it is the last one. */
  private static final int GRANULE = 32;

  private final int[] key;
  private final int panel;
  final Geometry at;
  final FilterBlock[] filters;
  final RowBlock[] rows;

  /** For each block of filters and each of rows. */
  private final Block[][] blocks;

  /**
   * The plan for some sizes.
   *
   * @param panel how many columns the panels of a product have; 0 where it has none
   * @param product makes a kernel that multiplies
   */
  Plan(Winograd step, int[] sizes, int panel, Supplier<Kernel> product) {
    this.key = sizes.clone();
    this.panel = panel;
    this.at = new Geometry(step, sizes);
    int most = KERNEL / (POINTS * POINTS) / Math.max(1, at.channels);
    List<FilterBlock> ofFilters = new ArrayList<>();
    int all = at.filterTo - at.filterFrom;
    int wanted = even(all, Math.max(GRANULE, most / GRANULE * GRANULE));
    for (int from = at.filterFrom; from < at.filterTo; from += wanted) {
      ofFilters.add(new FilterBlock(at, from, Math.min(wanted, at.filterTo - from), panel));
    }
    List<RowBlock> ofRows = new ArrayList<>();
    int tall = Math.max(1, (TILES + at.tiles - 1) / Math.max(1, at.tiles));
    for (int from = at.rowFrom; from < at.rowTo; from += tall) {
      ofRows.add(new RowBlock(from, Math.min(tall, at.rowTo - from)));
    }
    this.filters = ofFilters.toArray(new FilterBlock[0]);
    this.rows = ofRows.toArray(new RowBlock[0]);
    this.blocks = blocks(product);
  }

  /** Some rows of tiles. */
  record RowBlock(int first, int count) {}

  /** Blocks of about one size, no larger than wanted. */
  private static int even(int all, int wanted) {
    int count = Math.max(1, (all + wanted - 1) / wanted);
    int each = (all + count - 1) / count;
    return Math.max(1, (each + GRANULE - 1) / GRANULE) * GRANULE;
  }

  /** Few of them differ. */
  private Block[][] blocks(Supplier<Kernel> product) {
    List<Block> made = new ArrayList<>();
    Block[][] all = new Block[filters.length][rows.length];
    for (int i = 0; i < filters.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        int height = rows[j].count();
        int width = filters[i].count;
        Block found = null;
        for (Block block : made) {
          found = block.rows == height && block.filters == width ? block : found;
        }
        if (found == null) {
          found = new Block(at, height, filters[i], product.get());
          made.add(found);
        }
        all[i][j] = found;
      }
    }
    return all;
  }

  /** What is run for a block of filters and one of rows. */
  Block block(int ofFilters, int ofRows) {
    return blocks[ofFilters][ofRows];
  }

  boolean isFor(int[] sizes, int panelOfProducts) {
    return panel == panelOfProducts && Arrays.equals(key, sizes);
  }
}
