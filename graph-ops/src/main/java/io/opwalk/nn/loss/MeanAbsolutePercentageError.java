package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;

/**
 * {@code 100 |y - p| / max(|y|, 1e-7)}, averaged over the last axis; Keras's
 * MeanAbsolutePercentageError.
 */
public record MeanAbsolutePercentageError() implements ElementwiseLoss {
  @Override
  public String name() {
    return "mean_absolute_percentage_error";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    Tensor error = Arithmetic.abs(Arithmetic.subtract(labels, predictions));
    Tensor size = Arithmetic.maximum(Arithmetic.abs(labels), Probabilities.EPSILON);
    return Arithmetic.multiply(100, Arithmetic.divide(error, size));
  }
}
