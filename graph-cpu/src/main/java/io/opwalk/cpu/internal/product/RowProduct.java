package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Rows;
import java.util.Arrays;

/**
 * A product by rows: blocks of the right array are copied to one array per row, and some rows of
 * the result at a time to arrays of their own, so that no array overlaps another for all that a JIT
 * knows. What runs without the vector module, and before vector code is warm. Used by one thread at
 * a time.
 */
final class RowProduct {
  /** How long runs over inner places are. */
  private static final int INNER = 128;

  /**
   * The bytes of a row of a block: INNER of them fill a part of the second cache, and those of the
   * result that are at work stay in the first.
   */
  private static final int BYTES_OF_ROW = 2048;

  private static final int[] NOWHERE = {0};

  private final Scratch scratch;
  private Rows rows;
  private DType dtype;
  private Layout at;
  private int leftStart;
  private Object left;
  private Object right;
  private Object result;

  /** The rows of a block of the right array, then some of the result. */
  private Object[] block;

  /** The present block. */
  private int element;

  private int inner;
  private int depth;
  private int column;
  private int width;
  private boolean isDense;

  RowProduct(Scratch scratch) {
    this.scratch = scratch;
  }

  /**
   * Runs a part of a product.
   *
   * @param ranges the sizes: where left begins; from {@code first} on the ranges that are run
   * @param finish is told of every block that is complete
   */
  void run(
      Rows with,
      DType type,
      Layout layout,
      Object[] buffers,
      int[] ranges,
      int first,
      Finish finish) {
    rows = with;
    dtype = type;
    at = layout;
    leftStart = ranges[0];
    left = buffers[0];
    right = buffers[1];
    result = buffers[2];
    int most = BYTES_OF_ROW / type.byteSize();
    block = scratch.rows(type, INNER + Rows.MOST, most);
    for (element = ranges[first]; element < ranges[first + 1]; element++) {
      int end = ranges[first + 5];
      for (column = ranges[first + 4]; column < end; column += most) {
        width = Math.min(most, end - column);
        isDense = Layout.hasStep(at.columnRight, column, width, 1);
        columns(ranges[first + 2], ranges[first + 3]);
        finish.block(element, ranges[first + 2], ranges[first + 3], column, column + width);
      }
    }
    left = null;
    right = null;
    result = null;
  }

  private void columns(int rowFrom, int rowTo) {
    for (inner = 0; inner < at.innerRight.length; inner += INNER) {
      depth = Math.min(INNER, at.innerRight.length - inner);
      copyRight();
      for (int row = rowFrom; row < rowTo; ) {
        int count = count(row, rowTo);
        rows(row, count, count > Rows.LEAST ? Rows.MOST : Rows.LEAST);
        row += count;
      }
    }
  }

  /** How many rows to do at once: more than a few where all are the same distance apart. */
  private int count(int row, int rowTo) {
    int left = rowTo - row;
    boolean isEven = left >= Rows.MOST
        && (at.leftRowStep != 0
            || Layout.hasStep(at.rowLeft, row, Rows.MOST, at.rowLeft[row + 1] - at.rowLeft[row]));
    return isEven ? Rows.MOST : Math.min(left, Rows.LEAST);
  }

  private void copyRight() {
    int base = at.rightStart + at.batchRight[element];
    for (int p = 0; p < depth; p++) {
      int from = base + at.innerRight[inner + p];
      if (isDense) {
        System.arraycopy(right, from + at.columnRight[column], block[p], 0, width);
      } else {
        rows.packAny(right, from, NOWHERE, 0, 1, at.columnRight, column, width, width, block[p], 0);
      }
    }
  }

  /** Rows of the result; where there are fewer than places, what is done for others is left. */
  private void rows(int row, int count, int places) {
    boolean fresh = inner == 0;
    for (int r = 0; r < count; r++) {
      load(row + r, block[INNER + r], fresh);
    }
    int first = leftStart + at.batchLeft[element] + at.rowLeft[row];
    // What is read for others must be in the array.
    int stride = count == places ? at.rowLeft[row + 1] - at.rowLeft[row] : 0;
    for (int p = 0; p < depth; ) {
      int place = inner + p;
      int terms = p + rows.terms() <= depth && hasStep(place) ? rows.terms() : 1;
      int step = terms == 1 ? 0 : at.innerLeft[place + 1] - at.innerLeft[place];
      rows.update(
          places, terms, width, left, first + at.innerLeft[place], stride, step, block, p, INNER);
      p += terms;
    }
    for (int r = 0; r < count; r++) {
      runs(row + r, block[INNER + r], false);
    }
  }

  private boolean hasStep(int place) {
    return at.leftStep != 0
        || Layout.hasStep(
            at.innerLeft, place, rows.terms(), at.innerLeft[place + 1] - at.innerLeft[place]);
  }

  private void load(int row, Object sums, boolean fresh) {
    if (!fresh) {
      runs(row, sums, true);
    } else if (dtype == DType.FLOAT64) {
      Arrays.fill((double[]) sums, 0, width, 0);
    } else {
      Arrays.fill((float[]) sums, 0, width, 0);
    }
  }

  /** Copies a row from the result or to it, one run of neighbours at a time. */
  private void runs(int row, Object sums, boolean fromResult) {
    int base = at.batchResult[element] + at.rowResult[row];
    for (int from = 0; from < width; ) {
      int to = at.endOfRun(column + from, column + width) - column;
      int place = base + at.columnResult[column + from];
      if (fromResult) {
        System.arraycopy(result, place, sums, from, to - from);
      } else {
        System.arraycopy(sums, from, result, place, to - from);
      }
      from = to;
    }
  }
}
