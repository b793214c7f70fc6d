package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Arrays;

/** Windows that slide along axes, taken from an array and put together again. */
final class Sliding {
  private Sliding() {}

  /**
   * In how many places a window fits.
   *
   * @throws IllegalArgumentException where it fits nowhere, or is empty
   */
  static int places(int axis, int length, int size, int stride, int dilation) {
    if (size == 0) {
      throw new IllegalArgumentException("the window along axis " + axis + " is empty");
    }
    long rest = length - 1 - (size - 1L) * dilation;
    if (rest < 0) {
      throw new IllegalArgumentException("the window of " + size + " in steps of " + dilation
          + " is larger than axis " + axis + ", which has " + length);
    }
    return (int) (rest / stride) + 1;
  }

  static NDArray windows(Windows op, NDArray input) {
    int[] from = Index.dims(input);
    int[] to = dims(op, from);
    ArrayWriter result = new ArrayWriter(input.dtype(), to);
    Index.forEach(
        to,
        index -> result.set(
            Index.offset(index, to),
            ArrayWriter.get(input, Index.offset(source(op, index, from.length), from))));
    return result.done();
  }

  /** @param lengths of the axes of the windows in the result */
  static NDArray overlap(Overlap op, int[] lengths, NDArray input) {
    Windows windows = op.windows();
    int[] from = Index.dims(input);
    int[] to = Arrays.copyOf(from, from.length - lengths.length);
    for (int i = 0; i < lengths.length; i++) {
      to[windows.axes().get(i)] = lengths[i];
    }
    int[] wanted = dims(windows, to);
    if (!Arrays.equals(wanted, from)) {
      throw new IllegalArgumentException("the windows of an array of shape " + Arrays.toString(to)
          + " have the shape " + Arrays.toString(wanted));
    }
    ScalarInterpreter scalars = new ScalarInterpreter(input.dtype());
    ArrayWriter result = new ArrayWriter(input.dtype(), to);
    Object[] sums = new Object[result.size()];
    Arrays.fill(sums, scalars.literal(0));
    Index.forEach(from, index -> {
      int target = Index.offset(source(windows, index, to.length), to);
      Object element = ArrayWriter.get(input, Index.offset(index, from));
      sums[target] = scalars.apply(ScalarOp.ADD, sums[target], element);
    });
    for (int i = 0; i < sums.length; i++) {
      result.set(i, sums[i]);
    }
    return result.done();
  }

  private static int[] dims(Windows op, int[] from) {
    int[] to = Arrays.copyOf(from, from.length + op.axes().size());
    for (int i = 0; i < op.axes().size(); i++) {
      int axis = op.axes().get(i);
      to[axis] = places(
          axis,
          from[axis],
          op.sizes().get(i),
          op.strides().get(i),
          op.dilations().get(i));
      to[from.length + i] = op.sizes().get(i);
    }
    return to;
  }

  /** Where in the array the element of the windows is that has the given index. */
  private static int[] source(Windows op, int[] index, int rank) {
    int[] source = Arrays.copyOf(index, rank);
    for (int i = 0; i < op.axes().size(); i++) {
      int axis = op.axes().get(i);
      source[axis] =
          index[axis] * op.strides().get(i) + index[rank + i] * op.dilations().get(i);
    }
    return source;
  }
}
