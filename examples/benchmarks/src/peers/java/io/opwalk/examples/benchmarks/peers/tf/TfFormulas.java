package io.opwalk.examples.benchmarks.peers.tf;

import static io.opwalk.examples.benchmarks.workload.Elementwise.A;
import static io.opwalk.examples.benchmarks.workload.Elementwise.B;
import static io.opwalk.examples.benchmarks.workload.Elementwise.C;
import static io.opwalk.examples.benchmarks.workload.Elementwise.D;

import io.opwalk.examples.benchmarks.workload.Elementwise;
import io.opwalk.examples.benchmarks.workload.MatMul;
import io.opwalk.examples.benchmarks.workload.Softmax;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Single operations and formulas. */
final class TfFormulas {
  private TfFormulas() {}

  static <T extends TNumber> void elementwise(TfGraph<T> graph, Elementwise elementwise) {
    Ops tf = graph.tf();
    Operand<T> x = graph.input(elementwise.input(graph.precision()));
    Operand<T> line = tf.math.add(tf.math.mul(x, graph.number(A)), graph.number(B));
    graph.output(
        switch (elementwise.formula()) {
          case TRANSCENDENTAL -> {
            Operand<T> tanh = tf.math.tanh(tf.math.mul(graph.number(C), x));
            Operand<T> softplus = tf.math.softplus(tf.math.sub(x, graph.number(D)));
            yield tf.math.add(tf.math.mul(tf.math.sigmoid(line), tanh), softplus);
          }
          case POLYNOMIAL -> {
            Operand<T> product = tf.math.mul(line, tf.math.sub(x, graph.number(C)));
            yield tf.math.add(product, tf.math.mul(graph.number(D), x));
          }
        });
  }

  static <T extends TNumber> void matMul(TfGraph<T> graph, MatMul product) {
    Operand<T> a = graph.input(product.a(graph.precision()));
    Operand<T> b = graph.input(product.b(graph.precision()));
    graph.output(graph.tf().linalg.matMul(a, b));
  }

  static <T extends TNumber> void softmax(TfGraph<T> graph, Softmax softmax) {
    Operand<T> x = graph.input(softmax.input(graph.precision()));
    graph.output(graph.tf().nn.softmax(x));
  }
}
