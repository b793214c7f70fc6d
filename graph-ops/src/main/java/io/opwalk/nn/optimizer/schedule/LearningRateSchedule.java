package io.opwalk.nn.optimizer.schedule;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Configurable;
import io.opwalk.ops.Tensors;

/**
 * A learning rate that depends on how many steps were made, in the words and with the formulas of
 * Keras 3. A value; what it computes is part of the training step.
 *
 * <pre>{@code
 * new Adam().withLearningRate(new CosineDecay(0.001, 10_000))
 * }</pre>
 */
public interface LearningRateSchedule extends Configurable {
  /**
   * The rate.
   *
   * @param step how many steps were made before: a float64 of rank 0
   * @return a float64 of rank 0
   */
  Tensor at(Tensor step);

  /** The rate after so many steps. */
  default double at(long step) {
    return at(Tensors.constant(NDArray.scalar((double) step))).evaluate().doubleValue();
  }
}
