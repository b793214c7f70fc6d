package io.opwalk.nn.optimizer.schedule;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;

/**
 * {@code (initial - end) * (1 - step / decaySteps)^power + end}, and then the rate of the end; or
 * in cycles, where {@code decaySteps} is multiplied so that it is no less than the step.
 *
 * @param initialLearningRate the rate of the first step
 * @param decaySteps after how many steps the rate of the end is reached
 * @param endLearningRate the rate of the end
 * @param power of the fraction that is left, positive
 * @param cycle whether the rate rises again behind the end
 */
public record PolynomialDecay(
    double initialLearningRate, int decaySteps, double endLearningRate, double power, boolean cycle)
    implements LearningRateSchedule {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where a rate is negative, or another is not positive
   */
  public PolynomialDecay {
    Arguments.requireRate("PolynomialDecay", "the rate at first", initialLearningRate);
    Arguments.requirePositive("PolynomialDecay", "the decay steps", decaySteps);
    Arguments.requireRate("PolynomialDecay", "the rate of the end", endLearningRate);
    Arguments.requirePositive("PolynomialDecay", "the power", power);
  }

  /** A straight line to Keras's 0.0001. */
  public PolynomialDecay(double initialLearningRate, int decaySteps) {
    this(initialLearningRate, decaySteps, 0.0001, 1, false);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor left = Arithmetic.subtract(1, cycle ? ofCycle(step) : ofWhole(step));
    return Arithmetic.add(
        Arithmetic.multiply(initialLearningRate - endLearningRate, Exponents.power(left, power)),
        endLearningRate);
  }

  private Tensor ofWhole(Tensor step) {
    return Arithmetic.divide(Arithmetic.minimum(step, decaySteps), decaySteps);
  }

  private Tensor ofCycle(Tensor step) {
    Tensor cycles = Arithmetic.ceil(Arithmetic.divide(step, decaySteps));
    Tensor steps = Arithmetic.multiply(Logic.where(Logic.equal(step, 0), 1, cycles), decaySteps);
    return Arithmetic.divide(step, steps);
  }

  @Override
  public String className() {
    return "PolynomialDecay";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("initial_learning_rate", initialLearningRate)
        .put("decay_steps", decaySteps)
        .put("end_learning_rate", endLearningRate)
        .put("power", power)
        .put("cycle", cycle)
        .build();
  }
}
