package io.opwalk.oracle;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.opwalk.DType;
import io.opwalk.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a model of one node in ONNX Runtime, on one thread and as it is, without rewrites. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  /** The outputs of the node that a configuration describes. */
  static List<NDArray> run(OracleRow row, Configuration configuration, int outputs) {
    byte[] model = OnnxModel.bytes(row, configuration, outputs);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> feed = new LinkedHashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      List<Configuration.Input> inputs = configuration.inputs();
      for (int i = 0; i < inputs.size(); i++) {
        if (inputs.get(i).isShared()) {
          NDArray value = inputs.get(i).value().orElseThrow();
          feed.put(OnnxModel.inputName(i), tensor(environment, value));
        }
      }
      try (OrtSession session = environment.createSession(model, options);
          OrtSession.Result result = session.run(feed)) {
        List<NDArray> values = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
          values.add(array((OnnxTensor) result.get(i)));
        }
        return values;
      }
    } catch (OrtException failure) {
      throw new IllegalStateException(
          "ONNX Runtime refuses " + row.op() + " of " + configuration.describe(), failure);
    } finally {
      feed.values().forEach(OnnxTensor::close);
    }
  }

  /** Whether the op of the row is one that the runtime has heard of, implemented or not. */
  static boolean knows(OracleRow row) {
    byte[] model = OnnxModel.bytes(row, Configuration.of().gives(in -> null), 1);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model)) {
      return session.getNumOutputs() == 1;
    } catch (OrtException failure) {
      return !failure.getMessage().contains("No Op registered for");
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, NDArray value) throws OrtException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(value.size() * value.dtype().byteSize())
        .order(ByteOrder.nativeOrder());
    value.putInto(bytes);
    long[] shape = value.shape().stream().mapToLong(Integer::longValue).toArray();
    return OnnxTensor.createTensor(environment, bytes.flip(), shape, javaType(value.dtype()));
  }

  private static NDArray array(OnnxTensor tensor) {
    int[] shape =
        Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
    return NDArray.ofBytes(dtype(tensor.getInfo().type), bytes, shape);
  }

  private static OnnxJavaType javaType(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> OnnxJavaType.DOUBLE;
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case INT64 -> OnnxJavaType.INT64;
      case INT32 -> OnnxJavaType.INT32;
      case BOOL -> OnnxJavaType.BOOL;
    };
  }

  private static DType dtype(OnnxJavaType type) {
    for (DType dtype : DType.values()) {
      if (javaType(dtype) == type) {
        return dtype;
      }
    }
    throw new IllegalArgumentException("no dtype is " + type);
  }
}
