package io.opwalk.examples.benchmarks.opwalk;

import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.List;

/**
 * A graph without state, and the arrays that go into it.
 *
 * @param inputs the placeholders
 * @param values what is fed to each
 * @param outputs what is fetched
 */
public record ForwardModel(List<Tensor> inputs, List<JavaArray> values, List<Tensor> outputs) {
  static ForwardModel of(Tensor input, JavaArray value, Tensor output) {
    return new ForwardModel(List.of(input), List.of(value), List.of(output));
  }
}
