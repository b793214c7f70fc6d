package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;

/** {@code (y - p)^2}, averaged over the last axis; Keras's MeanSquaredError. */
public record MeanSquaredError() implements ElementwiseLoss {
  @Override
  public String name() {
    return "mean_squared_error";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    return Arithmetic.square(Arithmetic.subtract(labels, predictions));
  }
}
