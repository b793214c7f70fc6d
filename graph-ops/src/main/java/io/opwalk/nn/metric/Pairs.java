package io.opwalk.nn.metric;

import io.opwalk.CreationSite;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TypeException;

/** The check that every measure of labels against predictions makes. */
public final class Pairs {
  private Pairs() {}

  /**
   * Checks that labels and predictions have one shape of rank 1 at least, and one floating dtype.
   * Without it, labels of shape (n,) would broadcast against predictions of shape (n, 1) to (n, n).
   *
   * @param what the name of the measure, for the message
   * @throws TypeException where they do not fit
   */
  public static void require(String what, Tensor labels, Tensor predictions) {
    int rank = predictions.shape().rank();
    boolean fits = rank > 0
        && labels.shape().rank() == rank
        && labels.dtype() == predictions.dtype()
        && labels.dtype().isFloating();
    for (int axis = 0; fits && axis < rank; axis++) {
      Dim a = labels.shape().dim(axis);
      Dim b = predictions.shape().dim(axis);
      fits = a.equals(b) || !a.isFixed() || !b.isFixed();
    }
    if (!fits) {
      StringBuilder message = new StringBuilder(what);
      message.append(
          ": labels and predictions must have one shape (n, ...) and one floating dtype");
      CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
      message.append("\n  labels: ").append(labels);
      message.append("\n  predictions: ").append(predictions);
      throw new TypeException(message.toString());
    }
  }
}
