package io.opwalk.ops.primitive;

import io.opwalk.Dim;
import io.opwalk.Shape;
import java.util.List;

/** The arithmetic of windows that slide along an axis, and what it asks of sizes and steps. */
final class WindowSizes {
  private WindowSizes() {}

  /** From the first to the last element that a window of {@code size} elements touches. */
  static Dim extent(Dim size, int dilation) {
    return size.minus(1).times(dilation).plus(1);
  }

  /** In how many places a window fits that moves by {@code stride}. */
  static Dim places(Dim length, Dim size, int stride, int dilation) {
    return length.minus(extent(size, dilation)).floorDiv(stride).plus(1);
  }

  /** As {@link #places}, where it is known that a window is not empty and fits once at least. */
  static Dim checkedPlaces(Shape shape, int axis, Dim size, int stride, int dilation) {
    Dim extent = extent(size, dilation);
    Dim length = shape.dim(axis);
    boolean known = length.isFixed() && extent.isFixed();
    if (size.is(0)) {
      throw new IllegalArgumentException("the window along axis " + axis + " is empty");
    }
    if (known && length.fixedSize().getAsLong() < extent.fixedSize().getAsLong()) {
      throw new IllegalArgumentException("the window of "
          + text(size, dilation)
          + " is larger than axis "
          + axis
          + " of "
          + shape
          + ", which has "
          + length);
    }
    return places(length, size, stride, dilation);
  }

  private static String text(Dim size, int dilation) {
    return dilation == 1 ? size.toString() : size + " in steps of " + dilation;
  }

  static void requirePositive(String what, List<Integer> values) {
    if (values.stream().anyMatch(value -> value < 1)) {
      throw new IllegalArgumentException(what + " must be 1 or more, found " + values);
    }
  }

  /** One step per axis. */
  static void requireSameLength(String what, List<Integer> values, int axes) {
    if (values.size() != axes) {
      throw new IllegalArgumentException(
          "there must be one of " + what + " for each of " + axes + " axes, found " + values);
    }
  }
}
