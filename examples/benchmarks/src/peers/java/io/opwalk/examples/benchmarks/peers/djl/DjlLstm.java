package io.opwalk.examples.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.opwalk.examples.benchmarks.workload.Lstm;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.List;
import java.util.function.Function;

/** PyTorch's own LSTM, whose gates are in our order; of its two biases one is zero. */
final class DjlLstm {
  private DjlLstm() {}

  static Function<List<NDArray>, List<NDArray>> of(
      Lstm lstm, Precision precision, NDManager manager) {
    NDArray kernel = Arrays.of(manager, lstm.kernel(precision).transposed(1, 0));
    NDArray recurrent = Arrays.of(manager, lstm.recurrentKernel(precision).transposed(1, 0));
    NDArray bias = Arrays.of(manager, lstm.bias(precision));
    NDArray zeros = bias.zerosLike();
    Shape state = new Shape(1, lstm.batch(), lstm.hidden());
    NDArray initial = manager.zeros(state, bias.getDataType());
    NDList parameters = new NDList(kernel, recurrent, bias, zeros);
    NDList states = new NDList(initial, initial);
    return inputs -> {
      NDArray x = inputs.get(0);
      return List.of(x.getNDArrayInternal()
          .lstm(x, states, parameters, true, 1, 0, false, false, false)
          .get(0));
    };
  }
}
