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
 * Steps of the size of recent steps (Zeiler, 2012, arXiv:1212.5701):
 *
 * <pre>
 *   s = rho s + (1 - rho) g g
 *   d = g sqrt(u + epsilon) / sqrt(s + epsilon)
 *   u = rho u + (1 - rho) d d
 *   w = w - rate d
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param rho how much of the mean squares is kept, in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Adadelta {
    Hyperparameters.requirePositive("Adadelta", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("Adadelta", "rho", rho);
    Hyperparameters.requirePositive("Adadelta", "epsilon", epsilon);
  }

  /** With Keras's numbers. */
  public static Adadelta withDefaults() {
    return of(0.001);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Adadelta of(double learningRate) {
    return new Adadelta(learningRate, 0.95, 1e-7);
  }

  @Override
  public List<Update> updates(List<Tensor> parameters, List<Tensor> gradients) {
    return EachParameter.updates("Adadelta", parameters, gradients, this::next);
  }

  private Tensor next(Tensor w, Tensor g, Tensor step, State state) {
    Tensor square =
        EachParameter.moved(state, state.zerosLike(w, "accumulated_gradient"), square(g), rho);
    Tensor old = state.zerosLike(w, "accumulated_change");
    Tensor change = divide(multiply(g, sqrt(add(old, epsilon))), sqrt(add(square, epsilon)));
    EachParameter.moved(state, old, square(change), rho);
    return subtract(w, multiply(change, learningRate));
  }
}
