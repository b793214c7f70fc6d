package io.opwalk.cpu.internal.product;

import io.opwalk.cpu.internal.emit.Tiles;
import java.lang.reflect.Array;

/**
 * Copies blocks of the arrays of a product to where tiles read them fastest, in the form that is
 * fastest for how they lie: whole vectors where columns have neighbours, else along columns, else
 * one by one. Used by one thread at a time.
 */
final class Packing {
  /** Runs that are shorter than this are not worth a call each. */
  private static final int LEAST_RUN = 4;

  /** However short vectors are, so many hold the columns of a panel. */
  private static final int FEW_COPIES = 4;

  /** More copies of vectors than one for so many columns cost more than the columns one by one. */
  private static final int COLUMNS_OF_COPY = 4;

  /** Where vectors are read and written, in turn. */
  private final int[] places = new int[2 * Tiles.MOST_COPIES];

  /**
   * Copies a panel of the right array. What is behind the last of its columns means nothing, and as
   * many elements behind the panel as a vector has.
   *
   * @param base where the element of the batch begins
   * @param inner the first inner place
   * @param depth how many inner places there are
   * @param highest the highest offset of these
   * @param column the first column
   * @param count how many of the columns of a tile there are
   */
  void right(
      Tiles tiles,
      Layout at,
      Object right,
      int base,
      int inner,
      int depth,
      int highest,
      int column,
      int count,
      Object to,
      int target) {
    int copies = copies(at.columnRight, column, count, tiles);
    int[] along = at.innerRight;
    int vectors = 0;
    if (copies > 0) {
      int room = Array.getLength(right) - base - end(copies, tiles);
      vectors = highest <= room ? depth : first(at, inner, depth, room);
      tiles.packVectors(copies, right, base, along, inner, vectors, places, to, target);
    }
    if (vectors < depth) {
      along(
          tiles,
          right,
          base,
          along,
          inner + vectors,
          depth - vectors,
          at.columnRight,
          column,
          count,
          tiles.columns(),
          to,
          target + vectors * tiles.columns());
    }
  }

  /** How many inner places from one on are no higher, where that can be seen from how they step. */
  private static int first(Layout at, int inner, int depth, int highest) {
    int room = highest - at.innerRight[inner];
    return at.rightStep <= 0 || room < 0 ? 0 : Math.min(depth, room / at.rightStep + 1);
  }

  /**
   * Copies several panels of the right array at once, which lie behind each other: its rows then
   * come in runs that are long enough to be fetched ahead, where a panel at a time waits for memory
   * at each of them.
   *
   * @param limit where columns end
   * @return how many columns were copied; 0 where that is to be done one panel at a time
   */
  int rightAtOnce(
      Tiles tiles,
      Layout at,
      Object right,
      int base,
      int inner,
      int depth,
      int column,
      int limit,
      Object to,
      int target) {
    int columns = Tiles.MOST_COPIES * tiles.lanes();
    if (column + columns > limit || !Layout.hasStep(at.columnRight, column, columns, 1)) {
      return 0;
    }
    int width = tiles.columns();
    for (int copy = 0; copy < Tiles.MOST_COPIES; copy++) {
      int from = copy * tiles.lanes();
      places[2 * copy] = at.columnRight[column] + from;
      places[2 * copy + 1] = from / width * width * depth + from % width;
    }
    tiles.packVectors(
        Tiles.MOST_COPIES, right, base, at.innerRight, inner, depth, places, to, target);
    return columns;
  }

  /** How many panels are copied at once. */
  static int panelsAtOnce(Tiles tiles) {
    return Tiles.MOST_COPIES * tiles.lanes() / tiles.columns();
  }

  /**
   * Copies a panel of the left array: as {@link #right}, with the rows of a tile. What is behind
   * the panel means nothing, as many elements as {@link Tiles#packRows} may write.
   *
   * @param highest the highest offset of the inner places
   */
  void left(
      Tiles tiles,
      Layout at,
      Object left,
      int base,
      int inner,
      int depth,
      int highest,
      int row,
      int count,
      Object to,
      int target) {
    if (Layout.hasStep(at.rowLeft, row, count, 1)
        && (long) base + highest + at.rowLeft[row] + tiles.reach() <= Array.getLength(left)) {
      tiles.packRows(left, base + at.rowLeft[row], at.innerLeft, inner, depth, to, target);
      return;
    }
    along(
        tiles,
        left,
        base,
        at.innerLeft,
        inner,
        depth,
        at.rowLeft,
        row,
        count,
        tiles.rows(),
        to,
        target);
  }

  /** How many vectors hold columns of a panel, and where; 0 where it takes too many. */
  private int copies(int[] columns, int first, int count, Tiles tiles) {
    int most = mostCopies(tiles);
    int copies = 0;
    for (int from = 0; from < count; ) {
      int end = from + 1;
      while (end < count && columns[first + end] == columns[first + end - 1] + 1) {
        end++;
      }
      for (; from < end; from += tiles.lanes()) {
        if (copies == most) {
          return 0;
        }
        places[2 * copies] = columns[first + from];
        places[2 * copies + 1] = from;
        copies++;
      }
      from = end;
    }
    return copies;
  }

  /** How many vectors hold the columns of a panel, at most, where they are copied by vectors. */
  static int mostCopies(Tiles tiles) {
    int worthwhile = Math.max(FEW_COPIES, tiles.columns() / COLUMNS_OF_COPY);
    return Math.min(Tiles.MOST_COPIES, worthwhile);
  }

  /** Where the last vector that is read ends. */
  private int end(int copies, Tiles tiles) {
    int last = places[0];
    for (int copy = 1; copy < copies; copy++) {
      last = Math.max(last, places[2 * copy]);
    }
    return last + tiles.lanes();
  }

  private static void along(
      Tiles tiles,
      Object from,
      int base,
      int[] along,
      int first,
      int count,
      int[] across,
      int start,
      int width,
      int panel,
      Object to,
      int target) {
    for (int p = 0; p < count; ) {
      int run = 1;
      while (p + run < count && along[first + p + run] == along[first + p + run - 1] + 1) {
        run++;
      }
      int at = target + p * panel;
      if (run < LEAST_RUN) {
        // Others are likely to be as short.
        int rest = count - p;
        tiles.packAny(from, base, along, first + p, rest, across, start, width, panel, to, at);
        return;
      }
      tiles.packAlong(panel, from, base + along[first + p], run, across, start, width, to, at);
      p += run;
    }
  }
}
