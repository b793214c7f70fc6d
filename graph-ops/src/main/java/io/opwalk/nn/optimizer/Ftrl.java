package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.clip;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.power;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Follow the regularized leader (McMahan et al., 2013, <i>Ad Click Prediction: a View from the
 * Trenches</i>), as in Keras, with p the learning rate's power:
 *
 * <pre>
 *   n' = n + g g
 *   z  = z + g + 2 shrinkage w - (n'^-p - n^-p) / rate * w
 *   w  = (clip(z, -l1, l1) - z) / (n'^-p / rate + 2 l2 + beta / rate)
 *   n  = n'
 * </pre>
 *
 * <p>With l1 above 0, weights are exactly 0 where z is within it.
 *
 * @param learningRate the rate, positive
 * @param learningRatePower how the rate falls with the squares seen; 0 or less, 0 for not at all
 * @param initialAccumulator what n begins with, not negative
 * @param l1 of the magnitude, not negative
 * @param l2 of the square, which steadies, not negative
 * @param l2Shrinkage of the square, as a part of the loss, not negative
 * @param beta as in the paper, not negative
 */
public record Ftrl(
    double learningRate,
    double learningRatePower,
    double initialAccumulator,
    double l1,
    double l2,
    double l2Shrinkage,
    double beta)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Ftrl {
    Hyperparameters.requirePositive("Ftrl", "the learning rate", learningRate);
    Hyperparameters.requireNotNegative(
        "Ftrl", "the negative of the learning rate's power", -learningRatePower);
    Hyperparameters.requireNotNegative("Ftrl", "the initial accumulator", initialAccumulator);
    Hyperparameters.requireNotNegative("Ftrl", "l1", l1);
    Hyperparameters.requireNotNegative("Ftrl", "l2", l2);
    Hyperparameters.requireNotNegative("Ftrl", "the l2 shrinkage", l2Shrinkage);
    Hyperparameters.requireNotNegative("Ftrl", "beta", beta);
  }

  /** With Keras's numbers. */
  public Ftrl() {
    this(0.001, -0.5, 0.1, 0, 0, 0, 0);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Ftrl of(double learningRate) {
    return new Ftrl(learningRate, -0.5, 0.1, 0, 0, 0, 0);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor g = step.gradient();
    Tensor rate = step.learningRate();
    Tensor oldSquares = step.filled("accumulator", initialAccumulator);
    Tensor squares = step.becomes(oldSquares, add(oldSquares, square(g)));
    Tensor power = power(squares, -learningRatePower);
    Tensor sigma = divide(subtract(power, power(oldSquares, -learningRatePower)), rate);
    Tensor shrunk = add(g, multiply(w, 2 * l2Shrinkage));
    Tensor oldLinear = step.zeros("linear");
    Tensor linear = step.becomes(oldLinear, add(oldLinear, subtract(shrunk, multiply(sigma, w))));
    Tensor quadratic = add(add(divide(power, rate), 2 * l2), divide(beta, rate));
    return divide(subtract(clip(linear, -l1, l1), linear), quadratic);
  }

  @Override
  public String className() {
    return "Ftrl";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("learning_rate", learningRate)
        .put("learning_rate_power", learningRatePower)
        .put("initial_accumulator_value", initialAccumulator)
        .put("l1_regularization_strength", l1)
        .put("l2_regularization_strength", l2)
        .put("l2_shrinkage_regularization_strength", l2Shrinkage)
        .put("beta", beta)
        .build();
  }
}
