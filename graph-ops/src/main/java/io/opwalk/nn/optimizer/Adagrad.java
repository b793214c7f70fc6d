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
 * Gradients over the root of the sum of their squares (Duchi et al., 2011, JMLR 12):
 *
 * <pre>
 *   a = a + g g
 *   w = w - rate g / sqrt(a + epsilon)
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param initialAccumulator what a begins with, not negative
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Adagrad(double learningRate, double initialAccumulator, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Adagrad {
    Hyperparameters.requirePositive("Adagrad", "the learning rate", learningRate);
    Hyperparameters.requirePositive("Adagrad", "epsilon", epsilon);
    Hyperparameters.requireNotNegative("Adagrad", "the initial accumulator", initialAccumulator);
  }

  /** With Keras's numbers. */
  public Adagrad() {
    this(0.001, 0.1, 1e-7);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Adagrad of(double learningRate) {
    return new Adagrad(learningRate, 0.1, 1e-7);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor g = step.gradient();
    Tensor old = step.filled("accumulator", initialAccumulator);
    Tensor sum = step.becomes(old, add(old, square(g)));
    return subtract(w, divide(multiply(g, step.learningRate()), sqrt(add(sum, epsilon))));
  }

  @Override
  public String className() {
    return "Adagrad";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("learning_rate", learningRate)
        .put("initial_accumulator_value", initialAccumulator)
        .put("epsilon", epsilon)
        .build();
  }
}
