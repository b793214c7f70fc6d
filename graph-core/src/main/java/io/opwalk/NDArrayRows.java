package io.opwalk;

/** Copies of rows of axis 0, each a contiguous run of the flat array. */
final class NDArrayRows {
  private NDArrayRows() {}

  static NDArray slice(NDArray array, int from, int to) {
    requireRows(array, "slice");
    if (from < 0 || to < from || to > array.dim(0)) {
      throw new IndexOutOfBoundsException("rows "
          + from
          + " (inclusive) to "
          + to
          + " (exclusive) do not exist in "
          + array.describe());
    }
    int rowSize = rowSize(array);
    Object rows = Elements.copyOfRange(array.backing(), from * rowSize, to * rowSize);
    return NDArray.wrap(rows, withRows(array, to - from));
  }

  static NDArray take(NDArray array, int[] rows) {
    requireRows(array, "take");
    for (int row : rows) {
      if (row < 0 || row >= array.dim(0)) {
        throw new IndexOutOfBoundsException(
            "row " + row + " does not exist in " + array.describe());
      }
    }
    int[] dims = withRows(array, rows.length);
    Object out = Elements.allocate(array.dtype(), Extents.size(dims));
    int rowSize = rowSize(array);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(array.backing(), rows[i] * rowSize, out, i * rowSize, rowSize);
    }
    return NDArray.wrap(out, dims);
  }

  private static int rowSize(NDArray array) {
    return array.dim(0) == 0 ? 0 : array.size() / array.dim(0);
  }

  private static int[] withRows(NDArray array, int rows) {
    int[] dims = array.dims();
    dims[0] = rows;
    return dims;
  }

  private static void requireRows(NDArray array, String method) {
    if (array.rank() == 0) {
      throw new IllegalStateException(
          method + " needs an axis 0, but the array is " + array.describe());
    }
  }
}
