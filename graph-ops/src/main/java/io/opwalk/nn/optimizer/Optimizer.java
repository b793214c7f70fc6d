package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Configurable;
import java.util.List;

/**
 * How parameters follow their gradients, as graph nodes.
 *
 * <p>An optimizer is a value without state. What it remembers from step to step are non-trainable
 * parameters, which each call of {@link #optimize} makes anew, in a store of their own. The
 * learning rate is one of them, so that it can be read and set between steps.
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
  /** The learning rate at first. */
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
