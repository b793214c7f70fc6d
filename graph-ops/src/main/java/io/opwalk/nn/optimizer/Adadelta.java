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
 * Steps of the size of recent steps (Zeiler, 2012, arXiv:1212.5701):
 *
 * <pre>
 *   s = rho s + (1 - rho) g g
 *   d = g sqrt(u + epsilon) / sqrt(s + epsilon)
 *   u = rho u + (1 - rho) d d
 *   w = w - rate d
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param rho how much of the mean squares is kept, in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Adadelta {
    Hyperparameters.requirePositive("Adadelta", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("Adadelta", "rho", rho);
    Hyperparameters.requirePositive("Adadelta", "epsilon", epsilon);
  }

  /** With Keras's numbers. */
  public Adadelta() {
    this(0.001, 0.95, 1e-7);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Adadelta of(double learningRate) {
    return new Adadelta(learningRate, 0.95, 1e-7);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor g = step.gradient();
    Tensor square = step.moves(step.zeros("accumulated_gradient"), square(g), rho);
    Tensor old = step.zeros("accumulated_change");
    Tensor change = divide(multiply(g, sqrt(add(old, epsilon))), sqrt(add(square, epsilon)));
    step.moves(old, square(change), rho);
    return subtract(w, multiply(change, step.learningRate()));
  }

  @Override
  public String className() {
    return "Adadelta";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("learning_rate", learningRate)
        .put("rho", rho)
        .put("epsilon", epsilon)
        .build();
  }
}
