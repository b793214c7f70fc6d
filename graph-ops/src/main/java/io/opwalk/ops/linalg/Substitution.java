package io.opwalk.ops.linalg;

/** Solves triangular systems. */
final class Substitution {
  private Substitution() {}

  /**
   * Solves {@code T x = b} in place of b.
   *
   * @param lower whether T is the lower triangle of the matrix, or the upper one; the other is not
   *     read
   * @param transposed whether the transpose of T is meant
   * @param unit whether the diagonal is taken to be 1, and not read
   */
  static void solve(
      double[][] matrix, boolean lower, boolean transposed, boolean unit, double[] b) {
    int n = b.length;
    boolean forward = lower != transposed;
    for (int step = 0; step < n; step++) {
      int row = forward ? step : n - 1 - step;
      int from = forward ? 0 : row + 1;
      int to = forward ? row : n;
      double sum = b[row];
      for (int k = from; k < to; k++) {
        sum -= (transposed ? matrix[k][row] : matrix[row][k]) * b[k];
      }
      b[row] = unit ? sum : sum / matrix[row][row];
    }
  }
}
