package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;

/** The learning rate of an optimizer, which is a tensor. */
final class LearningRate {
  private LearningRate() {}

  /** Its value now. */
  static double of(Tensor rate) {
    return Tensors.isParameter(rate)
        ? Tensors.slotOf(rate).value().doubleValue()
        : rate.evaluate().doubleValue();
  }

  /**
   * Sets it.
   *
   * @throws IllegalArgumentException where the value is negative, infinite or NaN
   * @throws IllegalStateException where a schedule computes it
   */
  static void set(Tensor rate, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "a learning rate must be 0 or more and finite, found " + value);
    }
    if (!Tensors.isParameter(rate)) {
      throw new IllegalStateException(
          "the learning rate follows a schedule, so it cannot be set to " + value);
    }
    Tensors.slotOf(rate).set(NDArray.scalar(value));
  }
}
