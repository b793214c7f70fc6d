package io.opwalk;

import java.util.Objects;

/**
 * What is known of a tensor when the graph is built: its element type and its shape. Prints as
 * {@code (?, 784) float64}.
 *
 * @param dtype the type of the elements
 * @param shape the sizes of the axes
 */
public record TensorType(DType dtype, Shape shape) {

  public TensorType {
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(shape, "shape");
  }

  /**
   * Returns the type of the given element type and sizes.
   *
   * @param dims sizes as in {@link Shape#shape(long...)}, {@link Shape#UNKNOWN} among them
   * @throws IllegalArgumentException if a size is negative and not {@link Shape#UNKNOWN}
   */
  public static TensorType of(DType dtype, long... dims) {
    return new TensorType(dtype, Shape.shape(dims));
  }

  /** Returns the number of axes. */
  public int rank() {
    return shape.rank();
  }

  /**
   * Returns the size of an axis, which may be counted from the end: -1 is the last.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  public Dim dim(int axis) {
    return shape.dim(axis);
  }

  /** Returns the type of the same shape with another element type. */
  public TensorType withDType(DType other) {
    return new TensorType(other, shape);
  }

  /** Returns the type of the same element type with another shape. */
  public TensorType withShape(Shape other) {
    return new TensorType(dtype, other);
  }

  @Override
  public String toString() {
    return shape + " " + dtype;
  }
}
