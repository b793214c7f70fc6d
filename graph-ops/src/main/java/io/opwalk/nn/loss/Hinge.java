package io.opwalk.nn.loss;

import io.opwalk.Tensor;

/**
 * {@code max(1 - y p, 0)}, averaged over the last axis, for labels that are -1 or 1; Keras's Hinge.
 * Where all labels of a batch are 0 or 1, a 0 counts as -1.
 */
public record Hinge() implements ElementwiseLoss {
  @Override
  public String name() {
    return "hinge";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    return Margins.of(labels, predictions);
  }
}
