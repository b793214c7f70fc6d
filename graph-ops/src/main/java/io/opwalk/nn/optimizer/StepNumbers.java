package io.opwalk.nn.optimizer;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.EnumMap;
import java.util.Map;

/** The numbers that all parameters of a step share, each once for a dtype. */
final class StepNumbers {
  private final Tensor number;
  private final Tensor rate;
  private final Map<DType, Tensor> numbers = new EnumMap<>(DType.class);
  private final Map<DType, Tensor> rates = new EnumMap<>(DType.class);

  /**
   * Of a step.
   *
   * @param number which it is, from 1
   * @param rate the learning rate
   */
  StepNumbers(Tensor number, Tensor rate) {
    this.number = number;
    this.rate = rate;
  }

  Tensor number(DType dtype) {
    return numbers.computeIfAbsent(dtype, type -> Tensors.cast(number, type));
  }

  Tensor rate(DType dtype) {
    return rates.computeIfAbsent(dtype, type -> Tensors.cast(rate, type));
  }
}
