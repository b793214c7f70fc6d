package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;

/** What losses do to probabilities before they take logarithms. */
final class Probabilities {
  /** Keras's {@code backend.epsilon()}. */
  private static final double EPSILON = 1e-7;

  private Probabilities() {}

  /** Kept away from 0 and 1, so that logarithms are finite. Beyond, the gradient is 0. */
  static Tensor clipped(Tensor probabilities) {
    return Arithmetic.clip(probabilities, EPSILON, 1 - EPSILON);
  }
}
