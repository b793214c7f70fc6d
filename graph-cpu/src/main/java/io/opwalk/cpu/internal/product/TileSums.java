package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Tiles;

/**
 * Where the sums of tiles belong: in the result, or apart from it until they are whole, where most
 * tiles would have to collect theirs from here and there, more than once. Used by one thread at a
 * time.
 */
final class TileSums {
  /** How many sums are kept apart until they are whole, at most. */
  private static final int MOST_SUMS = 1 << 19;

  private final Scratch scratch;
  private Tiles tiles;
  private DType dtype;
  private int width;
  private Layout at;
  private Object result;
  private int element;

  /** Where sums are kept apart until they are whole; else null. */
  private Object sums;

  private int sumsOfRow;

  /** The present block. */
  private int firstRow;

  private int firstColumn;
  private int endOfColumns;

  TileSums(Scratch scratch) {
    this.scratch = scratch;
  }

  /** Begins with an element of the batch. */
  void begin(Tiles with, DType type, Layout layout, Object array, int ofBatch) {
    tiles = with;
    dtype = type;
    width = with.columns();
    at = layout;
    result = array;
    element = ofBatch;
  }

  /**
   * Begins a block of rows and columns.
   *
   * @param runs in how many runs its inner places are summed
   */
  void block(int rowFrom, int rowTo, int columnFrom, int columnTo, int runs) {
    firstRow = rowFrom;
    firstColumn = columnFrom;
    endOfColumns = columnTo;
    int columns = columnTo - columnFrom;
    sumsOfRow = (columns + width - 1) / width * width;
    sums = isScattered(rowTo - rowFrom, columns, runs)
        ? scratch.array(dtype, Scratch.Use.SUMS, (rowTo - rowFrom) * sumsOfRow)
        : null;
  }

  private boolean isScattered(int rows, int columns, int runs) {
    if (runs == 1) {
      return false;
    }
    int neighbours = at.endOfRun(firstColumn, endOfColumns) - firstColumn;
    return neighbours < columns
        && neighbours < (long) runs * width
        && (long) rows * (columns + width) <= MOST_SUMS;
  }

  /** Ends a block: arrays are forgotten. */
  void end() {
    sums = null;
    result = null;
  }

  /** Says that all sums of some rows of the block are whole: from now on they are in the result. */
  void complete(int rowFrom, int rowTo) {
    int count = endOfColumns - firstColumn;
    for (int row = rowFrom; sums != null && row < rowTo; row++) {
      exchange(sums, (row - firstRow) * sumsOfRow, 1, row, firstColumn, count, false);
    }
  }

  /**
   * Computes a tile of the block, by way of an array of its own where it is not whole or its
   * columns are not neighbours.
   *
   * @param rows how high it is, as {@link Tiles#tile} has it
   * @param depth how many inner places are summed
   * @param fresh whether these are the first
   * @param a where its left factors are; the next as {@link Tiles#tile} has them
   * @param count how many of its columns there are
   */
  void tile(
      int rows,
      int depth,
      boolean fresh,
      Object a,
      int a0,
      int aRow,
      int aStep,
      Object b,
      int b0,
      int bStep,
      int row,
      int column,
      int count) {
    boolean narrow = count <= tiles.lanes();
    if (sums != null) {
      int first = (row - firstRow) * sumsOfRow + column - firstColumn;
      tiles.tile(
          rows, narrow, depth, a, a0, aRow, aStep, b, b0, bStep, sums, first, sumsOfRow, fresh);
      return;
    }
    int start = at.batchResult[element] + at.columnResult[column];
    int first = start + at.rowResult[row];
    int stride = rows > 1 ? at.rowResult[row + 1] - at.rowResult[row] : 0;
    boolean whole = count == (narrow ? tiles.lanes() : width)
        && at.columnResult[column + count - 1] - at.columnResult[column] == count - 1
        && (at.resultRowStep != 0 || Layout.hasStep(at.rowResult, row, rows, stride));
    if (whole) {
      tiles.tile(
          rows, narrow, depth, a, a0, aRow, aStep, b, b0, bStep, result, first, stride, fresh);
      return;
    }
    Object part = scratch.array(dtype, Scratch.Use.TILE, tiles.rows() * width);
    if (!fresh) {
      exchange(part, 0, rows, row, column, count, true);
    }
    tiles.tile(rows, narrow, depth, a, a0, aRow, aStep, b, b0, bStep, part, 0, width, fresh);
    exchange(part, 0, rows, row, column, count, false);
  }

  /** Copies between sums kept apart and the result, one run of neighbours at a time. */
  private void exchange(
      Object part, int start, int rows, int row, int column, int count, boolean fromResult) {
    for (int from = 0; from < count; ) {
      int to = at.endOfRun(column + from, column + count) - column;
      for (int r = 0; r < rows; r++) {
        int place =
            at.batchResult[element] + at.rowResult[row + r] + at.columnResult[column + from];
        if (fromResult) {
          System.arraycopy(result, place, part, start + r * width + from, to - from);
        } else {
          System.arraycopy(part, start + r * width + from, result, place, to - from);
        }
      }
      from = to;
    }
  }
}
