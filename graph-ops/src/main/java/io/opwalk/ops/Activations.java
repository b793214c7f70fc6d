package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.ActivationFunctions;

/**
 * The nonlinearities of neural networks, element by element, by the names, definitions and defaults
 * of Keras 3. {@link Scalars} says what holds for all of them. Floating dtypes unless said.
 *
 * <p>None of them overflows on the way, and at infinities all have the limit for their value. Where
 * x is multiplied by a subnormal number, as by exp(x) in silu(x) below -708, an ulp is that of x
 * times the least normal number.
 */
public final class Activations {
  private Activations() {}

  /**
   * 1 / (1 + exp(-x)), in [0, 1]; accurate where it is near 0. Error: below 2 ulp.
   *
   * <p>Gradient: s (1 - s) of the result s.
   */
  public static Tensor sigmoid(Tensor x) {
    return Scalars.apply(ActivationFunctions.SIGMOID, x);
  }

  /**
   * log(1 + exp(x)), computed as max(x, 0) + log1p(exp(-|x|)). Error: below 2 ulp.
   *
   * <p>Gradient: sigmoid(x).
   */
  public static Tensor softplus(Tensor x) {
    return Scalars.apply(ActivationFunctions.SOFTPLUS, x);
  }

  /** x / (1 + |x|), in [-1, 1]. Error: below 1.5 ulp. */
  public static Tensor softsign(Tensor x) {
    return Scalars.apply(ActivationFunctions.SOFTSIGN, x);
  }

  /**
   * max(x, 0). Numeric; exact.
   *
   * <p>Gradient: 1 above 0, else 0, also at 0.
   */
  public static Tensor relu(Tensor x) {
    return Scalars.apply(ActivationFunctions.RELU, x);
  }

  /**
   * min(max(x, 0), 6). Numeric; exact.
   *
   * <p>Gradient: 1 between 0 and 6, else 0, also at 0 and 6.
   */
  public static Tensor relu6(Tensor x) {
    return Scalars.apply(ActivationFunctions.RELU6, x);
  }

  /** As {@link #leakyRelu(Tensor, Tensor)} with the slope 0.2, which is Keras 3's. */
  public static Tensor leakyRelu(Tensor x) {
    return leakyRelu(x, 0.2);
  }

  /** As {@link #leakyRelu(Tensor, Tensor)}. */
  public static Tensor leakyRelu(Tensor x, double slope) {
    return Scalars.apply(ActivationFunctions.LEAKY_RELU, x, slope);
  }

  /**
   * x above 0, else slope x. With a slope that is learned it is known as PReLU.
   *
   * <p>Gradient: 1 above 0, else the slope, also at 0; min(x, 0) in the slope.
   */
  public static Tensor leakyRelu(Tensor x, Tensor slope) {
    return Scalars.apply(ActivationFunctions.LEAKY_RELU, x, slope);
  }

  /** As {@link #elu(Tensor, Tensor)} with alpha 1. */
  public static Tensor elu(Tensor x) {
    return elu(x, 1);
  }

  /** As {@link #elu(Tensor, Tensor)}. */
  public static Tensor elu(Tensor x, double alpha) {
    return Scalars.apply(ActivationFunctions.ELU, x, alpha);
  }

  /**
   * x above 0, else alpha (exp(x) - 1): the exponential linear unit of Clevert et al., 2016, <a
   * href="https://arxiv.org/abs/1511.07289">arXiv:1511.07289</a>. Error: below 2 ulp.
   *
   * <p>Gradient: 1 above 0, else alpha exp(x), also at 0.
   */
  public static Tensor elu(Tensor x, Tensor alpha) {
    return Scalars.apply(ActivationFunctions.ELU, x, alpha);
  }

  /**
   * 1.0507... elu(x, 1.6732...): the scaled exponential linear unit of Klambauer et al., 2017, <a
   * href="https://arxiv.org/abs/1706.02515">arXiv:1706.02515</a>, which gives both constants.
   * Error: below 2 ulp.
   *
   * <p>Gradient: as that of {@link #elu(Tensor, Tensor)}, scaled.
   */
  public static Tensor selu(Tensor x) {
    return Scalars.apply(ActivationFunctions.SELU, x);
  }

  /**
   * x P(x), with P the distribution function of the standard normal distribution: the Gaussian
   * error linear unit of Hendrycks and Gimpel, 2016, <a
   * href="https://arxiv.org/abs/1606.08415">arXiv:1606.08415</a>. Computed as x erfc(-x / sqrt(2))
   * / 2, which keeps its digits below 0. Error: below 4 ulp, below 0 times 1 + x^2 / 2, since the
   * normal distribution amplifies the rounding of x there.
   */
  public static Tensor gelu(Tensor x) {
    return Scalars.apply(ActivationFunctions.GELU, x);
  }

  /**
   * As {@link #gelu(Tensor)}, or the same authors' approximation x (1 + tanh(sqrt(2 / pi) (x +
   * 0.044715 x^3))) / 2. Keras's {@code activations.gelu} does not approximate unless told to; its
   * {@code ops.gelu} does. As an approximation its error is some 1e-3; of its own value it is below
   * 3 ulp, below 0 times 1 + 2 |u|, where u is what the tangent is taken of.
   */
  public static Tensor gelu(Tensor x, boolean approximate) {
    return approximate ? Scalars.apply(ActivationFunctions.GELU_TANH, x) : gelu(x);
  }

  /**
   * x sigmoid(x): the sigmoid linear unit, also known as swish; Ramachandran et al., 2017, <a
   * href="https://arxiv.org/abs/1710.05941">arXiv:1710.05941</a>. -0.0 at -infinity. Error: below 3
   * ulp.
   */
  public static Tensor silu(Tensor x) {
    return Scalars.apply(ActivationFunctions.SILU, x);
  }

  /**
   * x tanh(softplus(x)); Misra, 2019, <a
   * href="https://arxiv.org/abs/1908.08681">arXiv:1908.08681</a>. -0.0 at -infinity. Error: below 5
   * ulp.
   */
  public static Tensor mish(Tensor x) {
    return Scalars.apply(ActivationFunctions.MISH, x);
  }

  /**
   * relu6(x + 3) / 6, in [0, 1]: 0 up to -3, 1 from 3 on, a line between. That is Keras 3's; Keras
   * 2 and ONNX have a slope of 0.2. Error: below 1.5 ulp.
   *
   * <p>Gradient: 1/6 between -3 and 3, else 0, also at both.
   */
  public static Tensor hardSigmoid(Tensor x) {
    return Scalars.apply(ActivationFunctions.HARD_SIGMOID, x);
  }

  /**
   * 0.2 x + 0.5, in [0, 1]: what Keras 1 and 2 called hard sigmoid, and ONNX does by default.
   * Error: below 1 ulp of 0.5.
   *
   * <p>Gradient: 0.2 between -2.5 and 2.5, else 0, also at both.
   */
  public static Tensor hardSigmoidKeras2(Tensor x) {
    return Scalars.apply(ActivationFunctions.HARD_SIGMOID_KERAS2, x);
  }

  /**
   * log(sigmoid(x)), computed as min(x, 0) - log1p(exp(-|x|)). Error: below 2 ulp.
   *
   * <p>Gradient: sigmoid(-x).
   */
  public static Tensor logSigmoid(Tensor x) {
    return Scalars.apply(ActivationFunctions.LOG_SIGMOID, x);
  }
}
