package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Moore-Penrose inverse of matrices of any shape and rank, by a singular value decomposition.
 * Its gradient is that of {@link Lstsq} and its references.
 *
 * @param relative singular values of at most this share of the largest are taken for 0; empty for
 *     the share of {@link MatrixRank}
 */
public record Pinv(OptionalDouble relative) implements MatrixFunction {
  @Override
  public String name() {
    return "Pinv";
  }

  @Override
  public Map<String, Object> attributes() {
    return relative.isPresent() ? Map.of("relative", relative.getAsDouble()) : Map.of();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType a = MatrixTypes.matrices(inputs);
    return List.of(MatrixTypes.withBlock(a, a.dim(-1), a.dim(-2)));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0));
    Results result = new Results(a, a.columns(), a.rows());
    for (int i = 0; a.rows() > 0 && a.columns() > 0 && i < a.count(); i++) {
      Pseudoinverse inverse = new Pseudoinverse(a, i, relative);
      double[][] matrix = new double[a.columns()][a.rows()];
      for (int column = 0; column < a.rows(); column++) {
        double[] unit = new double[a.rows()];
        unit[column] = 1;
        double[] solution = inverse.solve(unit);
        for (int row = 0; row < a.columns(); row++) {
          matrix[row][column] = solution[row];
        }
      }
      result.put(i, matrix);
    }
    return List.of(result.done());
  }

  /** {@code -Pt G Pt + (1 - A P) Gt P Pt + Pt P Gt (1 - P A)}, P being the inverse. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor a = apply.inputs(0);
    Tensor p = apply.output();
    Tensor turned = MatrixFunction.transposed(p);
    return List.of(gradients.get(0).map(gradient -> {
      Tensor back = MatrixFunction.transposed(gradient);
      Tensor left = MatrixFunction.product(back, p, turned);
      Tensor right = MatrixFunction.product(turned, p, back);
      Tensor lostLeft =
          Arithmetic.subtract(left, MatrixFunction.product(a, MatrixFunction.product(p, left)));
      Tensor lostRight =
          Arithmetic.subtract(right, MatrixFunction.product(MatrixFunction.product(right, p), a));
      return Arithmetic.subtract(
          Arithmetic.add(lostLeft, lostRight), MatrixFunction.product(turned, gradient, turned));
    }));
  }
}
