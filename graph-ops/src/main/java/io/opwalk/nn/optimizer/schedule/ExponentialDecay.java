package io.opwalk.nn.optimizer.schedule;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;

/**
 * {@code initial * decayRate^(step / decaySteps)}.
 *
 * @param initialLearningRate the rate of the first step
 * @param decaySteps after how many steps the rate is {@code decayRate} times what it was
 * @param decayRate what the rate is multiplied by, positive
 * @param staircase whether the rate changes at multiples of {@code decaySteps} only
 */
public record ExponentialDecay(
    double initialLearningRate, int decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where the rate at first is negative, or another is not
   *     positive
   */
  public ExponentialDecay {
    Arguments.requireRate("ExponentialDecay", "the rate at first", initialLearningRate);
    Arguments.requirePositive("ExponentialDecay", "the decay steps", decaySteps);
    Arguments.requirePositive("ExponentialDecay", "the decay rate", decayRate);
  }

  /** A decay at every step. */
  public ExponentialDecay(double initialLearningRate, int decaySteps, double decayRate) {
    this(initialLearningRate, decaySteps, decayRate, false);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor exponent = Decays.at(step, decaySteps, staircase);
    return Arithmetic.multiply(initialLearningRate, Exponents.power(decayRate, exponent));
  }

  @Override
  public String className() {
    return "ExponentialDecay";
  }

  @Override
  public Config config() {
    return Decays.config(initialLearningRate, decaySteps, decayRate, staircase);
  }
}
