package io.opwalk.examples.benchmarks.peers.ort;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.Problem;

/** ONNX Runtime at its fastest: tensors over direct buffers, which are made once. */
public final class TunedOrtEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    return new PinnedSession(OrtModel.open(problem, setting), true);
  }
}
