package io.opwalk.examples.benchmarks.peers.ort;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Lstm;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.List;
import java.util.Map;

/** ONNX's LSTM has its weights transposed, its gates in another order, and two biases. */
final class OnnxLstm {
  /** ONNX's gates are input, output, forget and candidate. */
  private static final int[] GATES = {0, 3, 1, 2};

  private OnnxLstm() {}

  /** The hidden states, [steps, 1, batch, hidden]. */
  static String node(OnnxGraph graph, Lstm lstm, String x) {
    Precision precision = graph.precision();
    int hidden = lstm.hidden();
    JavaArray bias = lstm.bias(precision);
    Object zeros = precision.newArray(bias.size());
    String w = graph.constant(weights(lstm.kernel(precision), hidden));
    String r = graph.constant(weights(lstm.recurrentKernel(precision), hidden));
    Object both = precision.newArray(2 * bias.size());
    Object reordered = reordered(bias.reshaped(bias.size(), 1), hidden).flat();
    System.arraycopy(reordered, 0, both, 0, bias.size());
    System.arraycopy(zeros, 0, both, bias.size(), bias.size());
    String b = graph.constant(new JavaArray(both, List.of(1, 2 * bias.size())));
    return graph.node("LSTM", Map.of("hidden_size", (long) hidden), x, w, r, b);
  }

  private static JavaArray weights(JavaArray kernel, int hidden) {
    JavaArray rows = reordered(kernel.transposed(1, 0), hidden);
    return rows.reshaped(1, rows.dims().get(0), rows.dims().get(1));
  }

  private static JavaArray reordered(JavaArray rows, int hidden) {
    int gate = hidden * rows.dims().get(1);
    Object target =
        rows.flat() instanceof double[] ? new double[rows.size()] : new float[rows.size()];
    for (int i = 0; i < GATES.length; i++) {
      System.arraycopy(rows.flat(), GATES[i] * gate, target, i * gate, gate);
    }
    return new JavaArray(target, rows.dims());
  }
}
