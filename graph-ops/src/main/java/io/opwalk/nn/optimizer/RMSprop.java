package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.sqrt;

import io.opwalk.Tensor;
import io.opwalk.state.Update;
import java.util.List;

/**
 * Gradients over the root of their mean square (Hinton, <i>Neural Networks for Machine
 * Learning</i>, lecture 6e, 2012):
 *
 * <pre>
 *   s = rho s + (1 - rho) g g
 *   a = momentum a + rate g / sqrt(s - m m + epsilon),   m the mean of g if centered, else 0
 *   w = w - a
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param rho how much of the mean square is kept, in [0, 1)
 * @param momentum in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 * @param centered whether the mean is taken off
 */
public record RMSprop(
    double learningRate, double rho, double momentum, double epsilon, boolean centered)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public RMSprop {
    Hyperparameters.requirePositive("RMSprop", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("RMSprop", "rho", rho);
    Hyperparameters.requireBelowOne("RMSprop", "the momentum", momentum);
    Hyperparameters.requirePositive("RMSprop", "epsilon", epsilon);
  }

  /** With Keras's numbers. */
  public static RMSprop withDefaults() {
    return of(0.001);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static RMSprop of(double learningRate) {
    return new RMSprop(learningRate, 0.9, 0, 1e-7, false);
  }

  @Override
  public List<Update> updates(List<Tensor> parameters, List<Tensor> gradients) {
    return EachParameter.updates("RMSprop", parameters, gradients, this::next);
  }

  private Tensor next(Tensor w, Tensor g, Tensor step, State state) {
    Tensor square = EachParameter.moved(state, state.zerosLike(w, "velocity"), square(g), rho);
    Tensor variance = square;
    if (centered) {
      Tensor mean = EachParameter.moved(state, state.zerosLike(w, "average_gradient"), g, rho);
      variance = subtract(square, square(mean));
    }
    Tensor change = divide(multiply(g, learningRate), sqrt(add(variance, epsilon)));
    if (momentum > 0) {
      Tensor old = state.zerosLike(w, "momentum");
      change = state.becomes(old, add(multiply(old, momentum), change));
    }
    return subtract(w, change);
  }
}
