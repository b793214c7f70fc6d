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
 * Gradients over the root of the sum of their squares (Duchi et al., 2011, JMLR 12):
 *
 * <pre>
 *   a = a + g g
 *   w = w - rate g / sqrt(a + epsilon)
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param initialAccumulator what a begins with, not negative
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Adagrad(double learningRate, double initialAccumulator, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Adagrad {
    Hyperparameters.requirePositive("Adagrad", "the learning rate", learningRate);
    Hyperparameters.requirePositive("Adagrad", "epsilon", epsilon);
    if (!(initialAccumulator >= 0)) {
      throw new IllegalArgumentException(
          "Adagrad: the initial accumulator must not be negative, found " + initialAccumulator);
    }
  }

  /** With Keras's numbers. */
  public static Adagrad withDefaults() {
    return of(0.001);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Adagrad of(double learningRate) {
    return new Adagrad(learningRate, 0.1, 1e-7);
  }

  @Override
  public List<Update> updates(List<Tensor> parameters, List<Tensor> gradients) {
    return EachParameter.updates("Adagrad", parameters, gradients, this::next);
  }

  private Tensor next(Tensor w, Tensor g, Tensor step, State state) {
    Tensor old = state.like(w, "accumulator", initialAccumulator);
    Tensor sum = state.becomes(old, add(old, square(g)));
    return subtract(w, divide(multiply(g, learningRate), sqrt(add(sum, epsilon))));
  }
}
