package io.opwalk.examples.benchmarks.peers.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * A Java array, and a tensor over a direct buffer of the same size.
 *
 * @param array the array
 * @param buffer the buffer
 * @param tensor the tensor
 */
record PinnedArray(JavaArray array, Buffer buffer, OnnxTensor tensor) {
  static PinnedArray of(OrtEnvironment environment, JavaArray array) {
    boolean isDouble = array.flat() instanceof double[];
    int bytes = (isDouble ? Precision.F64 : Precision.F32).bytes();
    ByteBuffer direct = ByteBuffer.allocateDirect(Math.multiplyExact(array.size(), bytes))
        .order(ByteOrder.nativeOrder());
    try {
      if (isDouble) {
        DoubleBuffer doubles = direct.asDoubleBuffer();
        return new PinnedArray(
            array, doubles, OnnxTensor.createTensor(environment, doubles, array.longDims()));
      }
      FloatBuffer floats = direct.asFloatBuffer();
      return new PinnedArray(
          array, floats, OnnxTensor.createTensor(environment, floats, array.longDims()));
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** From the array to the tensor. */
  void load() {
    if (buffer instanceof DoubleBuffer doubles) {
      doubles.put(0, (double[]) array.flat());
    } else {
      ((FloatBuffer) buffer).put(0, (float[]) array.flat());
    }
  }

  /** From the tensor to the array. */
  void store() {
    if (buffer instanceof DoubleBuffer doubles) {
      doubles.get(0, (double[]) array.flat());
    } else {
      ((FloatBuffer) buffer).get(0, (float[]) array.flat());
    }
  }
}
