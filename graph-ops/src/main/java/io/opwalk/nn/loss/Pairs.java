package io.opwalk.nn.loss;

import io.opwalk.CreationSite;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Shapes;

/**
 * Labels and predictions of one shape and one floating dtype: what most losses and metrics compare.
 *
 * @param labels what is true
 * @param predictions what the model says
 */
public record Pairs(Tensor labels, Tensor predictions) {
  /**
   * Labels and predictions that belong together. Where one of them has an axis of size 1 at the end
   * that the other lacks, the latter is given it, or where it has several axes, the former loses
   * it. Nothing else is made to fit: labels of shape (n,) would broadcast against predictions of
   * shape (n, 1) to (n, n).
   *
   * @param what the name of the measure, for the message
   * @throws TypeException where they do not fit
   */
  public static Pairs of(String what, Tensor labels, Tensor predictions) {
    Tensor y = aligned(labels, predictions);
    Tensor p = aligned(predictions, labels);
    boolean fits = p.shape().rank() > 0
        && y.dtype() == p.dtype()
        && y.dtype().isFloating()
        && agree(y.shape(), p.shape());
    if (!fits) {
      throw refusal(
          what,
          "labels and predictions must have one shape (n, ...) and one floating dtype",
          labels,
          predictions);
    }
    return new Pairs(y, p);
  }

  /** The error for labels and predictions that do not belong together, which names both. */
  public static TypeException refusal(
      String what, String complaint, Tensor labels, Tensor predictions) {
    StringBuilder message = new StringBuilder(what).append(": ").append(complaint);
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    message.append("\n  labels: ").append(labels);
    message.append("\n  predictions: ").append(predictions);
    return new TypeException(message.toString());
  }

  /** Whether two shapes are the same as far as is known. */
  public static boolean agree(Shape first, Shape second) {
    boolean fits = first.rank() == second.rank();
    for (int axis = 0; fits && axis < first.rank(); axis++) {
      Dim a = first.dim(axis);
      Dim b = second.dim(axis);
      fits = a.equals(b) || !a.isFixed() || !b.isFixed();
    }
    return fits;
  }

  private static Tensor aligned(Tensor x, Tensor other) {
    int rank = x.shape().rank();
    int otherRank = other.shape().rank();
    if (rank == 1 && otherRank == 2 && other.shape().dim(1).is(1)) {
      return Shapes.expandDims(x, 1);
    }
    boolean isLonger =
        rank == otherRank + 1 && otherRank > 1 && x.shape().dim(-1).is(1);
    return isLonger ? Shapes.squeeze(x, -1) : x;
  }
}
