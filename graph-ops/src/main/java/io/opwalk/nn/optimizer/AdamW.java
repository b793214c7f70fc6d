package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Adam with weights that decay by themselves, not by their gradient (Loshchilov and Hutter, 2019,
 * arXiv:1711.05101): {@code w = w - rate decay w}, then a step of {@link Adam}.
 *
 * @param learningRate the rate, positive
 * @param weightDecay the decay, not negative
 * @param beta1 as of Adam
 * @param beta2 as of Adam
 * @param epsilon what keeps the divisor from 0, positive
 * @param amsgrad as of Adam
 * @param epsilonHat as of Adam
 */
public record AdamW(
    double learningRate,
    double weightDecay,
    double beta1,
    double beta2,
    double epsilon,
    boolean amsgrad,
    boolean epsilonHat)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public AdamW {
    Hyperparameters.requireNotNegative("AdamW", "the weight decay", weightDecay);
    Hyperparameters.requireMoments("AdamW", learningRate, beta1, beta2, epsilon);
  }

  /** A decay, then the algorithm of Adam's paper. */
  public AdamW(
      double learningRate, double weightDecay, double beta1, double beta2, double epsilon) {
    this(learningRate, weightDecay, beta1, beta2, epsilon, false, false);
  }

  /** With Keras's numbers. */
  public AdamW() {
    this(0.001, 0.004, 0.9, 0.999, 1e-7);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static AdamW of(double learningRate) {
    return new AdamW(learningRate, 0.004, 0.9, 0.999, 1e-7);
  }

  /** As {@link Adam#withAmsgrad}. */
  public AdamW withAmsgrad() {
    return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, true, epsilonHat);
  }

  /** As {@link Adam#withEpsilonHat}. */
  public AdamW withEpsilonHat() {
    return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, amsgrad, true);
  }

  @Override
  public Tensor next(ParameterStep step) {
    return moments().next(step, step.learningRate());
  }

  private Moments moments() {
    return new Moments(beta1, beta2, epsilon, amsgrad, epsilonHat);
  }

  @Override
  public double weightDecay(Tensor parameter) {
    return weightDecay;
  }

  @Override
  public String className() {
    return "AdamW";
  }

  @Override
  public Config config() {
    return moments()
        .write(
            Config.builder().put("learning_rate", learningRate).put("weight_decay", weightDecay));
  }
}
