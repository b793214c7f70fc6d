package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import java.util.List;

/** What losses do to probabilities before they take logarithms. */
final class Probabilities {
  /** Keras's {@code backend.epsilon()}. */
  static final double EPSILON = 1e-7;

  private Probabilities() {}

  /** Kept away from 0 and 1, so that logarithms are finite. Beyond, the gradient is 0. */
  static Tensor clipped(Tensor probabilities) {
    return Arithmetic.clip(probabilities, EPSILON, 1 - EPSILON);
  }

  /** Divided by their sum along an axis. */
  static Tensor scaled(Tensor probabilities, int axis) {
    return Arithmetic.divide(probabilities, Reductions.sum(probabilities, List.of(axis), true));
  }
}
