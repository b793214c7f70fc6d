package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;

import io.opwalk.Tensor;
import io.opwalk.ops.Shapes;
import java.util.List;

/**
 * Labels made less certain; Szegedy et al., 2016, <a
 * href="https://arxiv.org/abs/1512.00567">arXiv:1512.00567</a>.
 */
final class Smoothing {
  private Smoothing() {}

  /** Of labels that are 0 or 1, moved to a half. */
  static Tensor ofTwo(Tensor labels, double smoothing) {
    return smoothing == 0 ? labels : add(multiply(labels, 1 - smoothing), 0.5 * smoothing);
  }

  /** Of labels over the classes along the last axis, as in Keras whatever axis the loss is told. */
  static Tensor ofClasses(Tensor labels, double smoothing) {
    if (smoothing == 0) {
      return labels;
    }
    int last = labels.shape().rank() - 1;
    Tensor classes = Shapes.size(labels, labels.dtype(), List.of(last));
    return add(multiply(labels, 1 - smoothing), divide(smoothing, classes));
  }
}
