package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Solves {@code A x = b} for square matrices by an LU decomposition with partial pivoting, of rows
 * and columns scaled by powers of 2. It is an error where the reciprocal condition number of a
 * matrix so scaled, in the 1-norm, is estimated to be below the machine epsilon of float64.
 *
 * @param transposed whether the transpose of A is meant
 */
public record Solve(boolean transposed) implements MatrixFunction {
  @Override
  public String name() {
    return "Solve";
  }

  @Override
  public Map<String, Object> attributes() {
    return transposed ? Map.of("transposed", true) : Map.of();
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
      LuFactors factors = new LuFactors(matrices.finite(i)).requireRegular(matrices.describe(i));
      return b -> factors.solve(b, transposed);
    }));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.get(0).isEmpty()) {
      return List.of(Optional.empty(), Optional.empty());
    }
    Tensor a = apply.inputs(0);
    Tensor x = apply.output();
    Tensor right = new Solve(!transposed).of(a, gradients.get(0).get()).get(0);
    Tensor product = transposed
        ? MatrixFunction.product(x, MatrixFunction.transposed(right))
        : MatrixFunction.product(right, MatrixFunction.transposed(x));
    return List.of(
        Optional.of(Arithmetic.negative(Shapes.sumLike(product, a))), Optional.of(right));
  }
}
