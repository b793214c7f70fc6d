package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;

/**
 * {@code log(cosh(p - y))}, averaged over the last axis; Keras's LogCosh. Near 0 it is half the
 * square, far from it the magnitude less log 2; it does not overflow.
 */
public record LogCosh() implements ElementwiseLoss {
  @Override
  public String name() {
    return "log_cosh";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    Tensor error = Arithmetic.subtract(predictions, labels);
    Tensor twice = Activations.softplus(Arithmetic.multiply(error, -2));
    return Arithmetic.subtract(Arithmetic.add(error, twice), Math.log(2));
  }
}
