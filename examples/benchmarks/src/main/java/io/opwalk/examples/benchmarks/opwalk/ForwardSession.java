package io.opwalk.examples.benchmarks.opwalk;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;

/** Calls of a compiled function. */
final class ForwardSession implements Session {
  private final CompiledFunction function;
  private final List<JavaArray> values;
  private final List<int[]> dims;
  private List<NDArray> results = List.of();

  ForwardSession(ForwardModel model, Backend backend) {
    this(
        backend.compile(model.inputs(), model.outputs(), CompileOptions.defaults()),
        model.values());
  }

  private ForwardSession(CompiledFunction function, List<JavaArray> values) {
    this.function = function;
    this.values = values;
    this.dims = values.stream().map(JavaArray::intDims).toList();
  }

  @Override
  public void run() {
    List<Tensor> inputs = function.inputs();
    Feed feed = Feed.empty();
    for (int i = 0; i < inputs.size(); i++) {
      feed = feed.and(inputs.get(i), NDArray.wrap(values.get(i).flat(), dims.get(i)));
    }
    results = function.call(feed);
  }

  @Override
  public List<JavaArray> results() {
    List<JavaArray> arrays = new ArrayList<>();
    results.forEach(result -> arrays.add(new JavaArray(result.backing(), result.shape())));
    return arrays;
  }

  @Override
  public Session another() {
    return new ForwardSession(function, values);
  }
}
