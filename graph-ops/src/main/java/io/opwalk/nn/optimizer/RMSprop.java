package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.sqrt;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Gradients over the root of their mean square (Hinton, <i>Neural Networks for Machine
 * Learning</i>, lecture 6e, 2012):
 *
 * <pre>
 *   s = rho s + (1 - rho) g g
 *   a = momentum a + rate g / sqrt(s - m m + epsilon),   m the mean of g if centered, else 0
 *   w = w - a
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param rho how much of the mean square is kept, in [0, 1)
 * @param momentum in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 * @param centered whether the mean is taken off
 */
public record RMSprop(
    double learningRate, double rho, double momentum, double epsilon, boolean centered)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public RMSprop {
    Hyperparameters.requirePositive("RMSprop", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("RMSprop", "rho", rho);
    Hyperparameters.requireBelowOne("RMSprop", "the momentum", momentum);
    Hyperparameters.requirePositive("RMSprop", "epsilon", epsilon);
  }

  /** With Keras's numbers. */
  public RMSprop() {
    this(0.001, 0.9, 0, 1e-7, false);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static RMSprop of(double learningRate) {
    return new RMSprop(learningRate, 0.9, 0, 1e-7, false);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor g = step.gradient();
    Tensor square = step.moves(step.zeros("velocity"), square(g), rho);
    Tensor variance = square;
    if (centered) {
      Tensor mean = step.moves(step.zeros("average_gradient"), g, rho);
      variance = subtract(square, square(mean));
    }
    Tensor change = divide(multiply(g, step.learningRate()), sqrt(add(variance, epsilon)));
    if (momentum > 0) {
      Tensor old = step.zeros("momentum");
      change = step.becomes(old, add(multiply(old, momentum), change));
    }
    return subtract(w, change);
  }

  @Override
  public String className() {
    return "RMSprop";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("learning_rate", learningRate)
        .put("rho", rho)
        .put("momentum", momentum)
        .put("epsilon", epsilon)
        .put("centered", centered)
        .build();
  }
}
