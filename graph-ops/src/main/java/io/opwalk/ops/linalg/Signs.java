package io.opwalk.ops.linalg;

/** Which of a vector and its opposite is taken, where a decomposition leaves that open. */
final class Signs {
  private Signs() {}

  /** Whether the element of largest magnitude in a column, the first of equal ones, is negative. */
  static boolean isNegative(double[][] matrix, int column) {
    double largest = 0;
    for (double[] row : matrix) {
      if (Math.abs(row[column]) > Math.abs(largest)) {
        largest = row[column];
      }
    }
    return largest < 0;
  }

  static void flip(double[][] matrix, int column) {
    for (double[] row : matrix) {
      row[column] = 0.0 - row[column];
    }
  }

  static void flip(double[] row) {
    for (int column = 0; column < row.length; column++) {
      row[column] = 0.0 - row[column];
    }
  }
}
