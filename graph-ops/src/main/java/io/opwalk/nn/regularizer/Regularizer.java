package io.opwalk.nn.regularizer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Configurable;

/** A penalty on a tensor, a scalar of its dtype, that training adds to the loss. */
public interface Regularizer extends Configurable {
  /** The penalty on {@code x}, of a floating dtype and any shape. */
  Tensor penalty(Tensor x);
}
