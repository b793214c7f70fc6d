package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;

/**
 * {@code (log(1 + p) - log(1 + y))^2}, averaged over the last axis; Keras's
 * MeanSquaredLogarithmicError. What is below 1e-7 counts as 1e-7, and has no gradient.
 */
public record MeanSquaredLogarithmicError() implements ElementwiseLoss {
  @Override
  public String name() {
    return "mean_squared_logarithmic_error";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    return Arithmetic.square(Arithmetic.subtract(logOf(predictions), logOf(labels)));
  }

  private static Tensor logOf(Tensor x) {
    return Exponents.log1p(Arithmetic.maximum(x, Probabilities.EPSILON));
  }
}
