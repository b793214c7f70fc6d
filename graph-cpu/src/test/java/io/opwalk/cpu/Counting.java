package io.opwalk.cpu;

import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The square, counting how often it is computed. */
record Counting(AtomicLong calls) implements CustomFunction, Differentiable {
  Counting() {
    this(new AtomicLong());
  }

  @Override
  public String name() {
    return "Counting";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return inputs;
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    calls.incrementAndGet();
    double[] values = inputs.get(0).toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] *= values[i];
    }
    return List.of(NDArray.of(inputs.get(0).shape(), values));
  }

  /** Through the output, so that a gradient has to compute it. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients
        .get(0)
        .map(gradient -> multiply(gradient, multiply(2, divide(apply.output(), apply.inputs(0))))));
  }
}
