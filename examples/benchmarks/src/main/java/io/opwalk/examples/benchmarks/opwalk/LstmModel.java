package io.opwalk.examples.benchmarks.opwalk;

import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Trigonometry.tanh;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Lstm;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Scan;
import java.util.List;

/** An LSTM as a loop; what does not depend on the state is one product in front of it. */
final class LstmModel {
  private LstmModel() {}

  static ForwardModel of(Lstm lstm, Precision precision) {
    JavaArray input = lstm.input(precision);
    Tensor x = Graphs.placeholder("x", precision, input);
    Tensor kernel = Graphs.parameter("kernel", lstm.kernel(precision));
    Tensor recurrent = Graphs.parameter("recurrent_kernel", lstm.recurrentKernel(precision));
    Tensor bias = Graphs.parameter("bias", lstm.bias(precision));
    Tensor projected = add(matmul(x, kernel), bias);
    Tensor zeros =
        Creation.zeros(Graphs.dtype(precision), Shape.shape(lstm.batch(), lstm.hidden()));
    Tensor hidden = Scan.over(projected)
        .carrying(zeros, zeros)
        .step((state, elements) -> {
          Tensor sum = add(elements.get(0), matmul(state.get(0), recurrent));
          List<Tensor> gates = Joining.split(sum, 4, -1);
          Tensor kept = multiply(sigmoid(gates.get(1)), state.get(1));
          Tensor cell = add(kept, multiply(sigmoid(gates.get(0)), tanh(gates.get(2))));
          Tensor output = multiply(sigmoid(gates.get(3)), tanh(cell));
          return Scan.next(output, cell).giving(output);
        })
        .output(0);
    return ForwardModel.of(x, input, hidden);
  }
}
