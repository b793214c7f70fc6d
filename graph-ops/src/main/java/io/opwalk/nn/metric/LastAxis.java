package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.TypeException;
import java.util.OptionalLong;

/** The number of classes or outputs along the last axis. */
final class LastAxis {
  private LastAxis() {}

  /**
   * Their number.
   *
   * @param what whose numbers are as many
   * @throws TypeException where it is unknown
   */
  static int size(String what, Tensor predictions) {
    OptionalLong size = predictions.shape().dim(-1).fixedSize();
    if (size.isEmpty()) {
      throw new TypeException(what + " gives a number for each place along the last axis of the"
          + " predictions, the size of which must be known: average them, or say how many there are"
          + "\n  found: " + predictions);
    }
    return Math.toIntExact(size.getAsLong());
  }
}
