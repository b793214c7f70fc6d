package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import java.util.List;

/** What the type rules of this package ask of inputs. */
final class Inputs {
  private Inputs() {}

  static void require(int expected, List<TensorType> inputs) {
    if (inputs.size() != expected) {
      throw new IllegalArgumentException("takes "
          + expected
          + (expected == 1 ? " input" : " inputs")
          + ", found "
          + inputs.size());
    }
  }

  /** The only input, of a floating dtype. */
  static TensorType floating(List<TensorType> inputs) {
    require(1, inputs);
    requireFloating(inputs.get(0).dtype());
    return inputs.get(0);
  }

  /** The only input, of a floating dtype and with the given axis. */
  static TensorType floating(List<TensorType> inputs, int axis) {
    TensorType input = floating(inputs);
    requireAxis(axis, input.shape());
    return input;
  }

  /**
   * Requires two inputs to be of one floating dtype and of one shape, so that nothing is broadcast.
   * Unknown sizes are trusted to turn out equal, but not to be 1: an elementwise op would repeat
   * that 1.
   */
  static void requireSame(List<TensorType> inputs, String first, String second) {
    require(2, inputs);
    TensorType a = inputs.get(0);
    TensorType b = inputs.get(1);
    if (a.dtype() != b.dtype()) {
      throw new IllegalArgumentException(first + " and " + second + " must have one dtype, found "
          + a.dtype() + " and " + b.dtype() + "; convert one of them with cast(x, dtype)");
    }
    requireFloating(a.dtype());
    boolean fits = a.rank() == b.rank();
    for (int axis = 0; fits && axis < a.rank(); axis++) {
      Dim left = a.dim(axis);
      Dim right = b.dim(axis);
      boolean trusted = !left.isFixed() || !right.isFixed();
      fits = left.equals(right) || (trusted && !left.is(1) && !right.is(1));
    }
    if (!fits) {
      boolean known = a.shape().isFixed() && b.shape().isFixed();
      throw new IllegalArgumentException(first + " and " + second + " must have one shape, found "
          + a.shape() + " and " + b.shape()
          + (known ? "" : "; an unknown size is never taken for 1"));
    }
  }

  /** Requires two axes to be of one size, and 1 not to be repeated; unknown sizes are trusted. */
  static void requireLength(Shape a, int axisOfA, Shape b, int axisOfB) {
    Dim left = a.dim(axisOfA);
    Dim right = b.dim(axisOfB);
    boolean trusted = (!left.isFixed() || !right.isFixed()) && !left.is(1) && !right.is(1);
    if (!left.equals(right) && !trusted) {
      throw new IllegalArgumentException("vectors must be of one length, found " + left + " in " + a
          + " and " + right + " in " + b);
    }
  }

  static void requireMatrices(TensorType input) {
    if (input.rank() < 2) {
      throw new IllegalArgumentException("takes matrices, found shape " + input.shape());
    }
  }

  static void requireAxis(int axis, Shape shape) {
    if (axis < 0 || axis >= shape.rank()) {
      throw new IllegalArgumentException(
          "axis must be counted from the front, found " + axis + " for " + shape);
    }
  }

  /** A key, and a tensor whose shape says how many draws are wanted. */
  static void requireKeyed(List<TensorType> inputs) {
    require(2, inputs);
    TensorType key = inputs.get(0);
    if (key.dtype() != DType.INT64 || key.rank() != 0) {
      throw new IllegalArgumentException("a key is an int64 of rank 0, found " + key);
    }
  }

  /** What is added to a variance, so that its root divides, is a number and not negative. */
  static void requireEpsilon(double epsilon) {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon must be 0 or above, found " + epsilon);
    }
  }

  /** What only floating dtypes are defined for. */
  static void requireFloating(DType dtype) {
    if (!dtype.isFloating()) {
      throw new IllegalArgumentException("not defined for "
          + dtype
          + ", only for floating dtypes; convert the input with cast(x, dtype)");
    }
  }
}
