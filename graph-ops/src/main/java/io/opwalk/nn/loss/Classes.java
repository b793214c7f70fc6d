package io.opwalk.nn.loss;

import io.opwalk.Shape;
import io.opwalk.Tensor;

/**
 * How labels say which class is true, as far as shapes tell: what decides which loss
 * {@code crossentropy} is, and which metric {@code accuracy}.
 */
public enum Classes {
  /** Predictions are one number each: yes or no. */
  TWO,

  /** Labels are numbers of classes. */
  NUMBERED,

  /** Labels have a number for each class. */
  ONE_HOT;

  /**
   * By Keras's rule: two where the last axis of the predictions has size 1, else numbered where the
   * labels have fewer axes or a last one of size 1.
   */
  public static Classes of(Shape labels, Tensor predictions) {
    Shape shape = predictions.shape();
    if (shape.rank() > 0 && shape.dim(-1).is(1)) {
      return TWO;
    }
    boolean isNumbered =
        labels.rank() < shape.rank() || (labels.rank() > 0 && labels.dim(-1).is(1));
    return isNumbered ? NUMBERED : ONE_HOT;
  }
}
