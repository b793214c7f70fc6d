package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Lstm;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** TensorFlow's own LSTM over whole sequences, of version 2: with the gates in our order. */
final class TfLstm {
  private TfLstm() {}

  static <T extends TNumber> void build(TfGraph<T> graph, Lstm lstm) {
    Precision precision = graph.precision();
    if (precision == Precision.F64) {
      throw new UnsupportedOperationException("it has no LSTM of doubles");
    }
    Ops tf = graph.tf();
    Operand<T> x = graph.input(lstm.input(precision));
    Operand<T> state = graph.weight(zeros(precision, lstm.batch(), lstm.hidden()));
    Operand<T> peephole = graph.weight(zeros(precision, lstm.hidden()));
    Variable<T> kernel = graph.weight(stacked(precision, lstm));
    Variable<T> bias = graph.weight(lstm.bias(precision));
    Operand<TInt64> steps = tf.constant((long) lstm.steps());
    BlockLSTM<T> loop =
        tf.nn.blockLSTM(steps, x, state, state, kernel, peephole, peephole, peephole, bias);
    graph.output(loop.h());
  }

  private static JavaArray zeros(Precision precision, Integer... dims) {
    return new JavaArray(precision.newArray(JavaArray.size(List.of(dims))), List.of(dims));
  }

  /** The two kernels above each other. */
  private static JavaArray stacked(Precision precision, Lstm lstm) {
    JavaArray kernel = lstm.kernel(precision);
    JavaArray recurrent = lstm.recurrentKernel(precision);
    Object flat = precision.newArray(kernel.size() + recurrent.size());
    System.arraycopy(kernel.flat(), 0, flat, 0, kernel.size());
    System.arraycopy(recurrent.flat(), 0, flat, kernel.size(), recurrent.size());
    return new JavaArray(flat, List.of(lstm.in() + lstm.hidden(), kernel.dims().get(1)));
  }
}
