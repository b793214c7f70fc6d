package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.sign;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.state.Update;
import java.util.List;

/**
 * Steps of one size, in the direction of a blend of mean and gradient (Chen et al., 2023,
 * arXiv:2302.06675):
 *
 * <pre>
 *   w = w - rate sign(beta1 m + (1 - beta1) g)
 *   m = beta2 m + (1 - beta2) g
 * </pre>
 *
 * @param learningRate the rate, positive
 * @param beta1 how much of the mean is in the blend, in [0, 1)
 * @param beta2 how much of the mean is kept, in [0, 1)
 */
public record Lion(double learningRate, double beta1, double beta2) implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Lion {
    Hyperparameters.requirePositive("Lion", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("Lion", "beta1", beta1);
    Hyperparameters.requireBelowOne("Lion", "beta2", beta2);
  }

  /** With Keras's numbers. */
  public static Lion withDefaults() {
    return of(0.001);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Lion of(double learningRate) {
    return new Lion(learningRate, 0.9, 0.99);
  }

  @Override
  public List<Update> updates(List<Tensor> parameters, List<Tensor> gradients) {
    return EachParameter.updates("Lion", parameters, gradients, this::next);
  }

  private Tensor next(Tensor w, Tensor g, Tensor step, State state) {
    Tensor old = state.zerosLike(w, "m");
    Tensor blend = add(multiply(old, beta1), multiply(g, 1 - beta1));
    EachParameter.moved(state, old, g, beta2);
    return subtract(w, multiply(sign(blend), learningRate));
  }
}
