package io.opwalk.walk;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;

/** Whether one tensor can stand in another's place. */
final class Fit {
  private Fit() {}

  /**
   * Refuses a tensor of another dtype or rank, or with a fixed size where the other has another.
   *
   * @param what what is being done, for the message
   */
  static void require(String what, Tensor place, Tensor successor) {
    String complaint = "";
    if (place.dtype() != successor.dtype()) {
      complaint = "expected " + place.dtype() + ", found " + successor.dtype();
    } else if (place.shape().rank() != successor.shape().rank()) {
      complaint = "expected rank " + place.shape().rank() + ", found "
          + successor.shape().rank();
    } else if (!agree(place.shape(), successor.shape())) {
      complaint = "expected shape " + place.shape() + ", found " + successor.shape();
    }
    if (!complaint.isEmpty()) {
      throw new TypeException(what + ": " + complaint + "\n  in the place of " + place
          + "\n  there cannot be " + successor);
    }
  }

  private static boolean agree(Shape left, Shape right) {
    for (int axis = 0; axis < left.rank(); axis++) {
      boolean fixed = left.dim(axis).isFixed() && right.dim(axis).isFixed();
      if (fixed && !left.dim(axis).equals(right.dim(axis))) {
        return false;
      }
    }
    return true;
  }
}
