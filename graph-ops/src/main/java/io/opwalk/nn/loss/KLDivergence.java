package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.clip;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;

import io.opwalk.Tensor;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;

/**
 * The Kullback-Leibler divergence of distributions along the last axis in nats, {@code sum(y log(y
 * / p))}, of y and p clipped to [1e-7, 1]; Keras's KLDivergence.
 */
public record KLDivergence() implements Loss {
  @Override
  public String name() {
    return "kl_divergence";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor y = clip(pair.labels(), Probabilities.EPSILON, 1);
    Tensor p = clip(pair.predictions(), Probabilities.EPSILON, 1);
    return Reductions.sum(multiply(y, Exponents.log(divide(y, p))), -1);
  }
}
