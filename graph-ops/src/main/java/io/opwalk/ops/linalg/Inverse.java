package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import java.util.List;
import java.util.Optional;

/** The inverse of square matrices. Errors are those of {@link Solve}. */
public record Inverse() implements MatrixFunction {
  @Override
  public String name() {
    return "Inverse";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType a = MatrixTypes.square(inputs);
    return List.of(MatrixTypes.withBlock(a, a.dim(-1), a.dim(-2)));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    int n = a.rows();
    Results result = new Results(a, n, n);
    for (int i = 0; n > 0 && i < a.count(); i++) {
      LuFactors factors = new LuFactors(a.finite(i)).requireRegular(a.describe(i));
      double[][] inverse = new double[n][n];
      for (int column = 0; column < n; column++) {
        double[] unit = new double[n];
        unit[column] = 1;
        double[] solution = factors.solve(unit, false);
        for (int row = 0; row < n; row++) {
          inverse[row][column] = solution[row];
        }
      }
      result.put(i, inverse);
    }
    return List.of(result.done());
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> {
      Tensor transposed = MatrixFunction.transposed(apply.output());
      return Arithmetic.negative(MatrixFunction.product(transposed, gradient, transposed));
    }));
  }
}
