package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Phase;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.cpu.internal.loop.Winograd.Prepared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * In which blocks a part of a step is run: filters, as many as have their transformed kernel in the
 * third cache, and rows of tiles, as many as make a product worth while. Immutable.
 */
final class Plan {
  /** So many tiles make a block, or more. */
  private static final int TILES = 48;

  /** The elements of the transformed kernel of a block, at most. */
  private static final int KERNEL = 1_200_000;

  /**
   * The elements of what is transformed once for all parts, at most: the third cache holds them.
   * Where there are more, each part transforms what it needs, block by block.
   */
  private static final int PREPARED = 2_400_000;

  /** A block has a multiple of so many filters, unless it is the last one. */
  private static final int GRANULE = 32;

  private final int[] key;
  private final int panel;
  final Geometry at;

  /** What is there, or is made, for all parts; nothing where there is too much of it. */
  final Prepared prepared;

  /** All filters, where the kernel is prepared, and how they lie then; else null. */
  final FilterBlock allFilters;

  /** All rows of tiles, where the input is prepared; else null. */
  final TileRows allRows;

  /** Those that the part multiplies. */
  final FilterBlock[] filters;

  /** Those that it multiplies, or transforms for all parts. */
  final TileRows[] rows;

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
    this.prepared = prepared(step.prepared());
    this.allFilters = prepared == Prepared.KERNEL ? FilterBlock.of(at, 0, at.filters, panel) : null;
    this.allRows = prepared == Prepared.INPUT ? TileRows.of(at, 0, at.rows) : null;
    boolean multiplies = at.phase == Phase.WHOLE || at.phase == Phase.REST;
    boolean transforms = at.phase == Phase.PREPARE && prepared == Prepared.INPUT;
    this.filters = multiplies ? filters() : new FilterBlock[0];
    this.rows = multiplies || transforms ? rows() : new TileRows[0];
    this.blocks = blocks(product);
  }

  private Prepared prepared(Prepared wanted) {
    long lines = wanted == Prepared.KERNEL ? at.filters : (long) at.rows * at.tiles;
    boolean fits = lines * at.channels * POINTS * POINTS <= PREPARED;
    return at.phase != Phase.WHOLE && fits ? wanted : Prepared.NOTHING;
  }

  private FilterBlock[] filters() {
    List<FilterBlock> made = new ArrayList<>();
    int granule = Math.max(GRANULE, panel);
    int most = KERNEL / (POINTS * POINTS) / Math.max(1, at.channels);
    int each = even(at.filterTo - at.filterFrom, Math.max(granule, most / granule * granule));
    for (int from = at.filterFrom; from < at.filterTo; from += each) {
      int count = Math.min(each, at.filterTo - from);
      made.add(
          allFilters == null
              ? FilterBlock.of(at, from, count, panel)
              : allFilters.part(at, from, count));
    }
    return made.toArray(new FilterBlock[0]);
  }

  private TileRows[] rows() {
    List<TileRows> made = new ArrayList<>();
    int each = Math.max(1, (TILES + at.tiles - 1) / Math.max(1, at.tiles));
    for (int from = at.rowFrom; from < at.rowTo; from += each) {
      int count = Math.min(each, at.rowTo - from);
      made.add(allRows == null ? TileRows.of(at, from, count) : allRows.part(at, from, count));
    }
    return made.toArray(new TileRows[0]);
  }

  /** Blocks of about one size, no larger than wanted. */
  private int even(int all, int wanted) {
    int granule = Math.max(GRANULE, panel);
    int count = Math.max(1, (all + wanted - 1) / wanted);
    int each = (all + count - 1) / count;
    return Math.max(1, (each + granule - 1) / granule) * granule;
  }

  private Block[][] blocks(Supplier<Kernel> product) {
    Block[][] all = new Block[filters.length][rows.length];
    Map<List<Integer>, Kernel> products = new HashMap<>();
    for (int i = 0; i < filters.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        // Rows that begin elsewhere, or lie in an array of their own, are laid out alike.
        List<Integer> key = List.of(filters[i].count, filters[i].start, rows[j].count);
        Kernel of = products.computeIfAbsent(key, k -> product.get());
        all[i][j] = new Block(at, rows[j], filters[i], of);
      }
    }
    return all;
  }

  /** What is run for a block of filters and one of rows. */
  Block block(int ofFilters, int ofRows) {
    return blocks[ofFilters][ofRows];
  }

  /** How many elements are made for all parts. */
  int preparedElements() {
    return switch (prepared) {
      case NOTHING -> 0;
      case KERNEL -> allFilters.transformed();
      case INPUT -> allRows.elements();
    };
  }

  boolean isFor(int[] sizes, int panelOfProducts) {
    return panel == panelOfProducts && Arrays.equals(key, sizes);
  }
}
