package io.opwalk.ops.linalg;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The singular value decomposition {@code A = U S Vᵀ} of one finite matrix of one element at least:
 * as many columns of U and V as there are singular values, these from the largest on. The element
 * of largest magnitude in each column of U, the first of equal ones, is positive.
 */
final class SvdFactors {
  private final double[][] u;
  private final double[] values;
  private final double[][] v;

  /** Decomposes a matrix, which is overwritten. */
  SvdFactors(double[][] matrix) {
    int exponent = PowerOfTwo.exponent(matrix);
    PowerOfTwo.scale(matrix, -exponent);
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(matrix, false));
    u = svd.getU().getData();
    v = svd.getV().getData();
    values = PowerOfTwo.scale(svd.getSingularValues(), exponent);
    for (int k = 0; k < values.length; k++) {
      if (Signs.isNegative(u, k)) {
        Signs.flip(u, k);
        Signs.flip(v, k);
      }
    }
  }

  /** The left singular vectors as columns, a copy. */
  double[][] u() {
    return copy(u);
  }

  /** The singular values; not to be written. */
  double[] values() {
    return values;
  }

  /** The right singular vectors as columns, a copy. */
  double[][] v() {
    return copy(v);
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = matrix.clone();
    for (int row = 0; row < copy.length; row++) {
      copy[row] = copy[row].clone();
    }
    return copy;
  }

  /** A basis of the whole space whose first columns are the given orthonormal ones. */
  static double[][] completed(double[][] columns) {
    double[][] basis =
        new QRDecomposition(new Array2DRowRealMatrix(columns)).getQ().getData();
    for (int row = 0; row < basis.length; row++) {
      System.arraycopy(columns[row], 0, basis[row], 0, columns[row].length);
    }
    return basis;
  }
}
