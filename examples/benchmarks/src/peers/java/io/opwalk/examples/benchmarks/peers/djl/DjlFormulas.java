package io.opwalk.examples.benchmarks.peers.djl;

import static io.opwalk.examples.benchmarks.workload.Elementwise.A;
import static io.opwalk.examples.benchmarks.workload.Elementwise.B;
import static io.opwalk.examples.benchmarks.workload.Elementwise.C;
import static io.opwalk.examples.benchmarks.workload.Elementwise.D;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.opwalk.examples.benchmarks.workload.Elementwise;
import java.util.List;

/** Formulas; in place where nobody needs the operand any more, as a careful user would. */
final class DjlFormulas {
  private DjlFormulas() {}

  static List<NDArray> elementwise(Elementwise elementwise, List<NDArray> inputs) {
    NDArray x = inputs.get(0);
    NDArray line = x.mul(A).addi(B);
    return List.of(
        switch (elementwise.formula()) {
          case TRANSCENDENTAL ->
            Activation.sigmoid(line).muli(x.mul(C).tanh()).addi(Activation.softPlus(x.sub(D)));
          case POLYNOMIAL -> line.muli(x.sub(C)).addi(x.mul(D));
        });
  }
}
