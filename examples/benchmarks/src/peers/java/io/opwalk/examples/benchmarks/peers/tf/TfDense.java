package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.workload.Mlp;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.family.TNumber;

/** Dense layers. */
final class TfDense {
  private TfDense() {}

  static <T extends TNumber> void mlp(TfGraph<T> graph, Mlp mlp) {
    Ops tf = graph.tf();
    Operand<T> y = graph.input(mlp.input(graph.precision()));
    Operand<T> sum = y;
    for (int i = 0; i < mlp.layers(); i++) {
      Variable<T> kernel = graph.weight(mlp.kernel(i, graph.precision()));
      Variable<T> bias = graph.weight(mlp.bias(i, graph.precision()));
      sum = dense(graph, y, kernel, bias);
      y = switch (mlp.activations().get(i)) {
        case RELU -> tf.nn.relu(sum);
        case SOFTPLUS -> tf.math.softplus(sum);
        case SIGMOID -> tf.math.sigmoid(sum);
        case SOFTMAX -> tf.nn.softmax(sum);
      };
    }
    graph.output(y);
    if (mlp.withLogits()) {
      graph.output(sum);
    }
  }

  static <T extends TNumber> Operand<T> dense(
      TfGraph<T> graph, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    return graph.tf().nn.biasAdd(graph.tf().linalg.matMul(x, kernel), bias);
  }
}
