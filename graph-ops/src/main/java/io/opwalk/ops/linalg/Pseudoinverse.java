package io.opwalk.ops.linalg;

import io.opwalk.DType;
import java.util.OptionalDouble;

/** The Moore-Penrose inverse of one matrix, applied to vectors. */
final class Pseudoinverse {
  private final SvdFactors svd;
  private final double cutoff;
  private final double[][] u;
  private final double[][] v;

  /**
   * Of one matrix of a batch, which has one element at least.
   *
   * @param relative singular values of at most this share of the largest are taken for 0; empty for
   *     the machine epsilon times the larger number of rows or columns
   */
  Pseudoinverse(Matrices matrices, int matrix, OptionalDouble relative) {
    svd = new SvdFactors(matrices.finite(matrix));
    double epsilon = matrices.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
    int larger = Math.max(matrices.rows(), matrices.columns());
    cutoff = relative.orElse(epsilon * larger) * svd.values()[0];
    u = svd.u();
    v = svd.v();
  }

  /** The shortest of the vectors that come nearest to being a solution. */
  double[] solve(double[] b) {
    double[] x = new double[v.length];
    for (int k = 0; k < svd.values().length; k++) {
      double value = svd.values()[k];
      if (value > cutoff) {
        double along = 0;
        for (int row = 0; row < u.length; row++) {
          along += u[row][k] * b[row];
        }
        for (int row = 0; row < v.length; row++) {
          x[row] += v[row][k] * (along / value);
        }
      }
    }
    return x;
  }
}
