package io.opwalk.nn.optimizer.schedule;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Trigonometry;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Half a cosine, from the initial rate to {@code alpha} times it, and then that (Loshchilov and
 * Hutter, 2017, arXiv:1608.03983):
 *
 * <pre>
 *   c = (1 + cos(pi min(step, decaySteps) / decaySteps)) / 2
 *   rate = initial ((1 - alpha) c + alpha)
 * </pre>
 *
 * <p>With a warm-up (Goyal et al., 2017, arXiv:1706.02677) the rate first goes along a straight
 * line to a target, and the cosine begins there.
 *
 * @param initialLearningRate the rate of the first step
 * @param decaySteps how many steps the half cosine has
 * @param alpha what is left at its end, as a part of the rate it begins with
 * @param warmupTarget the rate that the warm-up ends with; empty for none
 * @param warmupSteps how many steps the warm-up has
 */
public record CosineDecay(
    double initialLearningRate,
    int decaySteps,
    double alpha,
    OptionalDouble warmupTarget,
    int warmupSteps)
    implements LearningRateSchedule {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is negative, or the decay has no steps
   */
  public CosineDecay {
    Objects.requireNonNull(warmupTarget, "warmupTarget");
    Arguments.requireRate("CosineDecay", "the rate at first", initialLearningRate);
    Arguments.requirePositive("CosineDecay", "the decay steps", decaySteps);
    Arguments.requireRate("CosineDecay", "alpha", alpha);
    Arguments.requireRate("CosineDecay", "the target of the warm-up", warmupTarget.orElse(0));
    Arguments.requireRate("CosineDecay", "the steps of the warm-up", warmupSteps);
  }

  /** To 0, without a warm-up. */
  public CosineDecay(double initialLearningRate, int decaySteps) {
    this(initialLearningRate, decaySteps, 0, OptionalDouble.empty(), 0);
  }

  /** To another part of the rate than 0. */
  public CosineDecay withAlpha(double newAlpha) {
    return new CosineDecay(initialLearningRate, decaySteps, newAlpha, warmupTarget, warmupSteps);
  }

  /** After a warm-up. */
  public CosineDecay withWarmup(double target, int steps) {
    return new CosineDecay(
        initialLearningRate, decaySteps, alpha, OptionalDouble.of(target), steps);
  }

  @Override
  public Tensor at(Tensor step) {
    if (warmupTarget.isEmpty()) {
      return decayed(initialLearningRate, step);
    }
    double target = warmupTarget.getAsDouble();
    if (warmupSteps == 0) {
      return decayed(target, step);
    }
    Tensor risen = Arithmetic.add(
        Arithmetic.multiply(target - initialLearningRate, Arithmetic.divide(step, warmupSteps)),
        initialLearningRate);
    Tensor decayed = decayed(target, Arithmetic.subtract(step, warmupSteps));
    return Logic.where(Logic.less(step, warmupSteps), risen, decayed);
  }

  private Tensor decayed(double from, Tensor step) {
    Tensor done = Arithmetic.divide(Arithmetic.minimum(step, decaySteps), decaySteps);
    Tensor cosine = Arithmetic.add(1, Trigonometry.cos(Arithmetic.multiply(Math.PI, done)));
    return Arithmetic.multiply(
        from, Arithmetic.add(Arithmetic.multiply((1 - alpha) * 0.5, cosine), alpha));
  }

  @Override
  public String className() {
    return "CosineDecay";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("initial_learning_rate", initialLearningRate)
        .put("decay_steps", decaySteps)
        .put("alpha", alpha)
        .put("warmup_target", warmupTarget.isPresent() ? warmupTarget.getAsDouble() : null)
        .put("warmup_steps", warmupSteps)
        .build();
  }
}
