package io.opwalk.examples.benchmarks.workload;

import java.util.Arrays;
import java.util.List;

/**
 * A flat Java array and its shape: what goes into an engine, and what comes out.
 *
 * @param flat a {@code double[]} or a {@code float[]}, row by row
 * @param dims the lengths of the axes
 */
public record JavaArray(Object flat, List<Integer> dims) {
  /** Checks that the elements are as many as the shape says. */
  public JavaArray {
    dims = List.copyOf(dims);
    int length = flat instanceof double[] doubles ? doubles.length : ((float[]) flat).length;
    int size = size(dims);
    if (length != size) {
      throw new IllegalArgumentException(
          "expected " + size + " elements for the shape " + dims + ", found " + length);
    }
  }

  /** The number of elements of a shape. */
  public static int size(List<Integer> dims) {
    int size = 1;
    for (int dim : dims) {
      size = Math.multiplyExact(size, dim);
    }
    return size;
  }

  /** The number of elements. */
  public int size() {
    return size(dims);
  }

  /** An element by its place in the flat array. */
  public double at(int place) {
    return flat instanceof double[] doubles ? doubles[place] : ((float[]) flat)[place];
  }

  /** The shape as the natives want it. */
  public long[] longDims() {
    long[] lengths = new long[dims.size()];
    for (int axis = 0; axis < lengths.length; axis++) {
      lengths[axis] = dims.get(axis);
    }
    return lengths;
  }

  /** The shape as an array. */
  public int[] intDims() {
    int[] lengths = new int[dims.size()];
    for (int axis = 0; axis < lengths.length; axis++) {
      lengths[axis] = dims.get(axis);
    }
    return lengths;
  }

  /** A new array with the axes in another order: axis {@code i} of it is axis {@code axes[i]}. */
  public JavaArray transposed(int... axes) {
    int[] from = intDims();
    int[] strides = new int[from.length];
    for (int axis = from.length - 1, stride = 1; axis >= 0; stride *= from[axis--]) {
      strides[axis] = stride;
    }
    List<Integer> newDims = Arrays.stream(axes).mapToObj(a -> from[a]).toList();
    boolean isDouble = flat instanceof double[];
    Object target = (isDouble ? Precision.F64 : Precision.F32).newArray(size());
    int[] index = new int[axes.length];
    for (int place = 0; place < size(); place++) {
      int source = 0;
      for (int axis = 0; axis < axes.length; axis++) {
        source += index[axis] * strides[axes[axis]];
      }
      if (isDouble) {
        ((double[]) target)[place] = ((double[]) flat)[source];
      } else {
        ((float[]) target)[place] = ((float[]) flat)[source];
      }
      for (int axis = axes.length - 1; axis >= 0 && ++index[axis] == newDims.get(axis); axis--) {
        index[axis] = 0;
      }
    }
    return new JavaArray(target, newDims);
  }

  /** The same elements in another shape. */
  public JavaArray reshaped(Integer... newDims) {
    return new JavaArray(flat, List.of(newDims));
  }
}
