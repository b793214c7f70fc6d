package io.opwalk.nn.constraint;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Configurable;

/** A projection that a training step applies to a weight's new value. */
public interface Constraint extends Configurable {
  /** The nearest allowed value, of the type of {@code weight}. */
  Tensor project(Tensor weight);
}
