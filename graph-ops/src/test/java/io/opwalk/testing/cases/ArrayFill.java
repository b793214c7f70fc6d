package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;

/** An array that is being filled with {@code Double}, {@code Long} or {@code Boolean} elements. */
final class ArrayFill {
  private final DType dtype;
  private final int[] shape;
  private final Object[] elements;

  ArrayFill(DType dtype, List<Integer> shape) {
    this.dtype = dtype;
    this.shape = shape.stream().mapToInt(Integer::intValue).toArray();
    this.elements = new Object[shape.stream().reduce(1, Math::multiplyExact)];
  }

  int size() {
    return elements.length;
  }

  void set(int offset, Object element) {
    elements[offset] = element;
  }

  NDArray done() {
    Object flat = java.lang.reflect.Array.newInstance(dtype.componentType(), elements.length);
    for (int i = 0; i < elements.length; i++) {
      switch (dtype) {
        case FLOAT64 -> ((double[]) flat)[i] = (Double) elements[i];
        case FLOAT32 -> ((float[]) flat)[i] = ((Double) elements[i]).floatValue();
        case INT64 -> ((long[]) flat)[i] = (Long) elements[i];
        case INT32 -> ((int[]) flat)[i] = ((Long) elements[i]).intValue();
        case BOOL -> ((boolean[]) flat)[i] = (Boolean) elements[i];
      }
    }
    return NDArray.wrap(flat, shape);
  }
}
