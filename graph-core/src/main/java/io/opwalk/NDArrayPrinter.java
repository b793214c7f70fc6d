package io.opwalk;

import java.lang.reflect.Array;

/**
 * Prints as NumPy does with the separator {@code ", "}: one line per row, a blank line between
 * matrices, and only the edges of long axes once there are many elements. Numbers keep every digit.
 */
final class NDArrayPrinter {
  private static final int SUMMARISE_ABOVE = 1000;
  private static final int EDGE_ITEMS = 3;

  private final NDArray array;
  private final boolean summarise;
  private final StringBuilder out = new StringBuilder();

  private NDArrayPrinter(NDArray array) {
    this.array = array;
    this.summarise = array.size() > SUMMARISE_ABOVE;
  }

  static String print(NDArray array) {
    if (array.size() == 0) {
      return "[]";
    }
    NDArrayPrinter printer = new NDArrayPrinter(array);
    printer.append(0, 0, array.size());
    return printer.out.toString();
  }

  private void append(int axis, int offset, int size) {
    if (axis == array.rank()) {
      out.append(Array.get(array.backing(), offset));
      return;
    }
    int dim = array.dim(axis);
    int rowSize = size / dim;
    boolean edgesOnly = summarise && dim > 2 * EDGE_ITEMS;
    int i = 0;
    out.append('[');
    while (i < dim) {
      if (i > 0) {
        appendSeparator(axis);
      }
      if (edgesOnly && i == EDGE_ITEMS) {
        out.append("...");
        i = dim - EDGE_ITEMS;
      } else {
        append(axis + 1, offset + i * rowSize, rowSize);
        i++;
      }
    }
    out.append(']');
  }

  private void appendSeparator(int axis) {
    int axesBelow = array.rank() - axis - 1;
    if (axesBelow == 0) {
      out.append(", ");
    } else {
      out.append(',').append("\n".repeat(axesBelow)).append(" ".repeat(axis + 1));
    }
  }
}
