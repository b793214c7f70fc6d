package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Adam of Kingma and Ba, 2015, <a href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>,
 * algorithm 1:
 *
 * <pre>
 *   t = t + 1
 *   m = m + (g - m) (1 - beta1)
 *   v = v + (g g - v) (1 - beta2)
 *   w = w - rate m' / (sqrt(v') + epsilon),   m' = m / (1 - beta1^t),   v' = v / (1 - beta2^t)
 * </pre>
 *
 * <p>So do PyTorch and TensorFlow.js. Keras in Python adds epsilon to sqrt(v) instead, before the
 * correction, which makes it larger in the first steps: 32 times in the very first. It matters
 * where gradients are below 1e-4. {@link #withEpsilonHat} is that form, which the paper has in the
 * formula just before its section 2.1:
 *
 * <pre>
 *   w = w - rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param beta1 how much of the mean is kept from step to step, in [0, 1)
 * @param beta2 how much of the mean square is kept, in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 * @param amsgrad whether the largest v of all steps divides, not the last (Reddi, Kale and Kumar,
 *     2018, <a href="https://arxiv.org/abs/1904.09237">arXiv:1904.09237</a>)
 * @param epsilonHat whether epsilon is added before the correction
 */
public record Adam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean amsgrad,
    boolean epsilonHat)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where the rate or epsilon is not positive and finite, or a
   *     beta is outside [0, 1)
   */
  public Adam {
    Hyperparameters.requireMoments("Adam", learningRate, beta1, beta2, epsilon);
  }

  /** The algorithm of the paper. */
  public Adam(double learningRate, double beta1, double beta2, double epsilon) {
    this(learningRate, beta1, beta2, epsilon, false, false);
  }

  /** With Keras's numbers: rate 0.001, betas 0.9 and 0.999, epsilon 1e-7. */
  public Adam() {
    this(0.001, 0.9, 0.999, 1e-7);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Adam of(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7);
  }

  /** This optimizer, divided by the root of the largest mean square of all steps. */
  public Adam withAmsgrad() {
    return new Adam(learningRate, beta1, beta2, epsilon, true, epsilonHat);
  }

  /** This optimizer, with epsilon where Keras in Python has it. */
  public Adam withEpsilonHat() {
    return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, true);
  }

  @Override
  public Tensor next(ParameterStep step) {
    return moments().next(step, step.learningRate());
  }

  private Moments moments() {
    return new Moments(beta1, beta2, epsilon, amsgrad, epsilonHat);
  }

  @Override
  public String className() {
    return "Adam";
  }

  @Override
  public Config config() {
    return moments().write(Config.builder().put("learning_rate", learningRate));
  }
}
