package io.opwalk.ops.linalg;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The LU decomposition of a square matrix with partial pivoting. Rows, and then columns, are scaled
 * by powers of 2 so that the largest element of each is about 1: a matrix whose equations are
 * merely in different units is not taken for a singular one.
 */
final class LuFactors {
  private static final double EPSILON = Math.ulp(1.0);

  private final int[] rowExponents;
  private final int[] columnExponents;
  private final double norm;
  private final boolean regular;
  private double[][] lower;
  private double[][] upper;
  private int[] pivot;
  private double pivotSign;

  /** Decomposes a finite matrix of one row at least, which is overwritten. */
  LuFactors(double[][] matrix) {
    int n = matrix.length;
    rowExponents = new int[n];
    columnExponents = new int[n];
    equilibrate(matrix);
    norm = norm(matrix);
    // Only a pivot of exactly 0 stops the decomposition: what is small is a matter of the
    // condition.
    LUDecomposition lu =
        new LUDecomposition(new Array2DRowRealMatrix(matrix, false), Double.MIN_VALUE);
    regular = lu.getL() != null;
    if (regular) {
      lower = lu.getL().getData();
      upper = lu.getU().getData();
      pivot = lu.getPivot();
      pivotSign = sign(pivot);
    }
  }

  private void equilibrate(double[][] matrix) {
    int n = matrix.length;
    for (int row = 0; row < n; row++) {
      double[][] only = {matrix[row]};
      rowExponents[row] = -PowerOfTwo.exponent(only);
      PowerOfTwo.scale(only, rowExponents[row]);
    }
    for (int column = 0; column < n; column++) {
      double largest = 0;
      for (double[] row : matrix) {
        largest = Math.max(largest, Math.abs(row[column]));
      }
      columnExponents[column] = -PowerOfTwo.exponent(largest);
      for (double[] row : matrix) {
        row[column] = Math.scalb(row[column], columnExponents[column]);
      }
    }
  }

  private static double norm(double[][] matrix) {
    double largest = 0;
    for (int column = 0; column < matrix.length; column++) {
      double sum = 0;
      for (double[] row : matrix) {
        sum += Math.abs(row[column]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private static double sign(int[] permutation) {
    boolean[] seen = new boolean[permutation.length];
    double sign = 1;
    for (int start = 0; start < permutation.length; start++) {
      int length = 0;
      for (int at = start; !seen[at]; at = permutation[at]) {
        seen[at] = true;
        length++;
      }
      if (length > 0 && length % 2 == 0) {
        sign = -sign;
      }
    }
    return sign;
  }

  /**
   * Requires the matrix to be so far from a singular one that a solution has a digit that is right.
   *
   * @param name how the error calls the matrix
   */
  LuFactors requireRegular(String name) {
    double reciprocal = regular ? reciprocalCondition() : 0;
    if (!(reciprocal >= EPSILON)) {
      throw new IllegalArgumentException(name + " is singular to working precision: its reciprocal"
          + " condition number is about " + (float) reciprocal + ", below " + (float) EPSILON
          + "; lstsq(a, b) and pinv(a) take such matrices");
    }
    return this;
  }

  /**
   * The reciprocal of the condition number in the 1-norm after scaling, estimated from a few
   * solutions (N. J. Higham, "FORTRAN codes for estimating the one-norm of a real or complex
   * matrix, with applications to condition estimation", ACM TOMS 14, 1988): rarely more than 3
   * times too large.
   */
  private double reciprocalCondition() {
    int n = lower.length;
    double[] x = new double[n];
    Arrays.fill(x, 1.0 / n);
    double estimate = 0;
    for (int round = 0; round < 5; round++) {
      double[] y = solveScaled(x.clone(), false);
      double length = length(y);
      if (round > 0 && !(length > estimate)) {
        break;
      }
      estimate = Math.max(estimate, length);
      for (int i = 0; i < n; i++) {
        y[i] = y[i] < 0 ? -1 : 1;
      }
      double[] z = solveScaled(y, true);
      int steepest = 0;
      double slope = 0;
      for (int i = 0; i < n; i++) {
        slope += z[i] * x[i];
        steepest = Math.abs(z[i]) > Math.abs(z[steepest]) ? i : steepest;
      }
      if (round > 0 && Math.abs(z[steepest]) <= slope) {
        break;
      }
      Arrays.fill(x, 0);
      x[steepest] = 1;
    }
    // Where the search was led astray, this vector shows it.
    for (int i = 0; i < n; i++) {
      x[i] = (i % 2 == 0 ? 1 : -1) * (1 + i / Math.max(1.0, n - 1));
    }
    estimate = Math.max(estimate, 2 * length(solveScaled(x, false)) / (3.0 * n));
    return 1 / (norm * estimate);
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += Math.abs(value);
    }
    return sum;
  }

  /** Solves with the scaled matrix, in place. */
  private double[] solveScaled(double[] b, boolean transposed) {
    double[] permuted = new double[b.length];
    if (transposed) {
      Substitution.solve(upper, false, true, false, b);
      Substitution.solve(lower, true, true, true, b);
      for (int i = 0; i < b.length; i++) {
        permuted[pivot[i]] = b[i];
      }
      return permuted;
    }
    for (int i = 0; i < b.length; i++) {
      permuted[i] = b[pivot[i]];
    }
    Substitution.solve(lower, true, false, true, permuted);
    Substitution.solve(upper, false, false, false, permuted);
    return permuted;
  }

  /** The solution for one right-hand side, which is overwritten. */
  double[] solve(double[] b, boolean transposed) {
    int[] before = transposed ? columnExponents : rowExponents;
    int[] after = transposed ? rowExponents : columnExponents;
    for (int i = 0; i < b.length; i++) {
      b[i] = Math.scalb(b[i], before[i]);
    }
    double[] x = solveScaled(b, transposed);
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.scalb(x[i], after[i]);
    }
    return x;
  }

  ScaledProduct determinant() {
    ScaledProduct product = new ScaledProduct();
    if (!regular) {
      return product.times(0);
    }
    product.times(pivotSign);
    for (int i = 0; i < upper.length; i++) {
      product.times(upper[i][i]).timesPowerOfTwo(-rowExponents[i] - columnExponents[i]);
    }
    return product;
  }
}
