package io.opwalk.examples.benchmarks.peers.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls from and to tensors that stay; a call copies its arrays into them and out of them. */
final class PinnedSession implements Session {
  private final OrtModel model;
  private final boolean owner;
  private final List<PinnedArray> in = new ArrayList<>();
  private final List<PinnedArray> out = new ArrayList<>();
  private final Map<String, OnnxTensor> feed = new HashMap<>();
  private final Map<String, OnnxTensor> targets = new HashMap<>();

  /**
   * A session.
   *
   * @param model the model
   * @param owner whether the model is closed with it
   */
  PinnedSession(OrtModel model, boolean owner) {
    this.model = model;
    this.owner = owner;
    for (JavaArray input : model.inputs()) {
      PinnedArray array = PinnedArray.of(model.environment(), input);
      feed.put("v" + in.size(), array.tensor());
      in.add(array);
    }
    // A call without targets says how large they have to be.
    FreshSession probe = new FreshSession(model, false);
    probe.run();
    List<String> names = List.copyOf(model.session().getOutputNames());
    for (JavaArray result : probe.results()) {
      Precision precision = result.flat() instanceof double[] ? Precision.F64 : Precision.F32;
      JavaArray fresh = new JavaArray(precision.newArray(result.size()), result.dims());
      PinnedArray array = PinnedArray.of(model.environment(), fresh);
      targets.put(names.get(out.size()), array.tensor());
      out.add(array);
    }
  }

  @Override
  public void run() {
    in.forEach(PinnedArray::load);
    try {
      // The result holds nothing but the targets, which stay open.
      model.session().run(feed, Set.of(), targets).close();
      out.forEach(PinnedArray::store);
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public List<JavaArray> results() {
    return out.stream().map(PinnedArray::array).toList();
  }

  @Override
  public Session another() {
    return new PinnedSession(model, false);
  }

  @Override
  public void close() {
    in.forEach(array -> array.tensor().close());
    out.forEach(array -> array.tensor().close());
    if (owner) {
      model.close();
    }
  }
}
