package io.opwalk.examples.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.opwalk.examples.benchmarks.workload.Mlp;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.ArrayList;
import java.util.List;

/** Dense layers; PyTorch's kernels are [out, in]. */
final class DjlMlp {
  private final Mlp mlp;
  private final List<NDArray> kernels = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();

  DjlMlp(Mlp mlp, Precision precision, NDManager manager) {
    this.mlp = mlp;
    for (int i = 0; i < mlp.layers(); i++) {
      kernels.add(Arrays.of(manager, mlp.kernel(i, precision).transposed(1, 0)));
      biases.add(Arrays.of(manager, mlp.bias(i, precision)));
    }
  }

  List<NDArray> apply(List<NDArray> inputs) {
    NDArray y = inputs.get(0);
    NDArray sum = y;
    for (int i = 0; i < kernels.size(); i++) {
      sum = Linear.linear(y, kernels.get(i), biases.get(i)).singletonOrThrow();
      y = switch (mlp.activations().get(i)) {
        case RELU -> Activation.relu(sum);
        case SOFTPLUS -> Activation.softPlus(sum);
        case SIGMOID -> Activation.sigmoid(sum);
        case SOFTMAX -> sum.softmax(-1);
      };
    }
    return mlp.withLogits() ? List.of(y, sum) : List.of(y);
  }
}
