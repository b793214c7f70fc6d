package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Optional;

/**
 * The cofactors of square matrices, {@code det(A) A⁻ᵀ} where there is an inverse. With {@code A = U
 * S Vᵀ} they are {@code det(U) det(V) U C Vᵀ}, where C has on its diagonal for each singular value
 * the product of all others; so nothing is divided by 0. The gradient needs an invertible matrix.
 */
public record Cofactors() implements MatrixFunction {
  @Override
  public String name() {
    return "Cofactors";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(MatrixTypes.square(inputs));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    Results result = new Results(a, a.rows(), a.rows());
    for (int i = 0; a.rows() > 0 && i < a.count(); i++) {
      result.put(i, of(a.finite(i)));
    }
    return List.of(result.done());
  }

  /** Those of one finite matrix, which is overwritten. */
  static double[][] of(double[][] matrix) {
    int n = matrix.length;
    SvdFactors svd = new SvdFactors(matrix);
    double sign = Determinant.of(svd.u()).sign() * Determinant.of(svd.v()).sign();
    double[][] u = svd.u();
    double[][] v = svd.v();
    double[][] cofactors = new double[n][n];
    for (int k = 0; k < n; k++) {
      ScaledProduct others = new ScaledProduct().times(sign);
      for (int i = 0; i < n; i++) {
        if (i != k) {
          others.times(svd.values()[i]);
        }
      }
      double weight = others.value();
      for (int row = 0; row < n; row++) {
        for (int column = 0; column < n; column++) {
          cofactors[row][column] += u[row][k] * weight * v[column][k];
        }
      }
    }
    return cofactors;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor a = apply.inputs(0);
    return List.of(gradients.get(0).map(gradient -> {
      Tensor inverse = MatrixFunction.transposed(new Inverse().of(a).get(0));
      Tensor along = Reductions.sum(Arithmetic.multiply(gradient, inverse), List.of(-2, -1), true);
      Tensor across = MatrixFunction.product(inverse, MatrixFunction.transposed(gradient), inverse);
      Tensor det = Shapes.expandDims(new Determinant().of(a).get(0), -1, -2);
      return Arithmetic.multiply(
          det, Arithmetic.subtract(Arithmetic.multiply(along, inverse), across));
    }));
  }
}
