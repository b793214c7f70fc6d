package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;

/** {@code |y - p|}, averaged over the last axis; Keras's MeanAbsoluteError. */
public record MeanAbsoluteError() implements ElementwiseLoss {
  @Override
  public String name() {
    return "mean_absolute_error";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    return Arithmetic.abs(Arithmetic.subtract(predictions, labels));
  }
}
