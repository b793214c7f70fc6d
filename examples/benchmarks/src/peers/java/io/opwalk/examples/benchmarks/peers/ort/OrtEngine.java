package io.opwalk.examples.benchmarks.peers.ort;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.Problem;

/** ONNX Runtime as its documentation shows it: tensors made and closed with each call. */
public final class OrtEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    return new FreshSession(OrtModel.open(problem, setting), true);
  }
}
