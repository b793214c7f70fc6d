package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.sign;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Steps of one size, in the direction of a blend of mean and gradient (Chen et al., 2023,
 * arXiv:2302.06675):
 *
 * <pre>
 *   w = w - rate sign(beta1 m + (1 - beta1) g)
 *   m = beta2 m + (1 - beta2) g
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param beta1 how much of the mean is in the blend, in [0, 1)
 * @param beta2 how much of the mean is kept, in [0, 1)
 */
public record Lion(double learningRate, double beta1, double beta2) implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Lion {
    Hyperparameters.requirePositive("Lion", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("Lion", "beta1", beta1);
    Hyperparameters.requireBelowOne("Lion", "beta2", beta2);
  }

  /** With Keras's numbers. */
  public Lion() {
    this(0.001, 0.9, 0.99);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Lion of(double learningRate) {
    return new Lion(learningRate, 0.9, 0.99);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor g = step.gradient();
    Tensor old = step.zeros("m");
    Tensor blend = add(multiply(old, beta1), multiply(g, 1 - beta1));
    step.moves(old, g, beta2);
    return subtract(w, multiply(sign(blend), step.learningRate()));
  }

  @Override
  public String className() {
    return "Lion";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("learning_rate", learningRate)
        .put("beta_1", beta1)
        .put("beta_2", beta2)
        .build();
  }
}
