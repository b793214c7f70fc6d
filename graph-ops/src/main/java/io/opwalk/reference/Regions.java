package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Slice;
import java.util.Arrays;
import java.util.List;

/** Parts taken from arrays, and arrays made of parts. */
final class Regions {
  private Regions() {}

  /** A slice, whose starts and sizes are given as numbers. */
  static NDArray slice(Slice op, NDArray input, long[] starts, int[] sizes) {
    int[] dims = Index.dims(input);
    boolean empty = Arrays.stream(sizes).anyMatch(size -> size == 0);
    for (int axis = 0; axis < dims.length && !empty; axis++) {
      long last = starts[axis] + (sizes[axis] - 1L) * op.steps().get(axis);
      if (Math.min(starts[axis], last) < 0 || Math.max(starts[axis], last) >= dims[axis]) {
        throw new IllegalArgumentException("the slice from " + starts[axis] + " to " + last
            + " along axis " + axis + " is beyond the size " + dims[axis]);
      }
    }
    ArrayWriter result = new ArrayWriter(input.dtype(), sizes);
    Index.forEach(sizes, index -> {
      int offset = 0;
      for (int axis = 0; axis < dims.length; axis++) {
        int at = (int) (starts[axis] + (long) index[axis] * op.steps().get(axis));
        offset = offset * dims[axis] + at;
      }
      result.set(Index.offset(index, sizes), ArrayWriter.get(input, offset));
    });
    return result.done();
  }

  /** The input among copies of a value, for a result of the given sizes. */
  static NDArray pad(Pad op, NDArray input, NDArray value, long[] before, int[] sizes) {
    ArrayWriter result = new ArrayWriter(input.dtype(), sizes);
    for (int offset = 0; offset < result.size(); offset++) {
      result.set(offset, ArrayWriter.get(value, 0));
    }
    int[] dims = Index.dims(input);
    Index.forEach(dims, index -> {
      int offset = 0;
      for (int axis = 0; axis < dims.length; axis++) {
        long at = before[axis] + (long) index[axis] * (op.interior().get(axis) + 1);
        offset = offset * sizes[axis] + (int) at;
      }
      result.set(offset, ArrayWriter.get(input, Index.offset(index, dims)));
    });
    return result.done();
  }

  static NDArray concat(Concat op, List<NDArray> inputs) {
    int[] sizes = Index.dims(inputs.get(0));
    for (NDArray input : inputs.subList(1, inputs.size())) {
      for (int axis = 0; axis < sizes.length; axis++) {
        if (axis == op.axis()) {
          sizes[axis] = Math.addExact(sizes[axis], input.dim(axis));
        } else if (input.dim(axis) != sizes[axis]) {
          throw new IllegalArgumentException("sizes must agree but along axis " + op.axis()
              + ", found " + sizes[axis] + " and " + input.dim(axis) + " at axis " + axis);
        }
      }
    }
    ArrayWriter result = new ArrayWriter(inputs.get(0).dtype(), sizes);
    int start = 0;
    for (NDArray input : inputs) {
      int[] dims = Index.dims(input);
      int from = start;
      Index.forEach(dims, index -> {
        int[] target = index.clone();
        target[op.axis()] += from;
        result.set(offset(target, sizes), ArrayWriter.get(input, Index.offset(index, dims)));
      });
      start += dims[op.axis()];
    }
    return result.done();
  }

  private static int offset(int[] index, int[] sizes) {
    int offset = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      offset = offset * sizes[axis] + index[axis];
    }
    return offset;
  }
}
