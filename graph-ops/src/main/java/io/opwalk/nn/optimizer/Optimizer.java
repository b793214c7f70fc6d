package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Configurable;
import io.opwalk.nn.optimizer.Clipping.Kind;
import io.opwalk.nn.optimizer.schedule.LearningRateSchedule;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How parameters follow their gradients, as graph nodes.
 *
 * <p>An optimizer is a value without state. What it remembers from step to step are non-trainable
 * parameters, which each call of {@link #optimize} makes anew, in a store of their own. The
 * learning rate is one of them, so that it can be read and set between steps.
 *
 * <pre>{@code
 * Adam.of(0.001).withWeightDecay(0.004).withGlobalClipNorm(1)
 * }</pre>
 *
 * <p>One of your own says what becomes of one parameter:
 *
 * <pre>{@code
 * record SignDescent(double learningRate) implements Optimizer {
 *   public Tensor next(ParameterStep step) {
 *     return subtract(step.value(), multiply(sign(step.gradient()), step.learningRate()));
 *   }
 *   ...
 * }
 * }</pre>
 */
public interface Optimizer extends Configurable {
  /** The learning rate of the first step. */
  double learningRate();

  /**
   * A parameter's new value, of its type.
   *
   * @param step the parameter and its gradient, and where to keep what is remembered
   */
  Tensor next(ParameterStep step);

  /**
   * How much of a parameter goes by itself in a step, before the optimizer's own change, as a
   * multiple of the learning rate; 0 unless an optimizer says otherwise.
   *
   * @param parameter the parameter, of which it may look at name and type
   */
  default double weightDecay(Tensor parameter) {
    return 0;
  }

  /**
   * This optimizer with a learning rate that follows a schedule, and then cannot be set.
   *
   * <p>Like all methods {@code with...} it gives an optimizer of the same name that does as asked;
   * they may be combined in any order.
   */
  default Optimizer withLearningRate(LearningRateSchedule schedule) {
    Adjusted adjusted = Adjusted.of(this);
    return adjusted.with(adjusted.common().with(schedule));
  }

  /**
   * This optimizer with weights that decay by {@code w - w * decay * rate} before each change;
   * Keras's {@code weight_decay}.
   *
   * @throws IllegalArgumentException where the decay is negative
   */
  default Optimizer withWeightDecay(double decay) {
    Adjusted adjusted = Adjusted.of(this);
    List<String> except = adjusted.common().decay().except();
    return adjusted.with(adjusted.common().with(new WeightDecay(OptionalDouble.of(decay), except)));
  }

  /**
   * This optimizer with some weights that do not decay; Keras's {@code exclude_from_weight_decay}.
   *
   * @param parts a parameter whose name contains one of them does not: {@code "bias"}
   */
  default Optimizer withoutWeightDecayOf(String... parts) {
    Adjusted adjusted = Adjusted.of(this);
    OptionalDouble rate = adjusted.common().decay().rate();
    return adjusted.with(adjusted.common().with(new WeightDecay(rate, List.of(parts))));
  }

  /**
   * This optimizer with each gradient scaled down to a Euclidean norm; Keras's {@code clipnorm}.
   *
   * @throws IllegalArgumentException where the norm is not positive, or gradients are clipped in
   *     another way already
   */
  default Optimizer withClipNorm(double norm) {
    return clipped(Kind.CLIPNORM, norm);
  }

  /**
   * This optimizer with all gradients scaled by one factor, so that their Euclidean norm together
   * is no more than a number; Keras's {@code global_clipnorm}. Where that norm is infinite or NaN,
   * all gradients become NaN.
   *
   * @throws IllegalArgumentException as {@link #withClipNorm}
   */
  default Optimizer withGlobalClipNorm(double norm) {
    return clipped(Kind.GLOBAL_CLIPNORM, norm);
  }

  /**
   * This optimizer with each element of the gradients clipped to a magnitude; Keras's
   * {@code clipvalue}.
   *
   * @throws IllegalArgumentException as {@link #withClipNorm}
   */
  default Optimizer withClipValue(double value) {
    return clipped(Kind.CLIPVALUE, value);
  }

  private Optimizer clipped(Kind kind, double limit) {
    Adjusted adjusted = Adjusted.of(this);
    return adjusted.with(adjusted.common().with(new Clipping(kind, limit)));
  }

  /**
   * This optimizer with one change in so many steps, by the mean of their gradients; Keras's
   * {@code gradient_accumulation_steps}. In between, parameters and all else that is remembered
   * stay as they are. The optimizer counts changes, a schedule counts steps.
   *
   * @throws IllegalArgumentException where there are fewer than 1
   */
  default Optimizer withGradientAccumulation(int steps) {
    Adjusted adjusted = Adjusted.of(this);
    return adjusted.with(adjusted.common().withAccumulation(steps));
  }

  /**
   * This optimizer with an exponential moving average of each weight, beside the weights; Keras's
   * {@code use_ema}, with its momentum of 0.99 by default. Weights become their averages at the end
   * of a training; see {@link Optimization#averages}.
   *
   * @param momentum how much of the average is kept from step to step, in [0, 1]
   */
  default Optimizer withEma(double momentum) {
    Adjusted adjusted = Adjusted.of(this);
    return adjusted.with(adjusted.common().with(new WeightAverage(momentum, 0)));
  }

  /**
   * As {@link #withEma(double)}, with weights that become their averages in training too.
   *
   * @param overwriteFrequency after how many steps each time, 1 or more
   */
  default Optimizer withEma(double momentum, int overwriteFrequency) {
    Hyperparameters.requirePositive("an optimizer", "overwriteFrequency", overwriteFrequency);
    Adjusted adjusted = Adjusted.of(this);
    return adjusted.with(adjusted.common().with(new WeightAverage(momentum, overwriteFrequency)));
  }

  /**
   * The new values of the parameters and of what the optimizer remembers, computed from the values
   * of before.
   *
   * @param parameters floating parameters
   * @param gradients one per parameter, of its type
   * @throws IllegalArgumentException where the lists differ in length, a tensor is not a parameter,
   *     or a gradient is not of its parameter's type
   */
  default Optimization optimize(List<Tensor> parameters, List<Tensor> gradients) {
    return new Optimizing(this).optimize(parameters, gradients);
  }
}
