package io.opwalk.examples.benchmarks.peers.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model that the runtime has loaded; callers share it.
 *
 * @param environment the runtime
 * @param session the model
 * @param inputs what is fed
 */
record OrtModel(OrtEnvironment environment, OrtSession session, List<JavaArray> inputs) {
  /** The system property that names the model's file, where it is not to be built first. */
  private static final String FILE = "benchmarks.model";

  /**
   * Loads a model, with all optimisations.
   *
   * @throws UnsupportedOperationException where the runtime refuses it
   */
  static OrtModel open(Problem problem, Setting setting) {
    Optional<Path> file = Optional.ofNullable(System.getProperty(FILE)).map(Path::of);
    List<JavaArray> inputs = OnnxModel.inputs(problem, setting.precision());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(setting.threads());
      options.setInterOpNumThreads(1);
      OrtSession session = file.isPresent()
          ? environment.createSession(file.get().toString(), options)
          : environment.createSession(OnnxModel.bytes(problem, setting.precision()), options);
      return new OrtModel(environment, session, inputs);
    } catch (OrtException refusal) {
      throw new UnsupportedOperationException(refusal.getMessage(), refusal);
    }
  }

  void close() {
    try {
      session.close();
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
