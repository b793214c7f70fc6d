package io.opwalk.cpu.internal.product;

import io.opwalk.cpu.internal.loop.Product;
import java.util.Arrays;

/**
 * Where the elements of a product lie for some sizes: an offset per place of each kind of axes and
 * array. The element (batch, row, inner) of the left array is at the sum of three of them and of
 * where that array begins, which comes first among the sizes and is no part of this. Immutable.
 */
final class Layout {
  /** Shorter runs of the left array are copied, and not read as blocks of their own. */
  private static final int LEAST_RUN = 96;

  private final int[] key;
  final int rightStart;
  final int[] batchLeft;
  final int[] batchRight;
  final int[] batchResult;
  final int[] rowLeft;
  final int[] rowResult;
  final int[] columnRight;
  final int[] columnResult;
  final int[] innerLeft;
  final int[] innerRight;

  /** How far rows are apart in the left array; 0 where that is not always the same. */
  final int leftRowStep;

  /** The same in the result. */
  final int resultRowStep;

  /** How far inner places are apart in the left array; 0 where that is not always the same. */
  final int leftStep;

  /** How long runs of inner places are that are as far apart in the left array; 1 where short. */
  private final int leftRun;

  /** How far places of such a run are apart; 0 where runs are short. */
  final int leftStepOfRun;

  /** The same in the right array. */
  final int rightStep;

  Layout(Product product, int[] sizes) {
    this.key = Arrays.copyOf(sizes, product.ranges());
    this.rightStart = sizes[1];
    int rows = product.batch();
    int columns = rows + product.rows();
    int inner = columns + product.columns();
    this.batchLeft = Axes.offsets(sizes, 0, product.batch(), 0);
    this.batchRight = Axes.offsets(sizes, 0, product.batch(), 1);
    this.batchResult = Axes.offsets(sizes, 0, product.batch(), 2);
    this.rowLeft = Axes.offsets(sizes, rows, product.rows(), 0);
    this.rowResult = Axes.offsets(sizes, rows, product.rows(), 2);
    this.columnRight = Axes.offsets(sizes, columns, product.columns(), 1);
    this.columnResult = Axes.offsets(sizes, columns, product.columns(), 2);
    this.innerLeft = Axes.offsets(sizes, inner, product.inner(), 0);
    this.innerRight = Axes.offsets(sizes, inner, product.inner(), 1);
    this.leftRowStep = step(rowLeft);
    this.resultRowStep = step(rowResult);
    this.leftStep = step(innerLeft);
    this.leftRun = run(innerLeft, leftStep);
    this.leftStepOfRun = leftRun > 1 ? innerLeft[1] - innerLeft[0] : 0;
    this.rightStep = step(innerRight);
  }

  /** Whether it is for these sizes, but for the ranges and where the left array begins. */
  boolean isFor(int[] sizes) {
    return Arrays.equals(key, 1, key.length, sizes, 1, key.length);
  }

  /** Where, up to a limit, the columns end that are neighbours in the result from one on. */
  int endOfRun(int column, int limit) {
    int last = column + 1;
    while (last < limit && columnResult[last] == columnResult[last - 1] + 1) {
      last++;
    }
    return last;
  }

  /** How many inner places a block holds, up to so many, that it ends where a run does. */
  int depth(int inner, int most) {
    int run = leftRun > 1 ? leftRun - inner % leftRun : innerLeft.length - inner;
    int blocks = (run + most - 1) / most;
    return (run + blocks - 1) / blocks;
  }

  private static int run(int[] offsets, int step) {
    int run = 1;
    int first = offsets.length > 1 ? offsets[1] - offsets[0] : 0;
    while (run < offsets.length && offsets[run] - offsets[run - 1] == first) {
      run++;
    }
    return step == 0 && run < LEAST_RUN ? 1 : run;
  }

  private static int step(int[] offsets) {
    int step = offsets.length > 1 ? offsets[1] : 1;
    return hasStep(offsets, 0, offsets.length, step) ? step : 0;
  }

  /**
   * Whether some columns of the right array lie in whole panels of a width, as tiles read them.
   *
   * @param from a multiple of the width
   */
  boolean isInPanels(int from, int to, int width) {
    boolean isInPanels = rightStep == width && (to - from) % width == 0;
    for (int panel = from; isInPanels && panel < to; panel += width) {
      isInPanels = hasStep(columnRight, panel, width, 1);
    }
    return isInPanels;
  }

  /** The highest of some offsets, of which there are one at least. */
  static int highest(int[] offsets, int first, int count) {
    int highest = offsets[first];
    for (int i = first + 1; i < first + count; i++) {
      highest = Math.max(highest, offsets[i]);
    }
    return highest;
  }

  /** Whether neighbours among some offsets are all the same distance apart. */
  static boolean hasStep(int[] offsets, int first, int count, int step) {
    for (int i = first + 1; i < first + count; i++) {
      if (offsets[i] - offsets[i - 1] != step) {
        return false;
      }
    }
    return true;
  }
}
