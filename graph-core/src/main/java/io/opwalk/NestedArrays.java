package io.opwalk;

import com.google.common.primitives.Primitives;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Between nested Java arrays of any rank ({@code double[][][]}) and {@link NDArray}. */
final class NestedArrays {
  private NestedArrays() {}

  static NDArray read(Object nested) {
    Class<?> element = nested.getClass();
    int rank = 0;
    for (; element.isArray(); element = element.getComponentType()) {
      rank++;
    }
    DType dtype = dtypeOf(rank == 0 ? Primitives.unwrap(element) : element, nested);
    int[] dims = firstExtents(nested, rank);
    Object flat = Elements.allocate(dtype, Extents.size(dims));
    if (rank == 0) {
      Array.set(flat, 0, nested);
    } else {
      new Copier(dims, flat).copy(nested, 0, 0);
    }
    return NDArray.wrap(flat, dims);
  }

  static Object write(NDArray array) {
    int rank = array.rank();
    Object flat = array.backing();
    if (rank == 0) {
      return Array.get(flat, 0);
    }
    return unflatten(flat, array.dims(), 0, 0, array.size());
  }

  private static DType dtypeOf(Class<?> element, Object nested) {
    return DType.ofComponentType(element)
        .orElseThrow(() -> new IllegalArgumentException("cannot read "
            + nested.getClass().getTypeName()
            + ": the elements must be of the primitive type double, float, long, int or"
            + " boolean, found "
            + element.getTypeName()));
  }

  /** The lengths along the first rows; everything below an empty row counts as empty. */
  private static int[] firstExtents(Object nested, int rank) {
    int[] dims = new int[rank];
    Object row = nested;
    for (int axis = 0; axis < rank; axis++) {
      if (row == null) {
        throw nullRow(new int[axis]);
      }
      dims[axis] = Array.getLength(row);
      if (dims[axis] == 0) {
        break;
      }
      row = axis + 1 < rank ? Array.get(row, 0) : null;
    }
    return dims;
  }

  private static IllegalArgumentException nullRow(int[] path) {
    return new IllegalArgumentException("row " + text(path) + " is null");
  }

  private static String text(int[] path) {
    return Arrays.stream(path).mapToObj(i -> "[" + i + "]").collect(Collectors.joining());
  }

  private static Object unflatten(Object flat, int[] dims, int axis, int from, int size) {
    if (axis == dims.length - 1) {
      return Elements.copyOfRange(flat, from, from + size);
    }
    Class<?> leaf = flat.getClass().getComponentType();
    Object rows = Array.newInstance(rowType(leaf, dims.length - axis - 1), dims[axis]);
    int rowSize = dims[axis] == 0 ? 0 : size / dims[axis];
    for (int i = 0; i < dims[axis]; i++) {
      Array.set(rows, i, unflatten(flat, dims, axis + 1, from + i * rowSize, rowSize));
    }
    return rows;
  }

  private static Class<?> rowType(Class<?> leaf, int rank) {
    return Array.newInstance(leaf, new int[rank]).getClass();
  }

  /** Copies rows in order, and knows by {@code path} where it is when one does not fit. */
  private static final class Copier {
    private final int[] dims;
    private final Object flat;
    private final int[] path;

    Copier(int[] dims, Object flat) {
      this.dims = dims;
      this.flat = flat;
      this.path = new int[dims.length];
    }

    /** Returns the offset after the last element copied. */
    int copy(Object row, int axis, int offset) {
      int length = lengthOf(row, axis);
      if (axis == dims.length - 1) {
        System.arraycopy(row, 0, flat, offset, length);
        return offset + length;
      }
      int next = offset;
      for (int i = 0; i < length; i++) {
        path[axis] = i;
        next = copy(Array.get(row, i), axis + 1, next);
      }
      return next;
    }

    private int lengthOf(Object row, int axis) {
      int[] here = Arrays.copyOf(path, axis);
      if (row == null) {
        throw nullRow(here);
      }
      int length = Array.getLength(row);
      if (length != dims[axis]) {
        throw new IllegalArgumentException("ragged array: row "
            + text(here)
            + " has "
            + length
            + " elements, expected "
            + dims[axis]);
      }
      return length;
    }
  }
}
