package io.opwalk.examples.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.stream.LongStream;

/** Between Java's arrays and DJL's. */
final class Arrays {
  private Arrays() {}

  static NDArray of(NDManager manager, JavaArray array) {
    Shape shape = new Shape(array.longDims());
    return array.flat() instanceof double[] doubles
        ? manager.create(doubles, shape)
        : manager.create((float[]) array.flat(), shape);
  }

  static JavaArray toJava(NDArray array) {
    Object flat =
        array.getDataType() == DataType.FLOAT64 ? array.toDoubleArray() : array.toFloatArray();
    return new JavaArray(
        flat,
        LongStream.of(array.getShape().getShape()).mapToObj(Math::toIntExact).toList());
  }
}
