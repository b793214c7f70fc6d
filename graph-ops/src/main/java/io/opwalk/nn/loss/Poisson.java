package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;

/**
 * {@code p - y log(p + 1e-7)}, averaged over the last axis: how unlikely the counts y are where p
 * are expected, up to what does not depend on p; Keras's Poisson.
 */
public record Poisson() implements ElementwiseLoss {
  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    Tensor log = Exponents.log(Arithmetic.add(predictions, Probabilities.EPSILON));
    return Arithmetic.subtract(predictions, Arithmetic.multiply(labels, log));
  }
}
