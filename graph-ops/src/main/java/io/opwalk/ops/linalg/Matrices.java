package io.opwalk.ops.linalg;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The matrices of a batch as doubles, whatever their dtype was. */
final class Matrices {
  private final NDArray array;
  private final double[] values;
  private final int rows;
  private final int columns;

  Matrices(NDArray array) {
    this.array = array;
    this.values = array.dtype() == DType.FLOAT64
        ? (double[]) array.backing()
        : array.cast(DType.FLOAT64).toDoubles();
    this.rows = array.dim(-2);
    this.columns = array.dim(-1);
  }

  DType dtype() {
    return array.dtype();
  }

  /** The axes in front of the matrices. */
  List<Integer> batch() {
    return array.shape().subList(0, array.rank() - 2);
  }

  int count() {
    return batch().stream().reduce(1, Math::multiplyExact);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** A copy of one matrix, row by row. */
  double[][] get(int matrix) {
    double[][] copy = new double[rows][];
    for (int row = 0; row < rows; row++) {
      int start = (matrix * rows + row) * columns;
      copy[row] = Arrays.copyOfRange(values, start, start + columns);
    }
    return copy;
  }

  /** As {@link #get}, of a matrix that is about to be decomposed. */
  double[][] finite(int matrix) {
    double[][] copy = get(matrix);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (!Double.isFinite(copy[row][column])) {
          throw new IllegalArgumentException(describe(matrix) + " holds " + copy[row][column]
              + " at [" + row + ", " + column + "], expected finite numbers only");
        }
      }
    }
    return copy;
  }

  /** The mean of a finite matrix and its transpose. */
  double[][] symmetric(int matrix) {
    double[][] copy = finite(matrix);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < row; column++) {
        double mean = 0.5 * copy[row][column] + 0.5 * copy[column][row];
        copy[row][column] = mean;
        copy[column][row] = mean;
      }
    }
    return copy;
  }

  /** How an error calls one matrix. */
  String describe(int matrix) {
    if (batch().isEmpty()) {
      return "the matrix";
    }
    List<Integer> index = new ArrayList<>();
    int rest = matrix;
    for (int axis = batch().size() - 1; axis >= 0; axis--) {
      index.add(0, rest % batch().get(axis));
      rest /= batch().get(axis);
    }
    return "matrix " + index + " of the batch";
  }

  Matrices requireSquare() {
    if (rows != columns) {
      throw new IllegalArgumentException(
          "expected square matrices, found " + rows + " rows and " + columns + " columns");
    }
    return this;
  }
}
