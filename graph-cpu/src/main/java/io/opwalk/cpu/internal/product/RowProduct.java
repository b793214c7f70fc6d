package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Rows;
import java.util.Arrays;

/**
 * A product by rows: blocks of the right array are copied to one array per row, and two rows of the
 * result at a time to arrays of their own, so that no array overlaps another for all that a JIT
 * knows. What runs without the vector module, and before vector code is warm. Used by one thread at
 * a time.
 */
final class RowProduct {
  /** How long runs over inner places are. */
  private static final int INNER = 128;

  /** The columns of a block: as many of INNER rows fit into the second cache. */
  private static final int COLUMNS = 512;

  private static final int[] NOWHERE = {0};

  private final Scratch scratch;
  private Rows rows;
  private DType dtype;
  private Layout at;
  private Object left;
  private Object right;
  private Object result;

  /** The rows of a block of the right array, then two of the result. */
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
   * @param ranges from and to where it goes: batch, rows, columns, from {@code first} on
   */
  void run(Rows with, DType type, Layout layout, Object[] buffers, int[] ranges, int first) {
    rows = with;
    dtype = type;
    at = layout;
    left = buffers[0];
    right = buffers[1];
    result = buffers[2];
    block = scratch.rows(type, INNER + 2, COLUMNS);
    for (element = ranges[first]; element < ranges[first + 1]; element++) {
      int end = ranges[first + 5];
      for (column = ranges[first + 4]; column < end; column += COLUMNS) {
        width = Math.min(COLUMNS, end - column);
        isDense = Layout.hasStep(at.columnRight, column, width, 1);
        columns(ranges[first + 2], ranges[first + 3]);
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
      for (int row = rowFrom; row < rowTo; row += 2) {
        rows(row, Math.min(2, rowTo - row));
      }
    }
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

  /** Two rows of the result; where there is one, what is done for another one is left. */
  private void rows(int row, int count) {
    Object c0 = block[INNER];
    Object c1 = block[INNER + 1];
    boolean fresh = inner == 0;
    load(row, c0, fresh);
    if (count == 2) {
      load(row + 1, c1, fresh);
    }
    int first = at.leftStart + at.batchLeft[element] + at.rowLeft[row];
    int stride = count == 2 ? at.rowLeft[row + 1] - at.rowLeft[row] : 0;
    for (int p = 0; p < depth; ) {
      int place = inner + p;
      int terms = p + Rows.TERMS <= depth && hasStep(place) ? Rows.TERMS : 1;
      int step = terms == 1 ? 0 : at.innerLeft[place + 1] - at.innerLeft[place];
      rows.update(terms, width, left, first + at.innerLeft[place], stride, step, block, p, c0, c1);
      p += terms;
    }
    runs(row, c0, false);
    if (count == 2) {
      runs(row + 1, c1, false);
    }
  }

  private boolean hasStep(int place) {
    return at.leftStep != 0
        || Layout.hasStep(
            at.innerLeft, place, Rows.TERMS, at.innerLeft[place + 1] - at.innerLeft[place]);
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
