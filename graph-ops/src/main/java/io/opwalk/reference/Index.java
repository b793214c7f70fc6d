package io.opwalk.reference;

import io.opwalk.NDArray;
import java.util.List;
import java.util.function.Consumer;

/** Walks and addresses arrays in row-major order, by one index per axis. */
final class Index {
  private Index() {}

  /** Visits every index of an array of the given sizes; the visitor must not keep the array. */
  static void forEach(int[] dims, Consumer<int[]> visitor) {
    for (int dim : dims) {
      if (dim == 0) {
        return;
      }
    }
    int[] index = new int[dims.length];
    int axis;
    do {
      visitor.accept(index);
      axis = dims.length - 1;
      while (axis >= 0 && ++index[axis] == dims[axis]) {
        index[axis--] = 0;
      }
    } while (axis >= 0);
  }

  /**
   * Where an index is found in an array that was broadcast: axes are aligned at the right, those of
   * size 1 are repeated, those the array lacks are passed over.
   */
  static int offset(int[] index, int[] dims) {
    int offset = 0;
    int lead = index.length - dims.length;
    for (int axis = 0; axis < dims.length; axis++) {
      offset = offset * dims[axis] + (dims[axis] == 1 ? 0 : index[lead + axis]);
    }
    return offset;
  }

  static int[] dims(NDArray array) {
    return ints(array.shape());
  }

  static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
