package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.maximum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.power;
import static io.opwalk.ops.Exponents.sqrt;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * The step that {@link Adam}, {@link AdamW} and {@link Muon} have in common.
 *
 * @param beta1 how much of the mean is kept
 * @param beta2 how much of the mean square is kept
 * @param epsilon what keeps the divisor from 0
 * @param amsgrad whether the largest mean square so far divides, not the last
 * @param epsilonHat whether epsilon is added to the root before its correction
 */
record Moments(double beta1, double beta2, double epsilon, boolean amsgrad, boolean epsilonHat) {
  /** What a config says of it, behind what is there. */
  Config write(Config.Builder config) {
    Hyperparameters.moments(config, beta1, beta2, epsilon).put("amsgrad", amsgrad);
    // Keras knows no such key; where it is wanted Keras does so anyway.
    return (epsilonHat ? config.put("epsilon_hat", true) : config).build();
  }

  /** The new value, by steps of the size of the given rate. */
  Tensor next(ParameterStep step, Tensor learningRate) {
    Tensor g = step.gradient();
    Tensor mean = step.moves(step.zeros("m"), g, beta1);
    Tensor square = step.moves(step.zeros("v"), square(g), beta2);
    if (amsgrad) {
      Tensor largest = step.zeros("v_hat");
      square = step.becomes(largest, maximum(largest, square));
    }
    Tensor rest = subtract(1, power(beta2, step.number()));
    Tensor rate = epsilonHat ? multiply(learningRate, sqrt(rest)) : learningRate;
    rate = divide(rate, subtract(1, power(beta1, step.number())));
    Tensor root = sqrt(epsilonHat ? square : divide(square, rest));
    return subtract(step.value(), divide(multiply(mean, rate), add(root, epsilon)));
  }
}
