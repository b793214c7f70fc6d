package io.opwalk.ops.linalg;

import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Matrices of which only the diagonals count, or are there at all. */
final class DiagonalElements {
  private final Matrices matrices;
  private final boolean given;

  private DiagonalElements(Matrices matrices, boolean given) {
    this.matrices = matrices;
    this.given = given;
  }

  /** Vectors that are the diagonals of matrices. */
  static DiagonalElements given(NDArray vectors) {
    List<Integer> dims = new ArrayList<>(vectors.shape());
    dims.add(vectors.rank() - 1, 1);
    int[] rows = dims.stream().mapToInt(Integer::intValue).toArray();
    return new DiagonalElements(new Matrices(vectors.reshape(rows)), true);
  }

  /** The diagonals of square matrices. */
  static DiagonalElements of(NDArray squares) {
    return new DiagonalElements(new Matrices(squares).requireSquare(), false);
  }

  /** The vectors that a type rule takes for diagonals: of a floating dtype. */
  static TensorType requireVectors(TensorType input) {
    if (!input.dtype().isFloating() || input.rank() == 0) {
      throw new IllegalArgumentException(
          "expected vectors of a floating dtype, the diagonals of matrices, found " + input);
    }
    return input;
  }

  /** One number for each vector. */
  static TensorType numbers(TensorType vectors) {
    List<Dim> dims = vectors.shape().dims();
    return vectors.withShape(Shape.of(dims.subList(0, dims.size() - 1)));
  }

  /** Whose batch and dtype results have. */
  Matrices matrices() {
    return matrices;
  }

  /** A diagonal; all elements of its matrix have to be finite. */
  double[] finite(int matrix) {
    if (!given) {
      double[][] all = matrices.finite(matrix);
      double[] diagonal = new double[all.length];
      for (int i = 0; i < all.length; i++) {
        diagonal[i] = all[i][i];
      }
      return diagonal;
    }
    double[] diagonal = matrices.get(matrix)[0];
    for (int i = 0; i < diagonal.length; i++) {
      if (!Double.isFinite(diagonal[i])) {
        throw new IllegalArgumentException(matrices.describe(matrix) + " holds " + diagonal[i]
            + " at [" + i + ", " + i + "], expected finite numbers only");
      }
    }
    return diagonal;
  }

  /** The determinant of the triangular or diagonal matrix that has this diagonal. */
  ScaledProduct product(int matrix) {
    ScaledProduct product = new ScaledProduct();
    for (double factor : finite(matrix)) {
      product.times(factor);
    }
    return product;
  }
}
