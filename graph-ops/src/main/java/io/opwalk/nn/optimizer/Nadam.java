package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.power;
import static io.opwalk.ops.Exponents.sqrt;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Adam with Nesterov's look ahead (Dozat, 2016, <i>Incorporating Nesterov Momentum into Adam</i>),
 * with the momentum growing as in Keras: {@code u_t = beta1 (1 - 0.5 * 0.96^t)}, and {@code p_t}
 * their product up to t:
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g,   v = beta2 v + (1 - beta2) g g
 *   m' = u_(t+1) m / (1 - p_(t+1)) + (1 - u_t) g / (1 - p_t)
 *   w = w - rate m' / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param beta1 how much of the mean is kept, in [0, 1)
 * @param beta2 how much of the mean square is kept, in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Nadam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Nadam {
    Hyperparameters.requireMoments("Nadam", learningRate, beta1, beta2, epsilon);
  }

  /** With Keras's numbers. */
  public Nadam() {
    this(0.001, 0.9, 0.999, 1e-7);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Nadam of(double learningRate) {
    return new Nadam(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor g = step.gradient();
    Tensor mean = step.moves(step.zeros("m"), g, beta1);
    Tensor square = step.moves(step.zeros("v"), square(g), beta2);
    Tensor now = momentum(step.number());
    Tensor ahead = momentum(add(step.number(), 1));
    Tensor before = step.filled("momentum_product", 1);
    Tensor product = step.becomes(before, multiply(before, now));
    Tensor blend = add(
        divide(multiply(mean, ahead), subtract(1, multiply(product, ahead))),
        divide(multiply(g, subtract(1, now)), subtract(1, product)));
    Tensor root = sqrt(divide(square, subtract(1, power(beta2, step.number()))));
    return subtract(w, divide(multiply(blend, step.learningRate()), add(root, epsilon)));
  }

  private Tensor momentum(Tensor step) {
    return multiply(beta1, subtract(1, multiply(0.5, power(0.96, step))));
  }

  @Override
  public String className() {
    return "Nadam";
  }

  @Override
  public Config config() {
    Config.Builder config = Config.builder().put("learning_rate", learningRate);
    return Hyperparameters.moments(config, beta1, beta2, epsilon).build();
  }
}
