package io.opwalk.ops.linalg;

import io.opwalk.NDArray;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.List;

/**
 * {@link Cofactors} over the {@link Determinant}, which is {@code A⁻ᵀ}, without either, so that
 * nothing overflows or vanishes on the way: {@code U S⁻¹ Vᵀ} with {@code A = U S Vᵀ}. Where the
 * determinant is 0, infinite or NaN, as that quotient is. It stands where a rewrite has found the
 * quotient in a gradient, and has none itself.
 */
public record CofactorRatio() implements CustomFunction {
  @Override
  public String name() {
    return "CofactorRatio";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return new Cofactors().inferTypes(inputs);
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    Results result = new Results(a, a.rows(), a.rows());
    for (int i = 0; a.rows() > 0 && i < a.count(); i++) {
      boolean singular = Determinant.of(a.finite(i)).sign() == 0;
      result.put(i, singular ? infinite(Cofactors.of(a.get(i))) : ratio(a.get(i)));
    }
    return List.of(result.done());
  }

  private static double[][] infinite(double[][] cofactors) {
    for (double[] row : cofactors) {
      for (int column = 0; column < row.length; column++) {
        row[column] *= Double.POSITIVE_INFINITY;
      }
    }
    return cofactors;
  }

  private static double[][] ratio(double[][] matrix) {
    int n = matrix.length;
    SvdFactors svd = new SvdFactors(matrix);
    double[][] ratio = new double[n][n];
    for (int k = 0; k < n; k++) {
      for (int row = 0; row < n; row++) {
        double left = svd.u()[row][k] / svd.values()[k];
        for (int column = 0; column < n; column++) {
          ratio[row][column] += left * svd.v()[column][k];
        }
      }
    }
    return ratio;
  }
}
