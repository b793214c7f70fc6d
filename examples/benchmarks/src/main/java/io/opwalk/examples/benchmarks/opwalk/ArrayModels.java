package io.opwalk.examples.benchmarks.opwalk;

import static io.opwalk.examples.benchmarks.workload.Elementwise.A;
import static io.opwalk.examples.benchmarks.workload.Elementwise.B;
import static io.opwalk.examples.benchmarks.workload.Elementwise.C;
import static io.opwalk.examples.benchmarks.workload.Elementwise.D;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Activations.softplus;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Trigonometry.tanh;

import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.workload.Elementwise;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.MatMul;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Softmax;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Probability;
import java.util.List;

/** Single operations and formulas. */
final class ArrayModels {
  private ArrayModels() {}

  static ForwardModel elementwise(Elementwise elementwise, Precision precision) {
    JavaArray input = elementwise.input(precision);
    Tensor x = Graphs.placeholder("x", precision, input);
    Tensor line = add(multiply(x, A), B);
    Tensor y = switch (elementwise.formula()) {
      case TRANSCENDENTAL ->
        add(multiply(sigmoid(line), tanh(multiply(C, x))), softplus(subtract(x, D)));
      case POLYNOMIAL -> add(multiply(line, subtract(x, C)), multiply(D, x));
    };
    return ForwardModel.of(x, input, y);
  }

  static ForwardModel matMul(MatMul product, Precision precision) {
    JavaArray left = product.a(precision);
    JavaArray right = product.b(precision);
    Tensor a = Graphs.placeholder("a", precision, left);
    Tensor b = Graphs.placeholder("b", precision, right);
    return new ForwardModel(List.of(a, b), List.of(left, right), List.of(Linear.matmul(a, b)));
  }

  static ForwardModel softmax(Softmax softmax, Precision precision) {
    JavaArray input = softmax.input(precision);
    Tensor x = Graphs.placeholder("x", precision, input);
    return ForwardModel.of(x, input, Probability.softmax(x));
  }
}
