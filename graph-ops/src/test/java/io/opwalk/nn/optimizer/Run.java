package io.opwalk.nn.optimizer;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.Update;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trains 'net/kernel' and 'net/bias', which begin as (1, -2) and 0.5, by given gradients. */
final class Run {
  private final Tensor kernel = Tensors.parameter("net/kernel", NDArray.of(1.0, -2.0));
  private final Tensor bias = Tensors.parameter("net/bias", NDArray.of(0.5));
  private final Tensor ofKernel = Tensors.placeholder("ofKernel", DType.FLOAT64, 2);
  private final Tensor ofBias = Tensors.placeholder("ofBias", DType.FLOAT64, 1);
  private final Optimization optimization;
  private final CompiledFunction function;

  Run(Optimizer optimizer) {
    this.optimization = optimizer.optimize(List.of(kernel, bias), List.of(ofKernel, ofBias));
    this.function =
        Graph.of(optimization.updates().stream().map(Update::value).toList()).compile();
  }

  Optimization optimization() {
    return optimization;
  }

  /** Makes a step with gradients of the kernel's two elements and the bias. */
  double[] follow(double... gradients) {
    Feed feed = Feed.feed(ofKernel, NDArray.of(gradients[0], gradients[1]))
        .and(ofBias, NDArray.of(gradients[2]));
    List<NDArray> values = function.call(feed);
    Map<ParameterSlot, NDArray> next = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      next.put(optimization.updates().get(i).slot(), values.get(i));
    }
    ParameterStore.publish(next);
    return now();
  }

  /** The kernel's two elements and the bias. */
  double[] now() {
    double[] elements = Tensors.slotOf(kernel).value().toDoubles();
    return new double[] {elements[0], elements[1], Tensors.slotOf(bias).value().toDoubles()[0]};
  }

  /** The learning rate of the next step. */
  double rate() {
    return optimization.learningRate().evaluate().doubleValue();
  }
}
