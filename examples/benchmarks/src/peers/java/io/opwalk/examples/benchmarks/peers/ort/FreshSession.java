package io.opwalk.examples.benchmarks.peers.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls that make their tensors anew. */
final class FreshSession implements Session {
  private final OrtModel model;
  private final boolean owner;
  private List<JavaArray> results = List.of();

  /**
   * A session.
   *
   * @param model the model
   * @param owner whether the model is closed with it
   */
  FreshSession(OrtModel model, boolean owner) {
    this.model = model;
    this.owner = owner;
  }

  @Override
  public void run() {
    Map<String, OnnxTensor> feed = new HashMap<>();
    try {
      for (int i = 0; i < model.inputs().size(); i++) {
        feed.put("v" + i, tensor(model.inputs().get(i)));
      }
      try (OrtSession.Result result = model.session().run(feed)) {
        List<JavaArray> arrays = new ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
          arrays.add(array((OnnxTensor) result.get(i)));
        }
        results = arrays;
      }
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    } finally {
      feed.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(JavaArray array) throws OrtException {
    if (array.flat() instanceof double[] doubles) {
      return OnnxTensor.createTensor(
          model.environment(), DoubleBuffer.wrap(doubles), array.longDims());
    }
    return OnnxTensor.createTensor(
        model.environment(), FloatBuffer.wrap((float[]) array.flat()), array.longDims());
  }

  /** These buffers are copies on the heap already. */
  private static JavaArray array(OnnxTensor tensor) {
    Object flat = switch (tensor.getInfo().type) {
      case DOUBLE -> tensor.getDoubleBuffer().array();
      case FLOAT -> tensor.getFloatBuffer().array();
      default -> throw new IllegalStateException("expected floats, found " + tensor);
    };
    List<Integer> dims =
        Arrays.stream(tensor.getInfo().getShape()).mapToObj(Math::toIntExact).toList();
    return new JavaArray(flat, dims);
  }

  @Override
  public List<JavaArray> results() {
    return results;
  }

  @Override
  public Session another() {
    return new FreshSession(model, false);
  }

  @Override
  public void close() {
    if (owner) {
      model.close();
    }
  }
}
