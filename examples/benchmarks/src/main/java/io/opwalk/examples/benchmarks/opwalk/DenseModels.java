package io.opwalk.examples.benchmarks.opwalk;

import static io.opwalk.ops.Activations.relu;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Activations.softplus;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Probability.softmax;

import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Mlp;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.List;

/** Dense layers one after the other. */
final class DenseModels {
  private DenseModels() {}

  static ForwardModel mlp(Mlp mlp, Precision precision) {
    JavaArray input = mlp.input(precision);
    Tensor x = Graphs.placeholder("x", precision, input);
    Tensor y = x;
    for (int i = 0; i < mlp.layers(); i++) {
      Tensor kernel = Graphs.parameter("kernel" + i, mlp.kernel(i, precision));
      Tensor bias = Graphs.parameter("bias" + i, mlp.bias(i, precision));
      y = activation(mlp.activations().get(i), add(matmul(y, kernel), bias));
    }
    List<Tensor> outputs = mlp.withLogits() ? List.of(y, y.owner().inputs(0)) : List.of(y);
    return new ForwardModel(List.of(x), List.of(input), outputs);
  }

  private static Tensor activation(Mlp.Activation activation, Tensor x) {
    return switch (activation) {
      case RELU -> relu(x);
      case SOFTPLUS -> softplus(x);
      case SIGMOID -> sigmoid(x);
      case SOFTMAX -> softmax(x);
    };
  }
}
