package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Between Java's arrays and TensorFlow's tensors. */
final class TfArrays {
  private TfArrays() {}

  static Tensor tensor(JavaArray array) {
    Shape shape = Shape.of(array.longDims());
    return array.flat() instanceof double[] doubles
        ? TFloat64.tensorOf(shape, DataBuffers.of(doubles, true, false))
        : TFloat32.tensorOf(shape, DataBuffers.of((float[]) array.flat(), true, false));
  }

  static JavaArray toJava(Tensor tensor) {
    List<Integer> dims =
        Arrays.stream(tensor.shape().asArray()).mapToObj(Math::toIntExact).toList();
    if (tensor instanceof TFloat64) {
      double[] flat = new double[JavaArray.size(dims)];
      tensor.asRawTensor().data().asDoubles().read(flat);
      return new JavaArray(flat, dims);
    }
    float[] flat = new float[JavaArray.size(dims)];
    tensor.asRawTensor().data().asFloats().read(flat);
    return new JavaArray(flat, dims);
  }
}
