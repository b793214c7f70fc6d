package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * The triangular factor of symmetric positive definite matrices: a lower one with {@code A = L Lᵀ},
 * or an upper one with {@code A = Uᵀ U}. What is decomposed is the mean of A and its transpose. It
 * is an error where a pivot is not positive, or nothing but the rounding errors of those before it.
 *
 * <p>Gradient: I. Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527, 2016,
 * equation 10.
 *
 * @param upper whether the upper factor is wanted
 */
public record Cholesky(boolean upper) implements MatrixFunction {
  private static final double EPSILON = Math.ulp(1.0);

  @Override
  public String name() {
    return "Cholesky";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("upper", upper);
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
      result.put(i, factor(a.symmetric(i), a.describe(i)));
    }
    return List.of(result.done());
  }

  private double[][] factor(double[][] matrix, String name) {
    CholeskyDecomposition decomposition;
    try {
      decomposition = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix), 0, 0);
    } catch (NonPositiveDefiniteMatrixException complaint) {
      throw new IllegalArgumentException(
          indefinite(name, complaint.getRow(), matrix)
              + ", found "
              + complaint.getArgument().doubleValue(),
          complaint);
    }
    double[][] lower = decomposition.getL().getData();
    for (int i = 0; i < matrix.length; i++) {
      double pivot = lower[i][i] * lower[i][i];
      if (!(pivot > (i + 1) * EPSILON * matrix[i][i])) {
        throw new IllegalArgumentException(
            indefinite(name, i, matrix) + " beyond rounding errors, found " + (float) pivot
                + " beside " + (float) matrix[i][i] + " on its diagonal");
      }
    }
    return upper ? decomposition.getLT().getData() : lower;
  }

  private static String indefinite(String name, int row, double[][] matrix) {
    return name + " is not positive definite: pivot " + row + " of " + matrix.length
        + ", counted from 0, has to be positive";
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> {
      Tensor lower = upper ? MatrixFunction.transposed(apply.output()) : apply.output();
      Tensor slope = upper ? MatrixFunction.transposed(gradient) : gradient;
      Tensor half =
          MatrixFunction.halved(MatrixFunction.product(MatrixFunction.transposed(lower), slope));
      // L^-T half L^-1, by two triangular solves.
      TriangularSolve back = new TriangularSolve(true, true, false);
      Tensor left = back.of(lower, half).get(0);
      Tensor both = back.of(lower, MatrixFunction.transposed(left)).get(0);
      return MatrixFunction.symmetric(both);
    }));
  }
}
