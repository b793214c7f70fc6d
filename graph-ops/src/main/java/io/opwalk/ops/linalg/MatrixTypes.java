package io.opwalk.ops.linalg;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import java.util.List;

/** What the type rules of this package ask of inputs. */
final class MatrixTypes {
  private MatrixTypes() {}

  /** The only input: matrices of a floating dtype. */
  static TensorType matrices(List<TensorType> inputs) {
    requireCount(1, inputs);
    return requireMatrices(inputs.get(0));
  }

  /** The only input: square matrices of a floating dtype. */
  static TensorType square(List<TensorType> inputs) {
    return requireSquare(matrices(inputs));
  }

  private static void requireCount(int expected, List<TensorType> inputs) {
    if (inputs.size() != expected) {
      throw new IllegalArgumentException("takes " + expected
          + (expected == 1 ? " input" : " inputs") + ", found " + inputs.size());
    }
  }

  private static TensorType requireMatrices(TensorType input) {
    if (!input.dtype().isFloating()) {
      throw new IllegalArgumentException("not defined for " + input.dtype()
          + ", only for floating dtypes; convert the input with cast(x, dtype)");
    }
    if (input.rank() < 2) {
      throw new IllegalArgumentException(
          "expected matrices, of rank 2 at least, found shape " + input.shape());
    }
    return input;
  }

  static TensorType requireSquare(TensorType input) {
    if (differ(input.dim(-2), input.dim(-1))) {
      throw new IllegalArgumentException("expected square matrices, found " + input.dim(-2)
          + " rows and " + input.dim(-1) + " columns in shape " + input.shape());
    }
    return input;
  }

  /**
   * What solving {@code A x = b} gives: for matrices {@code [..., m, n]} and right-hand sides
   * {@code [..., m, k]} solutions {@code [..., n, k]}. The batches are one, or there is one matrix
   * for a batch of right-hand sides.
   *
   * @param transposed whether the transpose of A is meant
   */
  static TensorType solution(List<TensorType> inputs, boolean transposed) {
    requireCount(2, inputs);
    TensorType a = requireMatrices(inputs.get(0));
    TensorType b = requireMatrices(inputs.get(1));
    Dim equations = a.dim(transposed ? -1 : -2);
    Dim unknowns = a.dim(transposed ? -2 : -1);
    if (a.dtype() != b.dtype()) {
      throw new IllegalArgumentException("inputs must have one dtype, found " + a.dtype() + " and "
          + b.dtype() + "; convert one of them with cast(x, dtype)");
    }
    if (differ(equations, b.dim(-2))) {
      throw new IllegalArgumentException("shapes " + a.shape() + " and " + b.shape()
          + " do not match: the left has " + equations + " rows, the right " + b.dim(-2));
    }
    boolean fits = a.rank() == 2 || a.rank() == b.rank();
    for (int axis = 0; fits && a.rank() > 2 && axis < a.rank() - 2; axis++) {
      fits = !differ(a.dim(axis), b.dim(axis));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "shapes " + a.shape() + " and " + b.shape() + " are no batches of one size");
    }
    return b.withShape(b.shape().withDim(-2, unknowns));
  }

  /** The axes in front of the matrices. */
  static Shape batch(TensorType matrices) {
    return Shape.of(matrices.shape().dims().subList(0, matrices.rank() - 2));
  }

  static TensorType withBlock(TensorType matrices, Dim... block) {
    return matrices.withShape(batch(matrices).append(Shape.of(block)));
  }

  private static boolean differ(Dim a, Dim b) {
    return a.isFixed() && b.isFixed() && !a.equals(b);
  }
}
