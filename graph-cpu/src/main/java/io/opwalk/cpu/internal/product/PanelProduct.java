package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Tiles;

/**
 * A product in tiles over panels, after K. Goto and R. van de Geijn, "Anatomy of high-performance
 * matrix multiplication", ACM TOMS 34(3), 2008: a block of the right array is copied to panels as
 * wide as a tile, of which one at a time stays in the first cache, while the rows of a block of the
 * left array, which stays in the second, pass by. A block of few rows reads the right array where
 * it is, since there a copy would cost as much as the product. Used by one thread at a time.
 */
final class PanelProduct {
  /** How long runs over inner places are: a panel of as many rows fits into the first cache. */
  private static final int INNER = 256;

  /** The rows of a block: as many with as many inner places fit into the second cache. */
  private static final int ROWS = 96;

  /** The columns of a block. */
  private static final int COLUMNS = 1024;

  /** With fewer rows than this the right array is read where it is. */
  private static final int LEAST_ROWS_TO_COPY_FOR = 48;

  /** With fewer columns than this the left array is read where it is. */
  private static final int LEAST_COLUMNS_TO_COPY_FOR = 192;

  /** So many rows can be run one by one. */
  private static final int FEW_ROWS = 3;

  private final Scratch scratch;
  private Tiles tiles;
  private DType dtype;
  private int width;
  private Layout at;
  private Object left;
  private Object right;
  private Object result;

  /** All panels of the right array, where they are kept; else null. */
  private Object kept;

  /** The present block: its first element of the batch, and its inner places. */
  private int element;

  private int inner;
  private int depth;

  PanelProduct(Scratch scratch) {
    this.scratch = scratch;
  }

  /**
   * Runs a part of a product.
   *
   * @param ranges from and to where it goes: batch, rows, columns, from {@code first} on
   * @param panels where those of the right array may be kept, or null
   */
  void run(
      Tiles with,
      DType type,
      Layout layout,
      Object[] buffers,
      int[] ranges,
      int first,
      KeptPanels panels) {
    tiles = with;
    dtype = type;
    width = with.columns();
    at = layout;
    left = buffers[0];
    right = buffers[1];
    result = buffers[2];
    boolean worthCopies = ranges[first + 3] - ranges[first + 2] >= LEAST_ROWS_TO_COPY_FOR
        && ranges[first + 4] % width == 0;
    kept = panels == null || !worthCopies ? null : panels.of(with, type, layout, right);
    for (element = ranges[first]; element < ranges[first + 1]; element++) {
      int end = ranges[first + 5];
      for (int column = ranges[first + 4]; column < end; column += COLUMNS) {
        int to = Math.min(column + COLUMNS, end);
        if (isByRows(ranges[first + 3] - ranges[first + 2], column, to - column)) {
          for (int row = ranges[first + 2]; row < ranges[first + 3]; row++) {
            row(row, column, to);
          }
        } else {
          columns(ranges[first + 2], ranges[first + 3], column, to);
        }
      }
    }
    kept = null;
    left = null;
    right = null;
    result = null;
  }

  /**
   * Whether to go along rows: with a single row, and with few where a tile could not read the right
   * array as it is. That there are runs of neighbours to go along is seen from the first ones.
   */
  private boolean isByRows(int rows, int from, int count) {
    if (rows > FEW_ROWS) {
      return false;
    }
    int run = endOfRun(from, from + count) - from;
    return run == count ? rows == 1 : run >= width / 2;
  }

  /** Where columns end that are neighbours both in the right array and in the result. */
  private int endOfRun(int from, int limit) {
    int end = from + 1;
    while (end < limit
        && at.columnResult[end] == at.columnResult[end - 1] + 1
        && at.columnRight[end] == at.columnRight[end - 1] + 1) {
      end++;
    }
    return end;
  }

  /** Goes along the runs of a row, and reads each row of the right array where it is. */
  private void row(int row, int columnFrom, int columnTo) {
    int a = at.leftStart + at.batchLeft[element] + at.rowLeft[row];
    int b = at.rightStart + at.batchRight[element];
    int c = at.batchResult[element] + at.rowResult[row];
    int length = at.innerLeft.length;
    for (int from = columnFrom; from < columnTo; ) {
      int to = endOfRun(from, columnTo);
      for (int p = 0; p < length; ) {
        int terms = at.leftStep != 0 && p + Tiles.TERMS <= length ? Tiles.TERMS : 1;
        tiles.row(
            terms,
            to - from,
            left,
            a + at.innerLeft[p],
            at.leftStep,
            right,
            b + at.columnRight[from],
            at.innerRight,
            p,
            result,
            c + at.columnResult[from],
            p == 0);
        p += terms;
      }
      from = to;
    }
  }

  private void columns(int rowFrom, int rowTo, int from, int to) {
    for (inner = 0; inner < at.innerLeft.length; inner += INNER) {
      depth = Math.min(INNER, at.innerLeft.length - inner);
      boolean copied = rowTo - rowFrom >= LEAST_ROWS_TO_COPY_FOR
          || at.rightStep == 0
          || !Layout.hasStep(at.columnRight, from, to - from, 1);
      // Of a panel that is not whole there is always a copy, filled up with zeros.
      int firstCopied = copied ? from : to - (to - from) % width;
      Object panels = kept == null ? copyRight(firstCopied, to) : kept;
      for (int row = rowFrom; row < rowTo; row += ROWS) {
        rows(row, Math.min(row + ROWS, rowTo), from, to, firstCopied, panels);
      }
    }
  }

  /** Where a panel begins: with the present inner places, or with all of them where it is kept. */
  private int startOfPanel(int column, int firstCopied) {
    return kept == null
        ? (column - firstCopied) * depth
        : column * at.innerRight.length + inner * width;
  }

  private Object copyRight(int from, int to) {
    int panels = (to - from + width - 1) / width;
    Object copy = scratch.array(dtype, Scratch.Use.RIGHT, panels * width * depth);
    int base = at.rightStart + at.batchRight[element];
    int target = 0;
    for (int column = from; column < to; column += width) {
      int count = Math.min(width, to - column);
      if (count == width && Layout.hasStep(at.columnRight, column, width, 1)) {
        int start = base + at.columnRight[column];
        tiles.packRows(right, start, at.innerRight, inner, depth, copy, target);
      } else {
        tiles.packAny(
            right,
            base,
            at.innerRight,
            inner,
            depth,
            at.columnRight,
            column,
            count,
            width,
            copy,
            target);
      }
      target += width * depth;
    }
    return copy;
  }

  private void rows(
      int from, int to, int columnFrom, int columnTo, int firstCopied, Object panels) {
    boolean copy = at.leftStep == 0 || columnTo - columnFrom >= LEAST_COLUMNS_TO_COPY_FOR;
    int height = tiles.rows();
    Object copied = copy ? copyLeft(from, to) : null;
    for (int column = columnFrom; column < columnTo; column += width) {
      boolean isCopied = column >= firstCopied;
      Object factors = isCopied ? panels : right;
      int start = isCopied
          ? startOfPanel(column, firstCopied)
          : at.rightStart + at.batchRight[element] + at.innerRight[inner] + at.columnRight[column];
      int step = isCopied ? width : at.rightStep;
      int count = Math.min(width, columnTo - column);
      for (int row = from; row < to; ) {
        int rows = height(to - row);
        if (copy) {
          int panel = (row - from) / height * height;
          int first = panel * depth + (row - from - panel);
          tile(rows, copied, first, 1, height, factors, start, step, row, column, count);
        } else {
          int stride = rows > 1 ? at.rowLeft[row + 1] - at.rowLeft[row] : 0;
          while (at.leftRowStep == 0 && !Layout.hasStep(at.rowLeft, row, rows, stride)) {
            rows = height(rows - 1);
          }
          int first = at.leftStart + at.batchLeft[element] + at.innerLeft[inner] + at.rowLeft[row];
          tile(rows, left, first, stride, at.leftStep, factors, start, step, row, column, count);
        }
        row += rows;
      }
    }
  }

  /** The height of the largest tile that is not higher. */
  private int height(int rows) {
    if (rows >= tiles.rows()) {
      return tiles.rows();
    }
    return rows >= 4 ? 4 : Math.min(rows, 2);
  }

  private Object copyLeft(int from, int to) {
    int height = tiles.rows();
    int panels = (to - from + height - 1) / height;
    Object copy = scratch.array(dtype, Scratch.Use.LEFT, panels * height * depth);
    int base = at.leftStart + at.batchLeft[element];
    for (int row = from; row < to; row += height) {
      int count = Math.min(height, to - row);
      int target = (row - from) * depth;
      tiles.packAny(
          left, base, at.innerLeft, inner, depth, at.rowLeft, row, count, height, copy, target);
    }
    return copy;
  }

  /** One tile, by way of a scratch tile where it is not whole or its columns are not neighbours. */
  private void tile(
      int rows,
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
    int start = at.batchResult[element] + at.columnResult[column];
    int first = start + at.rowResult[row];
    int stride = rows > 1 ? at.rowResult[row + 1] - at.rowResult[row] : 0;
    boolean fresh = inner == 0;
    boolean whole = count == width
        && at.columnResult[column + width - 1] - at.columnResult[column] == width - 1
        && (at.resultRowStep != 0 || Layout.hasStep(at.rowResult, row, rows, stride));
    if (whole) {
      tiles.tile(rows, depth, a, a0, aRow, aStep, b, b0, bStep, result, first, stride, fresh);
      return;
    }
    Object part = scratch.array(dtype, Scratch.Use.TILE, tiles.rows() * width);
    if (!fresh) {
      exchange(part, rows, row, column, count, true);
    }
    tiles.tile(rows, depth, a, a0, aRow, aStep, b, b0, bStep, part, 0, width, fresh);
    exchange(part, rows, row, column, count, false);
  }

  /** Copies between a scratch tile and the result, one run of neighbours at a time. */
  private void exchange(Object part, int rows, int row, int column, int count, boolean fromResult) {
    for (int from = 0; from < count; ) {
      int to = at.endOfRun(column + from, column + count) - column;
      for (int r = 0; r < rows; r++) {
        int place =
            at.batchResult[element] + at.rowResult[row + r] + at.columnResult[column + from];
        if (fromResult) {
          System.arraycopy(result, place, part, r * width + from, to - from);
        } else {
          System.arraycopy(part, r * width + from, result, place, to - from);
        }
      }
      from = to;
    }
  }
}
