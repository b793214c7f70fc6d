package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.power;
import static io.opwalk.ops.Exponents.sqrt;

import io.opwalk.Tensor;
import io.opwalk.state.Update;
import java.util.List;

/**
 * Adam with Nesterov's look ahead (Dozat, 2016, <i>Incorporating Nesterov Momentum into Adam</i>),
 * with the momentum growing as in Keras: {@code u_t = beta1 (1 - 0.5 * 0.96^t)}, and {@code p_t}
 * their product up to t:
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g,   v = beta2 v + (1 - beta2) g g
 *   m' = u_(t+1) m / (1 - p_(t+1)) + (1 - u_t) g / (1 - p_t)
 *   w = w - rate m' / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param beta1 how much of the mean is kept, in [0, 1)
 * @param beta2 how much of the mean square is kept, in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Nadam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Nadam {
    Hyperparameters.requirePositive("Nadam", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("Nadam", "beta1", beta1);
    Hyperparameters.requireBelowOne("Nadam", "beta2", beta2);
    Hyperparameters.requirePositive("Nadam", "epsilon", epsilon);
  }

  /** With Keras's numbers. */
  public static Nadam withDefaults() {
    return of(0.001);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Nadam of(double learningRate) {
    return new Nadam(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public List<Update> updates(List<Tensor> parameters, List<Tensor> gradients) {
    return EachParameter.updates("Nadam", parameters, gradients, this::next);
  }

  private Tensor next(Tensor w, Tensor g, Tensor step, State state) {
    Tensor mean = EachParameter.moved(state, state.zerosLike(w, "m"), g, beta1);
    Tensor square = EachParameter.moved(state, state.zerosLike(w, "v"), square(g), beta2);
    Tensor now = momentum(step);
    Tensor ahead = momentum(add(step, 1));
    Tensor before = state.like(w, "momentum_product", 1);
    Tensor product = state.becomes(before, multiply(before, now));
    Tensor blend = add(
        divide(multiply(mean, ahead), subtract(1, multiply(product, ahead))),
        divide(multiply(g, subtract(1, now)), subtract(1, product)));
    Tensor root = sqrt(divide(square, subtract(1, power(beta2, step))));
    return subtract(w, divide(multiply(blend, learningRate), add(root, epsilon)));
  }

  private Tensor momentum(Tensor step) {
    return multiply(beta1, subtract(1, multiply(0.5, power(0.96, step))));
  }
}
