package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * Gradient descent, with momentum if wanted; Keras's SGD.
 *
 * <pre>
 *   without momentum   w = w - rate g
 *   with momentum      v = momentum v - rate g;  w = w + v
 *   Nesterov           v = momentum v - rate g;  w = w + momentum v - rate g
 * </pre>
 *
 * <p>Nesterov's form is that of Sutskever, Martens, Dahl and Hinton, <i>On the importance of
 * initialization and momentum in deep learning</i>, 2013.
 *
 * @param learningRate the rate, positive
 * @param momentum in [0, 1)
 * @param nesterov whether the step is taken from where the momentum leads
 */
public record SGD(double learningRate, double momentum, boolean nesterov) implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where the rate is not positive and finite, or the momentum is
   *     outside [0, 1)
   */
  public SGD {
    Hyperparameters.requirePositive("SGD", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("SGD", "the momentum", momentum);
  }

  /** With Keras's rate of 0.01 and without momentum. */
  public SGD() {
    this(0.01, 0, false);
  }

  /** Without momentum. */
  public static SGD of(double learningRate) {
    return new SGD(learningRate, 0, false);
  }

  /** With momentum. */
  public static SGD of(double learningRate, double momentum) {
    return new SGD(learningRate, momentum, false);
  }

  @Override
  public Tensor next(ParameterStep step) {
    Tensor w = step.value();
    Tensor change = multiply(step.gradient(), step.learningRate());
    if (momentum == 0) {
      return subtract(w, change);
    }
    Tensor old = step.zeros("momentum");
    Tensor velocity = step.becomes(old, subtract(multiply(old, momentum), change));
    return nesterov ? subtract(add(w, multiply(velocity, momentum)), change) : add(w, velocity);
  }

  @Override
  public String className() {
    return "SGD";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("learning_rate", learningRate)
        .put("momentum", momentum)
        .put("nesterov", nesterov)
        .build();
  }
}
