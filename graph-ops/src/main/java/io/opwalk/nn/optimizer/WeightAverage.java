package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.mod;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;

/**
 * An exponential moving average of the weights, Keras's {@code use_ema}.
 *
 * @param momentum how much of the average is kept from step to step, in [0, 1]
 * @param overwriteFrequency after how many steps the weights become their averages; 0 for never
 */
record WeightAverage(double momentum, int overwriteFrequency) {
  WeightAverage {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "an optimizer: ema_momentum must be in [0, 1], found " + momentum);
    }
    if (overwriteFrequency < 0) {
      throw new IllegalArgumentException(
          "an optimizer: ema_overwrite_frequency must be 1 or more, or 0 for never, found "
              + overwriteFrequency);
    }
  }

  /**
   * The average with a new value in it; in the first step that value.
   *
   * @param before how many steps were made, an int64
   */
  Tensor next(Tensor average, Tensor value, Tensor before) {
    DType dtype = value.dtype();
    Tensor kept = multiply(Tensors.cast(Logic.notEqual(before, 0), dtype), momentum);
    return add(multiply(average, kept), multiply(value, subtract(1, kept)));
  }

  /** What the weight becomes. */
  Tensor overwritten(Tensor average, Tensor value, Tensor before) {
    if (overwriteFrequency == 0) {
      return value;
    }
    Tensor due = Logic.equal(mod(add(before, 1), overwriteFrequency), 0);
    return Logic.where(due, average, value);
  }
}
