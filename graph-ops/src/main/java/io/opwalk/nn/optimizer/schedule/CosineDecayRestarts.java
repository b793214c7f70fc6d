package io.opwalk.nn.optimizer.schedule;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Trigonometry;

/**
 * Half a cosine after another, each longer than the one before (Loshchilov and Hutter, 2017,
 * arXiv:1608.03983): period i has {@code firstDecaySteps * tMul^i} steps, of which a fraction f is
 * done, and
 *
 * <pre>
 *   rate = initial ((1 - alpha) mMul^i (1 + cos(pi f)) / 2 + alpha)
 * </pre>
 *
 * @param initialLearningRate the rate of the first step
 * @param firstDecaySteps how many steps the first period has
 * @param tMul how many times longer each period is than the one before, 1 or more
 * @param mMul how many times higher the rate is at the start of each, positive
 * @param alpha what is left at the end of each, as a part of the initial rate
 */
public record CosineDecayRestarts(
    double initialLearningRate, int firstDecaySteps, double tMul, double mMul, double alpha)
    implements LearningRateSchedule {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public CosineDecayRestarts {
    String name = "CosineDecayRestarts";
    Arguments.requireRate(name, "the rate at first", initialLearningRate);
    Arguments.requirePositive(name, "the first decay steps", firstDecaySteps);
    Arguments.requirePositive(name, "mMul", mMul);
    Arguments.requireRate(name, "alpha", alpha);
    if (!(tMul >= 1) || Double.isInfinite(tMul)) {
      throw new IllegalArgumentException(
          name + ": tMul must be 1 or more and finite, found " + tMul);
    }
  }

  /** Periods twice as long each, from the same rate to 0. */
  public CosineDecayRestarts(double initialLearningRate, int firstDecaySteps) {
    this(initialLearningRate, firstDecaySteps, 2, 1, 0);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor done = Arithmetic.divide(step, firstDecaySteps);
    Tensor restarts = tMul == 1 ? Arithmetic.floor(done) : restarts(done);
    Tensor fraction = tMul == 1 ? Arithmetic.subtract(done, restarts) : fraction(done, restarts);
    Tensor cosine = Arithmetic.add(1, Trigonometry.cos(Arithmetic.multiply(Math.PI, fraction)));
    Tensor height = Arithmetic.multiply((1 - alpha) * 0.5, Exponents.power(mMul, restarts));
    return Arithmetic.multiply(
        initialLearningRate, Arithmetic.add(Arithmetic.multiply(height, cosine), alpha));
  }

  /**
   * The largest i for which {@code 1 + tMul + ... + tMul^(i-1) <= done}. A quotient of logarithms
   * is next to a whole number just there where it matters, and rounded to either side of it, so it
   * is only where the search begins.
   */
  private Tensor restarts(Tensor done) {
    Tensor grown = Arithmetic.add(1, Arithmetic.multiply(done, tMul - 1));
    Tensor guess = Arithmetic.round(Arithmetic.divide(Exponents.log(grown), Math.log(tMul)));
    Tensor tooMany = Logic.greater(Exponents.power(tMul, guess), grown);
    return Logic.where(tooMany, Arithmetic.subtract(guess, 1), guess);
  }

  private Tensor fraction(Tensor done, Tensor restarts) {
    Tensor length = Exponents.power(tMul, restarts);
    Tensor before = Arithmetic.divide(Arithmetic.subtract(length, 1), tMul - 1);
    return Arithmetic.divide(Arithmetic.subtract(done, before), length);
  }

  @Override
  public String className() {
    return "CosineDecayRestarts";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("initial_learning_rate", initialLearningRate)
        .put("first_decay_steps", firstDecaySteps)
        .put("t_mul", tMul)
        .put("m_mul", mMul)
        .put("alpha", alpha)
        .build();
  }
}
