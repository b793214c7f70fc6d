package io.opwalk.ops.linalg;

import java.util.Arrays;

/**
 * The QR decomposition of one matrix by Householder reflections (G. H. Golub and C. F. Van Loan,
 * <i>Matrix Computations</i>, 4th ed., algorithm 5.2.1). Commons Math's would make all of Q, which
 * for a tall matrix may be too much to hold, and squares elements without scaling them.
 */
final class Householder {
  private final double[][] rest;
  private final int count;
  private final double[][] reflectors;
  private final double[] factors;

  /** Decomposes a finite matrix of one element at least, which is overwritten. */
  Householder(double[][] matrix) {
    rest = matrix;
    count = Math.min(matrix.length, matrix[0].length);
    reflectors = new double[count][];
    factors = new double[count];
    for (int k = 0; k < count; k++) {
      eliminate(k);
    }
  }

  /**
   * Makes zeros below the diagonal in a column; the vector is scaled, so that no square is lost.
   */
  private void eliminate(int k) {
    double[] vector = new double[rest.length];
    double largest = 0;
    for (int row = k; row < rest.length; row++) {
      vector[row] = rest[row][k];
      largest = Math.max(largest, Math.abs(vector[row]));
    }
    reflectors[k] = vector;
    if (largest == 0) {
      return;
    }
    int exponent = PowerOfTwo.exponent(largest);
    PowerOfTwo.scale(vector, -exponent);
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    double sign = vector[k] < 0 ? 1 : -1;
    for (int row = k; row < rest.length; row++) {
      vector[row] /= norm;
    }
    vector[k] -= sign;
    factors[k] = 1 / Math.abs(vector[k]);
    reflect(rest, k, k + 1);
    for (int row = k; row < rest.length; row++) {
      rest[row][k] = row == k ? Math.scalb(sign * norm, exponent) : 0;
    }
  }

  /** Applies a reflection to the columns of a matrix from one on. */
  private void reflect(double[][] target, int k, int from) {
    double[] vector = reflectors[k];
    double[] along = new double[target[0].length];
    for (int row = k; row < target.length; row++) {
      for (int column = from; column < along.length; column++) {
        along[column] += vector[row] * target[row][column];
      }
    }
    for (int row = k; row < target.length; row++) {
      double share = factors[k] * vector[row];
      for (int column = from; column < along.length; column++) {
        target[row][column] -= share * along[column];
      }
    }
  }

  /** The upper triangular factor, not square where the matrix is wide. */
  double[][] r() {
    return Arrays.copyOf(rest, count);
  }

  /** As many orthonormal columns as the triangular factor has rows. */
  double[][] q() {
    double[][] q = new double[rest.length][count];
    for (int k = 0; k < count; k++) {
      q[k][k] = 1;
    }
    for (int k = count - 1; k >= 0; k--) {
      if (factors[k] != 0) {
        reflect(q, k, k);
      }
    }
    return q;
  }
}
