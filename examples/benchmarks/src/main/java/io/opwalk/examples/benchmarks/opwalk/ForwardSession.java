package io.opwalk.examples.benchmarks.opwalk;

import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Layouts;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CallArrays;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.PreparedCall;
import java.util.ArrayList;
import java.util.List;

/** Calls of a compiled function, from the caller's arrays to the caller's arrays. */
final class ForwardSession implements Session {
  private final CompiledFunction function;
  private final List<JavaArray> values;
  private final PreparedCall call;
  private final List<JavaArray> results = new ArrayList<>();

  ForwardSession(ForwardModel model, Backend backend) {
    this(
        backend.compile(model.inputs(), model.outputs(), CompileOptions.defaults()),
        model.values());
  }

  private ForwardSession(CompiledFunction function, List<JavaArray> values) {
    this.function = function;
    this.values = values;
    CallArrays arrays = CallArrays.empty();
    for (int i = 0; i < values.size(); i++) {
      JavaArray value = values.get(i);
      arrays = arrays.input(function.inputs().get(i), value.flat(), value.intDims());
    }
    for (Tensor output : function.outputs()) {
      JavaArray result = Graphs.target(output);
      results.add(result);
      arrays = arrays.output(output, result.flat());
    }
    this.call = function.prepare(arrays);
  }

  @Override
  public void run() {
    call.run();
  }

  /** Images are channels last here, and are given back as the others have them. */
  @Override
  public List<JavaArray> results() {
    return results.stream().map(Layouts::channelsFirst).toList();
  }

  @Override
  public Session another() {
    return new ForwardSession(function, values);
  }
}
