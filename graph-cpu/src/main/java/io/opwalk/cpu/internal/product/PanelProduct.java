package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Tiles;

/**
 * A product in tiles over panels, after K. Goto and R. van de Geijn, "Anatomy of high-performance
 * matrix multiplication", ACM TOMS 34(3), 2008: a block of the right array is copied to panels as
 * wide as a tile, of which one at a time is near the processor, while the rows of a block of the
 * left array pass by. A block of few rows reads the right array where it is, since there a copy
 * would cost as much as the product. Used by one thread at a time.
 */
final class PanelProduct {
  /**
   * How long runs over inner places are, in bytes of a column: so long that the second cache holds
   * the columns of a part. A panel of as many rows is more than the first cache holds, but comes in
   * order; shorter runs would write the result more often, which costs more.
   */
  private static final int BYTES_OF_COLUMN = 4096;

  /** The rows of a block: as many with as many inner places fit into the second cache. */
  private static final int ROWS = 96;

  /** The columns of a block. */
  private static final int COLUMNS = 1024;

  /** The columns of a block of a single row: its sums stay in the first cache. */
  private static final int COLUMNS_OF_ROW = 2048;

  /**
   * The bytes of panels, at most, that tiles pass one after the other before they go on to the next
   * rows: so many are read from the second cache as fast as they are used. The result is written
   * row by row then, and not here and there, which counts where sums are short and rows long.
   */
  private static final int BYTES_IN_ORDER = 1 << 18;

  /** Rows of fewer columns are near each other anyway. */
  private static final int LEAST_COLUMNS_IN_ORDER = 512;

  /** Sums of no more terms are written so often that their order counts in rows of any length. */
  private static final int SHORT = 256;

  /** As {@link #BYTES_IN_ORDER}, of such sums. */
  private static final int BYTES_OF_SHORT_IN_ORDER = 1 << 19;

  /** With fewer rows than this the right array is read where it is. */
  static final int LEAST_ROWS_TO_COPY_FOR = 48;

  /** With fewer columns than this the left array is read where it is. */
  private static final int LEAST_COLUMNS_TO_COPY_FOR = 512;

  /** The same where its rows are a multiple of {@link #CROWDED} elements apart. */
  private static final int LEAST_COLUMNS_TO_COPY_CROWDED_FOR = 192;

  /** Rows so far apart share few places of the first cache, and drive each other out. */
  private static final int CROWDED = 256;

  /** So many rows can be run one by one. */
  private static final int FEW_ROWS = 3;

  private final Scratch scratch;
  private final Packing packing = new Packing();
  private final TileSums sums;
  private Tiles tiles;
  private Finish finish;
  private DType dtype;
  private int width;

  /** How long runs over inner places are. */
  private int longest;

  private Layout at;
  private int leftStart;
  private Object left;
  private Object right;
  private Object result;

  /** All panels of the right array, where they are kept; else null. */
  private Object kept;

  /** The present block: its first element of the batch, and its inner places. */
  private int element;

  private int inner;
  private int depth;

  /** The first row of it. */
  private int firstOfBlock;

  /** The highest offset of the present inner places in the right array. */
  private int highest;

  PanelProduct(Scratch scratch) {
    this.scratch = scratch;
    this.sums = new TileSums(scratch);
  }

  /**
   * Runs a part of a product.
   *
   * @param ranges the sizes: where left begins; from {@code first} on the ranges that are run
   * @param panels where those of the right array may be kept, or null
   * @param told is told of every block that is complete
   */
  void run(
      Tiles with,
      DType type,
      Layout layout,
      Object[] buffers,
      int[] ranges,
      int first,
      Panels panels,
      Finish told) {
    tiles = with;
    finish = told;
    dtype = type;
    width = with.columns();
    longest = BYTES_OF_COLUMN / (type == DType.FLOAT64 ? Double.BYTES : Float.BYTES);
    at = layout;
    leftStart = ranges[0];
    left = buffers[0];
    right = buffers[1];
    result = buffers[2];
    int firstOfPart = ranges[first + 4];
    kept = panels == null || firstOfPart % width != 0
        ? null
        : panels.of(
            with, type, layout, right, ranges[first + 3] - ranges[first + 2], firstOfPart == 0);
    for (element = ranges[first]; element < ranges[first + 1]; element++) {
      int end = ranges[first + 5];
      int rows = ranges[first + 3] - ranges[first + 2];
      int columns = rows == 1 ? COLUMNS_OF_ROW : COLUMNS;
      for (int column = ranges[first + 4]; column < end; column += columns) {
        int to = Math.min(column + columns, end);
        if (isByRows(rows, column, to - column)) {
          for (int row = ranges[first + 2]; row < ranges[first + 3]; row++) {
            row(row, column, to);
          }
          finish.block(element, ranges[first + 2], ranges[first + 3], column, to);
        } else {
          columns(ranges[first + 2], ranges[first + 3], column, to);
        }
      }
    }
    kept = null;
    finish = null;
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
    int a = leftStart + at.batchLeft[element] + at.rowLeft[row];
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
    boolean isInPanels = at.isInPanels(from, to, width);
    boolean copied = !isInPanels
        && (rowTo - rowFrom >= LEAST_ROWS_TO_COPY_FOR
            || at.rightStep == 0
            || !Layout.hasStep(at.columnRight, from, to - from, 1));
    // Of a panel that is not whole there is always a copy.
    int firstCopied = copied ? from : to - (to - from) % width;
    // Rows of a single block read each panel but once, right after it has been copied.
    boolean isAlone = rowTo - rowFrom <= ROWS;
    int panels = (to - firstCopied + width - 1) / width;
    panels = isAlone ? Math.min(Packing.panelsAtOnce(tiles), panels) : panels;
    int blocks = (at.innerLeft.length + longest - 1) / longest;
    sums.begin(tiles, dtype, at, result, element);
    sums.block(rowFrom, rowTo, from, to, blocks);
    for (inner = 0; inner < at.innerLeft.length; inner += depth) {
      depth = at.depth(inner, longest);
      highest = Layout.highest(at.innerRight, inner, depth);
      // Vectors are copied that may reach beyond the end.
      Object copies = kept == null && panels > 0
          ? scratch.array(dtype, Scratch.Use.RIGHT, panels * width * depth + width)
          : kept;
      for (int row = rowFrom; row < rowTo; row += ROWS) {
        boolean isFirst = kept == null && row == rowFrom;
        int end = Math.min(row + ROWS, rowTo);
        rows(row, end, from, to, firstCopied, copies, isFirst, isAlone);
        if (inner + depth == at.innerLeft.length) {
          sums.complete(row, end);
          finish.block(element, row, end, from, to);
        }
      }
    }
    sums.end();
  }

  private void rows(
      int from,
      int to,
      int columnFrom,
      int columnTo,
      int firstCopied,
      Object copies,
      boolean isFirst,
      boolean isAlone) {
    int least = at.leftRowStep % CROWDED == 0
        ? LEAST_COLUMNS_TO_COPY_CROWDED_FOR
        : LEAST_COLUMNS_TO_COPY_FOR;
    boolean copy = at.leftStepOfRun == 0 || columnTo - columnFrom >= least;
    Object copied = copy ? copyLeft(from, to) : null;
    boolean areThere = kept != null || !isAlone && firstCopied == columnFrom;
    int strip = areThere && isInOrder(columnTo - columnFrom) ? tiles.rows() : to - from;
    firstOfBlock = from;
    int firstAtHand = firstCopied;
    int endOfCopies = firstCopied;
    for (int row = from; row < to; row += strip) {
      int end = Math.min(row + strip, to);
      for (int column = columnFrom; column < columnTo; column += width) {
        int count = Math.min(width, columnTo - column);
        if (kept != null) {
          int start = column * at.innerRight.length + inner * width;
          panel(row, end, copied, kept, start, width, column, count);
        } else if (column < firstCopied) {
          int start = at.rightStart
              + at.batchRight[element]
              + at.innerRight[inner]
              + at.columnRight[column];
          panel(row, end, copied, right, start, at.rightStep, column, count);
        } else {
          if (isFirst && row == from && column == endOfCopies) {
            firstAtHand = isAlone ? column : firstCopied;
            endOfCopies = copyRight(column, columnTo, copies, (column - firstAtHand) * depth);
          }
          int start = (column - firstAtHand) * depth;
          panel(row, end, copied, copies, start, width, column, count);
        }
      }
    }
  }

  private boolean isInOrder(int columns) {
    long bytes = (long) columns * depth * dtype.byteSize();
    return columns >= LEAST_COLUMNS_IN_ORDER && bytes <= BYTES_IN_ORDER
        || at.innerLeft.length <= SHORT && bytes <= BYTES_OF_SHORT_IN_ORDER;
  }

  /** Copies a panel of the right array, or some at once; gives where their columns end. */
  private int copyRight(int column, int limit, Object copies, int target) {
    int base = at.rightStart + at.batchRight[element];
    int many =
        packing.rightAtOnce(tiles, at, right, base, inner, depth, column, limit, copies, target);
    if (many > 0) {
      return column + many;
    }
    int count = Math.min(width, limit - column);
    packing.right(tiles, at, right, base, inner, depth, highest, column, count, copies, target);
    return column + count;
  }

  /** Rows of a block by the columns of a tile. */
  private void panel(
      int from, int to, Object copied, Object factors, int start, int step, int column, int count) {
    int height = tiles.rows();
    boolean fresh = inner == 0;
    for (int row = from; row < to; ) {
      int rows = height(to - row);
      if (copied != null) {
        int panel = (row - firstOfBlock) / height * height;
        int first = panel * depth + (row - firstOfBlock - panel);
        sums.tile(
            rows, depth, fresh, copied, first, 1, height, factors, start, step, row, column, count);
      } else {
        int stride = rows > 1 ? at.rowLeft[row + 1] - at.rowLeft[row] : 0;
        while (at.leftRowStep == 0 && !Layout.hasStep(at.rowLeft, row, rows, stride)) {
          rows = height(rows - 1);
        }
        int first = leftStart + at.batchLeft[element] + at.innerLeft[inner] + at.rowLeft[row];
        sums.tile(
            rows,
            depth,
            fresh,
            left,
            first,
            stride,
            at.leftStepOfRun,
            factors,
            start,
            step,
            row,
            column,
            count);
      }
      row += rows;
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
    Object copy = scratch.array(dtype, Scratch.Use.LEFT, panels * height * depth + tiles.reach());
    int base = leftStart + at.batchLeft[element];
    int highestLeft = Layout.highest(at.innerLeft, inner, depth);
    for (int row = from; row < to; row += height) {
      int count = Math.min(height, to - row);
      int target = (row - from) * depth;
      packing.left(tiles, at, left, base, inner, depth, highestLeft, row, count, copy, target);
    }
    return copy;
  }
}
