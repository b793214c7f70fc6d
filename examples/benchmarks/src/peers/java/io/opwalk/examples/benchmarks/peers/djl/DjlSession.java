package io.opwalk.examples.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Calls of a function of DJL's arrays. */
final class DjlSession implements Session {
  private final NDManager manager;
  private final List<JavaArray> inputs;
  private final Function<List<NDArray>, List<NDArray>> function;
  private List<JavaArray> results = List.of();

  DjlSession(
      NDManager manager, List<JavaArray> inputs, Function<List<NDArray>, List<NDArray>> function) {
    this.manager = manager;
    this.inputs = inputs;
    this.function = function;
  }

  @Override
  public void run() {
    try (NDManager call = manager.newSubManager()) {
      List<NDArray> arguments = new ArrayList<>();
      for (JavaArray input : inputs) {
        arguments.add(Arrays.of(call, input));
      }
      List<JavaArray> arrays = new ArrayList<>();
      for (NDArray result : function.apply(arguments)) {
        arrays.add(Arrays.toJava(result));
      }
      results = arrays;
    }
  }

  @Override
  public List<JavaArray> results() {
    return results;
  }

  /** The manager is the first session's to close. */
  @Override
  public Session another() {
    return new DjlSession(manager, inputs, function);
  }
}
