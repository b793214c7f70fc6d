package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;

/**
 * The decomposition {@code A = Q R} of matrices {@code [..., m, n]} by Householder reflections: Q
 * with {@code min(m, n)} orthonormal columns, and R upper triangular with that many rows. No
 * element on the diagonal of R is negative, which makes it the only one where A has full rank.
 */
public record Qr() implements MatrixFunction {
  @Override
  public String name() {
    return "Qr";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType a = MatrixTypes.matrices(inputs);
    Dim count = a.dim(-2).min(a.dim(-1));
    return List.of(
        MatrixTypes.withBlock(a, a.dim(-2), count), MatrixTypes.withBlock(a, count, a.dim(-1)));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0));
    int count = Math.min(a.rows(), a.columns());
    Results orthogonal = new Results(a, a.rows(), count);
    Results triangular = new Results(a, count, a.columns());
    for (int i = 0; count > 0 && i < a.count(); i++) {
      double[][] matrix = a.finite(i);
      int exponent = PowerOfTwo.exponent(matrix);
      QRDecomposition qr =
          new QRDecomposition(new Array2DRowRealMatrix(PowerOfTwo.scale(matrix, -exponent), false));
      double[][] r = new double[count][];
      for (int row = 0; row < count; row++) {
        r[row] = PowerOfTwo.scale(qr.getR().getRow(row), exponent);
      }
      double[][] q = columns(qr.getH().getData(), r);
      for (int k = 0; k < count; k++) {
        if (r[k][k] < 0) {
          Signs.flip(r[k]);
          Signs.flip(q, k);
        }
      }
      orthogonal.put(i, q);
      triangular.put(i, r);
    }
    return List.of(orthogonal.done(), triangular.done());
  }

  /** The first columns of the product of the reflections; all of them may be too many to hold. */
  private static double[][] columns(double[][] reflectors, double[][] r) {
    int rows = reflectors.length;
    int count = r.length;
    double[][] q = new double[rows][count];
    for (int k = 0; k < count; k++) {
      q[k][k] = 1;
    }
    for (int k = count - 1; k >= 0; k--) {
      if (r[k][k] == 0) {
        continue; // A column of zeros is not reflected, and has no reflector.
      }
      for (int column = k; column < count; column++) {
        double along = 0;
        for (int row = k; row < rows; row++) {
          along += reflectors[row][k] * q[row][column];
        }
        along /= reflectors[k][k];
        for (int row = k; row < rows; row++) {
          q[row][column] -= along * reflectors[row][k];
        }
      }
    }
    return q;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(QrGradient.of(apply, gradients.get(0), gradients.get(1)));
  }
}
