package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.power;
import static io.opwalk.ops.Exponents.sqrt;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
 * <p>So do PyTorch and TensorFlow.js. Keras in Python adds epsilon to sqrt(v) instead, which makes
 * it larger in the first steps: 32 times in the very first. It matters where gradients are below
 * 1e-4.
 *
 * @param learningRate the rate, positive
 * @param beta1 how much of the mean is kept from step to step, in [0, 1)
 * @param beta2 how much of the mean square is kept, in [0, 1)
 * @param epsilon what keeps the divisor from 0, positive
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where the rate or epsilon is not positive and finite, or a
   *     beta is outside [0, 1)
   */
  public Adam {
    Hyperparameters.requirePositive("Adam", "the learning rate", learningRate);
    Hyperparameters.requireBelowOne("Adam", "beta1", beta1);
    Hyperparameters.requireBelowOne("Adam", "beta2", beta2);
    Hyperparameters.requirePositive("Adam", "epsilon", epsilon);
  }

  /** With Keras's numbers: rate 0.001, betas 0.9 and 0.999, epsilon 1e-7. */
  public static Adam withDefaults() {
    return of(0.001);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Adam of(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7);
  }

  @Override
  public List<Update> updates(List<Tensor> parameters, List<Tensor> gradients) {
    Hyperparameters.requirePairs("Adam", parameters, gradients);
    State state = new State("adam");
    Tensor iterations = state.counter("iterations");
    Tensor step = state.becomes(iterations, add(iterations, 1));
    Map<DType, Tensor> steps = new EnumMap<>(DType.class);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor w = parameters.get(i);
      Tensor g = gradients.get(i);
      Tensor t = steps.computeIfAbsent(w.dtype(), dtype -> Tensors.cast(step, dtype));
      Tensor m = state.zerosLike(w, "m");
      Tensor v = state.zerosLike(w, "v");
      Tensor mean = state.becomes(m, add(m, multiply(subtract(g, m), 1 - beta1)));
      Tensor square = state.becomes(v, add(v, multiply(subtract(square(g), v), 1 - beta2)));
      Tensor rate = divide(learningRate, subtract(1, power(beta1, t)));
      Tensor root = sqrt(divide(square, subtract(1, power(beta2, t))));
      Tensor change = divide(multiply(mean, rate), add(root, epsilon));
      updates.add(new Update(Tensors.slotOf(w), subtract(w, change)));
    }
    updates.addAll(state.updates());
    return updates;
  }
}
