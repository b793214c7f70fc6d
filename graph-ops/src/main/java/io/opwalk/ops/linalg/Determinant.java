package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Optional;

/**
 * The determinant of square matrices, 1 for those of no rows. The gradient is that of the
 * cofactors, so it is right for singular matrices too; that of the gradient needs an invertible
 * matrix.
 */
public record Determinant() implements MatrixFunction {
  @Override
  public String name() {
    return "Determinant";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(MatrixTypes.withBlock(MatrixTypes.square(inputs)));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    Results result = new Results(a);
    for (int i = 0; i < a.count(); i++) {
      result.put(i, of(a.finite(i)).value());
    }
    return List.of(result.done());
  }

  /** The determinant of a finite matrix, which is overwritten. */
  static ScaledProduct of(double[][] matrix) {
    return matrix.length == 0 ? new ScaledProduct() : new LuFactors(matrix).determinant();
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients
        .get(0)
        .map(gradient -> Arithmetic.multiply(
            Shapes.expandDims(gradient, -1, -2),
            new Cofactors().of(apply.inputs(0)).get(0))));
  }
}
