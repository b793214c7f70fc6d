package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Solves {@code T x = b} for one triangle T of each matrix; the other is not read. Triangular
 * systems are solved precisely even where they are ill-conditioned (Higham, <i>Accuracy and
 * Stability of Numerical Algorithms</i>, 2nd ed., chapter 8), so only a diagonal with a 0 is an
 * error.
 *
 * @param lower whether T is the lower triangle, or the upper one
 * @param transposed whether the transpose of T is meant
 * @param unitDiagonal whether the diagonal is taken to be 1, and not read
 */
public record TriangularSolve(boolean lower, boolean transposed, boolean unitDiagonal)
    implements MatrixFunction {
  @Override
  public String name() {
    return "TriangularSolve";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("lower", lower);
    attributes.put("transposed", transposed);
    attributes.put("unitDiagonal", unitDiagonal);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType solution = MatrixTypes.solution(inputs, transposed);
    MatrixTypes.requireSquare(inputs.get(0));
    return List.of(solution);
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    return List.of(Systems.solve(inputs, (matrices, i) -> {
      double[][] matrix = matrices.get(i);
      for (int k = 0; !unitDiagonal && k < matrix.length; k++) {
        if (matrix[k][k] == 0) {
          throw new IllegalArgumentException(matrices.describe(i) + " is singular: element [" + k
              + ", " + k + "] of the triangle is 0");
        }
      }
      return b -> {
        Substitution.solve(matrix, lower, transposed, unitDiagonal, b);
        return b;
      };
    }));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.get(0).isEmpty()) {
      return List.of(Optional.empty(), Optional.empty());
    }
    Tensor a = apply.inputs(0);
    Tensor x = apply.output();
    Tensor right = new TriangularSolve(lower, !transposed, unitDiagonal)
        .of(a, gradients.get(0).get())
        .get(0);
    Tensor product = transposed
        ? MatrixFunction.product(x, MatrixFunction.transposed(right))
        : MatrixFunction.product(right, MatrixFunction.transposed(x));
    Tensor all = Shapes.sumLike(product, a);
    int offset = unitDiagonal ? 1 : 0;
    Tensor slope = lower ? Diagonals.tril(all, -offset) : Diagonals.triu(all, offset);
    return List.of(Optional.of(Arithmetic.negative(slope)), Optional.of(right));
  }
}
