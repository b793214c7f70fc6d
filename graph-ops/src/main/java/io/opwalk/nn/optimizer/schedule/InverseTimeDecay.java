package io.opwalk.nn.optimizer.schedule;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;

/**
 * {@code initial / (1 + decayRate * step / decaySteps)}.
 *
 * @param initialLearningRate the rate of the first step
 * @param decaySteps how many steps make the divisor larger by {@code decayRate}
 * @param decayRate by how much it becomes larger, not negative
 * @param staircase whether the rate changes at multiples of {@code decaySteps} only
 */
public record InverseTimeDecay(
    double initialLearningRate, double decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where a rate is negative, or the steps are not positive
   */
  public InverseTimeDecay {
    Arguments.requireRate("InverseTimeDecay", "the rate at first", initialLearningRate);
    Arguments.requirePositive("InverseTimeDecay", "the decay steps", decaySteps);
    Arguments.requireRate("InverseTimeDecay", "the decay rate", decayRate);
  }

  /** A decay at every step. */
  public InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate) {
    this(initialLearningRate, decaySteps, decayRate, false);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor count = Decays.at(step, decaySteps, staircase);
    return Arithmetic.divide(
        initialLearningRate, Arithmetic.add(1, Arithmetic.multiply(count, decayRate)));
  }

  @Override
  public String className() {
    return "InverseTimeDecay";
  }

  @Override
  public Config config() {
    return Decays.config(initialLearningRate, decaySteps, decayRate, staircase);
  }
}
