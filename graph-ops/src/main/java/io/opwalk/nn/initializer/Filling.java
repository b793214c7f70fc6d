package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Arrays filled element by element. */
final class Filling {
  private Filling() {}

  static NDArray fill(DType dtype, List<Integer> shape, DoubleSupplier next) {
    if (!dtype.isFloating()) {
      throw new IllegalArgumentException("random weights are float64 or float32, not " + dtype);
    }
    int[] dims = shape.stream().mapToInt(Integer::intValue).toArray();
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (dtype == DType.FLOAT32) {
      return NDArray.wrap(floats(Math.toIntExact(size), next), dims);
    }
    double[] elements = new double[Math.toIntExact(size)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = next.getAsDouble();
    }
    return NDArray.wrap(elements, dims);
  }

  /** Rounded one by one, so that a large weight is never there in float64. */
  private static float[] floats(int size, DoubleSupplier next) {
    float[] elements = new float[size];
    for (int i = 0; i < size; i++) {
      elements[i] = (float) next.getAsDouble();
    }
    return elements;
  }
}
