package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;

/**
 * {@code max(1 - y p, 0)^2}, averaged over the last axis, for labels that are -1 or 1; Keras's
 * SquaredHinge. Where all labels of a batch are 0 or 1, a 0 counts as -1.
 */
public record SquaredHinge() implements ElementwiseLoss {
  @Override
  public String name() {
    return "squared_hinge";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    return Arithmetic.square(Margins.of(labels, predictions));
  }
}
