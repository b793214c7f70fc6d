package io.opwalk.cpu.internal.product;

import io.opwalk.cpu.internal.loop.Product;

/** Where the places of some axes, run through as one with the last fastest, lie in an array. */
final class Axes {
  private Axes() {}

  /** The product of the sizes of {@code count} axes from {@code first} on. */
  static int size(int[] sizes, int first, int count) {
    int size = 1;
    for (int axis = first; axis < first + count; axis++) {
      size = Math.multiplyExact(size, extent(sizes, axis));
    }
    return size;
  }

  /**
   * The offset of each place.
   *
   * @param array 0 for the left one, 1 for the right one, 2 for the result
   */
  static int[] offsets(int[] sizes, int first, int count, int array) {
    int[] offsets = new int[size(sizes, first, count)];
    int known = Math.min(1, offsets.length);
    // From the last axis outward: each place of an axis repeats what is known, moved on.
    for (int axis = first + count - 1; axis >= first && known > 0; axis--) {
      int extent = extent(sizes, axis);
      int stride = sizes[Product.FIRST_AXIS + axis * Product.SIZES_PER_AXIS + 1 + array];
      for (int at = 1; at < extent; at++) {
        for (int i = 0; i < known; i++) {
          offsets[at * known + i] = offsets[i] + at * stride;
        }
      }
      known *= extent;
    }
    return offsets;
  }

  private static int extent(int[] sizes, int axis) {
    return sizes[Product.FIRST_AXIS + axis * Product.SIZES_PER_AXIS];
  }
}
