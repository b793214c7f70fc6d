package io.opwalk.ops.composite;

import io.opwalk.ops.RoiAlignOptions;

/**
 * Where the cells of one box are looked at along one axis, where their number depends on its size:
 * for each cell as many places, and for each place two neighbours. Rounds as float32 does where
 * that is the dtype, so that the number of places is that of others.
 */
final class RoiPlaces {
  /** Far more than an image has elements; beyond it a box is a mistake. */
  private static final double MOST = 1 << 20;

  private final int perCell;
  private final int[] elements;
  private final double[] weights;

  /**
   * The places of a box.
   *
   * @param from its smaller coordinate
   * @param to its larger one
   * @param cells how many cells it is divided into
   * @param length how many elements the image has
   * @param single whether numbers are float32
   */
  RoiPlaces(
      double from, double to, int cells, int length, RoiAlignOptions options, boolean single) {
    double first = rounded(from * options.spatialScale(), single);
    double size = rounded(rounded(to * options.spatialScale(), single) - first, single);
    double start = options.isHalfPixel() ? rounded(first - 0.5, single) : first;
    double cell = rounded((options.isHalfPixel() ? size : Math.max(size, 1)) / cells, single);
    if (!(Math.abs(cell) < MOST) || !Double.isFinite(start)) {
      throw new IllegalArgumentException("a box from " + from + " to " + to
          + " cannot be looked at in as many places as it has elements");
    }
    perCell = Math.max((int) Math.ceil(cell), 0);
    elements = new int[2 * cells * perCell];
    weights = new double[2 * cells * perCell];
    for (int i = 0; i < cells * perCell; i++) {
      double share = rounded((i % perCell + 0.5) / perCell, single);
      double way = rounded(cell * rounded(i / perCell + share, single), single);
      put(i, rounded(start + way, single), length, single);
    }
  }

  private static double rounded(double value, boolean single) {
    return single ? (float) value : value;
  }

  private void put(int number, double place, int length, boolean single) {
    boolean isNear = place >= -1 && place <= length;
    double at = Math.max(Math.min(place, length - 1), 0);
    int before = (int) at;
    double share = rounded(at - before, single);
    elements[2 * number] = before;
    elements[2 * number + 1] = Math.min(before + 1, length - 1);
    weights[2 * number] = isNear ? rounded(1 - share, single) : 0;
    weights[2 * number + 1] = isNear ? share : 0;
  }

  /** How many places a cell has. */
  int perCell() {
    return perCell;
  }

  /** How many neighbours the places of a cell have together. */
  int neighbours() {
    return 2 * perCell;
  }

  /** Which element a neighbour is. */
  int element(int cell, int neighbour) {
    return elements[cell * neighbours() + neighbour];
  }

  /** How much a neighbour counts. */
  double weight(int cell, int neighbour) {
    return weights[cell * neighbours() + neighbour];
  }
}
