package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.abs;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.maximum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.power;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Adam with the largest magnitude in the place of the mean square (Kingma and Ba, 2015,
 * arXiv:1412.6980, algorithm 2):
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g
 *   u = max(beta2 u, |g|)
 *   w = w - rate m / ((1 - beta1^t) (u + epsilon))
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param beta1 how much of the mean is kept, in [0, 1)
 * @param beta2 how much of the largest magnitude is kept, in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Adamax(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Adamax {
    Hyperparameters.requireMoments("Adamax", learningRate, beta1, beta2, epsilon);
  }

  /** With Keras's numbers. */
  public Adamax() {
    this(0.001, 0.9, 0.999, 1e-7);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Adamax of(double learningRate) {
    return new Adamax(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor g = step.gradient();
    Tensor mean = step.moves(step.zeros("m"), g, beta1);
    Tensor old = step.zeros("u");
    Tensor largest = step.becomes(old, maximum(multiply(old, beta2), abs(g)));
    Tensor rate = divide(step.learningRate(), subtract(1, power(beta1, step.number())));
    return subtract(w, divide(multiply(mean, rate), add(largest, epsilon)));
  }

  @Override
  public String className() {
    return "Adamax";
  }

  @Override
  public Config config() {
    Config.Builder config = Config.builder().put("learning_rate", learningRate);
    return Hyperparameters.moments(config, beta1, beta2, epsilon).build();
  }
}
