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
 * Adam with weights that decay by themselves, not by their gradient (Loshchilov and Hutter, 2019,
 * arXiv:1711.05101): {@code w = w - rate decay w}, then a step of {@link Adam}.
 *
 * @param learningRate the rate, positive
 * @param weightDecay the decay, not negative
 * @param beta1 as of Adam
 * @param beta2 as of Adam
 * @param epsilon what keeps the divisor from 0, positive
 */
public record AdamW(
    double learningRate, double weightDecay, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public AdamW {
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "AdamW: the weight decay must not be negative, found " + weightDecay);
    }
    Hyperparameters.requirePositive("AdamW", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("AdamW", "beta1", beta1);
    Hyperparameters.requireBelowOne("AdamW", "beta2", beta2);
    Hyperparameters.requirePositive("AdamW", "epsilon", epsilon);
  }

  /** With Keras's numbers. */
  public static AdamW withDefaults() {
    return of(0.001);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static AdamW of(double learningRate) {
    return new AdamW(learningRate, 0.004, 0.9, 0.999, 1e-7);
  }

  @Override
  public List<Update> updates(List<Tensor> parameters, List<Tensor> gradients) {
    return EachParameter.updates("AdamW", parameters, gradients, this::next);
  }

  private Tensor next(Tensor w, Tensor g, Tensor step, State state) {
    Tensor mean = EachParameter.moved(state, state.zerosLike(w, "m"), g, beta1);
    Tensor square = EachParameter.moved(state, state.zerosLike(w, "v"), square(g), beta2);
    Tensor rate = divide(learningRate, subtract(1, power(beta1, step)));
    Tensor root = sqrt(divide(square, subtract(1, power(beta2, step))));
    Tensor decayed = multiply(w, 1 - learningRate * weightDecay);
    return subtract(decayed, divide(multiply(mean, rate), add(root, epsilon)));
  }
}
