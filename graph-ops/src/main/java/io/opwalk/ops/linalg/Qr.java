package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;

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
      Householder factors = new Householder(PowerOfTwo.scale(matrix, -exponent));
      double[][] r = PowerOfTwo.scale(factors.r(), exponent);
      double[][] q = factors.q();
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

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(QrGradient.of(apply, gradients.get(0), gradients.get(1)));
  }
}
