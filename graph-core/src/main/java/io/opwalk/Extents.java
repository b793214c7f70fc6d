package io.opwalk;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Arithmetic on the concrete dims of an {@link NDArray}: sizes, offsets and how they are shown. */
final class Extents {
  /** The longest array that every common JVM can allocate. */
  static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  /** Java's own limit on array dimensions; recursion over axes stays shallow. */
  static final int MAX_RANK = 255;

  private Extents() {}

  /** The number of elements; refuses negative dims and more than one Java array can hold. */
  static int size(int[] dims) {
    return size(dims, dims);
  }

  /** The number of elements of {@code dims}, complaining about them as {@code shown}. */
  private static int size(int[] dims, int[] shown) {
    if (dims.length > MAX_RANK) {
      throw new IllegalArgumentException(
          "a shape has at most " + MAX_RANK + " axes, found " + dims.length);
    }
    boolean empty = false;
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] < 0) {
        throw new IllegalArgumentException(
            "shape " + text(shown) + " has the negative size " + dims[axis] + " at axis " + axis);
      }
      empty |= dims[axis] == 0;
    }
    if (empty) {
      return 0;
    }
    long size = 1;
    for (int dim : dims) {
      size *= dim;
      if (size > MAX_SIZE) {
        throw new IllegalArgumentException("shape " + text(shown) + " has more than " + MAX_SIZE
            + " elements, the most one array holds");
      }
    }
    return (int) size;
  }

  static void requireFilled(int[] dims, int found) {
    int size = size(dims);
    if (found != size) {
      throw new IllegalArgumentException(
          "shape " + text(dims) + " needs " + size + " values, found " + found);
    }
  }

  /** The row-major offset of {@code index}, which must have one entry per axis, each in range. */
  static int offset(int[] dims, int[] index) {
    if (index.length != dims.length) {
      throw new IndexOutOfBoundsException("index "
          + text(index)
          + " has "
          + index.length
          + " entries, but shape "
          + text(dims)
          + " has rank "
          + dims.length);
    }
    int offset = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      if (index[axis] < 0 || index[axis] >= dims[axis]) {
        throw new IndexOutOfBoundsException("index " + text(index) + " is out of range for shape "
            + text(dims) + " at axis " + axis);
      }
      offset = offset * dims[axis] + index[axis];
    }
    return offset;
  }

  /**
   * {@code wanted} with its single -1, if any, replaced so that it holds {@code from}'s elements.
   */
  static int[] reshaped(int[] from, int[] wanted) {
    int[] dims = wanted.clone();
    int size = size(from);
    int inferred = -1;
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] == -1) {
        if (inferred >= 0) {
          throw new IllegalArgumentException("shape " + text(wanted) + " has -1 at axes " + inferred
              + " and " + axis + "; one at most");
        }
        inferred = axis;
        dims[axis] = 1;
      }
    }
    int known = size(dims, wanted);
    if (inferred >= 0) {
      if (known == 0) {
        throw new IllegalArgumentException(
            cannotReshape(from, wanted) + ": the size at axis " + inferred + " is not determined");
      }
      dims[inferred] = size / known;
      known *= dims[inferred];
    }
    if (known != size) {
      throw new IllegalArgumentException(
          cannotReshape(from, wanted) + ": the array has " + size + " elements");
    }
    return dims;
  }

  private static String cannotReshape(int[] from, int[] wanted) {
    return "cannot reshape " + text(from) + " to " + text(wanted);
  }

  /** As {@link Shape} prints it: {@code (2, 3)}, {@code (2,)}, {@code ()}. */
  static String text(int[] dims) {
    return Arrays.stream(dims)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", dims.length == 1 ? ",)" : ")"));
  }
}
