package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Tiles;
import java.lang.reflect.Array;

/** Where the right array of a product may be found in panels, all of it. */
interface Panels {
  /**
   * The panels of an array: panel after panel, each with all inner places; or null where there are
   * none, or not yet. Any number of threads may ask at once, none waits.
   *
   * @param rows how many rows they are for
   * @param isFirst whether it is the first of the parts that a run has along columns
   */
  Object of(Tiles tiles, DType dtype, Layout layout, Object array, int rows, boolean isFirst);

  /**
   * Copies all of an array, whose product has no batch, to panels.
   *
   * @param known an array that may be written, and is returned if it is long enough; or null
   */
  static Object make(
      Packing packing, Tiles tiles, DType dtype, Layout at, Object array, Object known) {
    int width = tiles.columns();
    int depth = at.innerRight.length;
    int columns = at.columnRight.length;
    int panels = (columns + width - 1) / width;
    // Vectors are copied that may reach beyond the end.
    int length = Math.addExact(Math.multiplyExact(panels * width, depth), width);
    Object made = known != null && Array.getLength(known) >= length
        ? known
        : Array.newInstance(dtype.componentType(), length);
    int highest = Layout.highest(at.innerRight, 0, depth);
    for (int first = 0; first < columns; first += width) {
      int count = Math.min(width, columns - first);
      packing.right(
          tiles, at, array, at.rightStart, 0, depth, highest, first, count, made, first * depth);
    }
    return made;
  }
}
