package io.opwalk.nn.train;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;

/** Labels as people have them, in the form that a loss takes. */
final class FittingLabels {
  private FittingLabels() {}

  /**
   * A label as the values of a placeholder: an axis of size 1 at the end more or less is let pass,
   * and so is a dtype whose values the placeholder's can all have been meant for: truth values and
   * integers for any number, floats for floats. What does not fit all the same is given back as it
   * is, for the feed to refuse.
   */
  static NDArray of(NDArray label, Tensor placeholder) {
    NDArray shaped = shaped(label, placeholder.shape());
    DType wanted = placeholder.dtype();
    boolean converts = label.dtype() != wanted
        && wanted.isNumeric()
        && (wanted.isFloating() || !label.dtype().isFloating());
    return converts ? shaped.cast(wanted) : shaped;
  }

  private static NDArray shaped(NDArray label, Shape wanted) {
    int rank = label.rank();
    if (rank + 1 == wanted.rank() && wanted.dim(-1).is(1)) {
      int[] dims = new int[rank + 1];
      for (int axis = 0; axis < rank; axis++) {
        dims[axis] = label.dim(axis);
      }
      dims[rank] = 1;
      return label.reshape(dims);
    }
    if (rank > 1 && rank == wanted.rank() + 1 && label.dim(-1) == 1) {
      int[] dims = new int[rank - 1];
      for (int axis = 0; axis < rank - 1; axis++) {
        dims[axis] = label.dim(axis);
      }
      return label.reshape(dims);
    }
    return label;
  }
}
