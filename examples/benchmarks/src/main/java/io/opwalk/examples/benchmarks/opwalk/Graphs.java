package io.opwalk.examples.benchmarks.opwalk;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;

/** From Java arrays to tensors. */
final class Graphs {
  private Graphs() {}

  static DType dtype(Precision precision) {
    return switch (precision) {
      case F64 -> DType.FLOAT64;
      case F32 -> DType.FLOAT32;
    };
  }

  /** A placeholder for an array, of its shape. */
  static Tensor placeholder(String name, Precision precision, JavaArray array) {
    return Tensors.placeholder(name, dtype(precision), array.longDims());
  }

  /** A parameter whose first value is an array. */
  static Tensor parameter(String name, JavaArray array) {
    return Tensors.parameter(name, wrap(array));
  }

  /** An array without a copy. */
  static NDArray wrap(JavaArray array) {
    return NDArray.wrap(array.flat(), array.intDims());
  }

  /** A new array that has room for a tensor of fixed shape. */
  static JavaArray target(Tensor tensor) {
    List<Integer> dims = new ArrayList<>();
    for (Dim dim : tensor.shape().dims()) {
      if (!dim.isFixed()) {
        throw new IllegalArgumentException("the size " + dim + " of " + tensor + " is not fixed");
      }
      dims.add((int) dim.fixedSize().getAsLong());
    }
    boolean isDouble = tensor.dtype() == DType.FLOAT64;
    int size = JavaArray.size(dims);
    return new JavaArray(isDouble ? new double[size] : new float[size], dims);
  }
}
