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
 * The sign of the determinant of square matrices, and the logarithm of its magnitude: 0 and
 * negative infinity where it is 0. The gradient of the logarithm is {@code A⁻ᵀ}, and an error where
 * there is no inverse.
 */
public record LogDeterminant() implements MatrixFunction {
  @Override
  public String name() {
    return "LogDeterminant";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType number = MatrixTypes.withBlock(MatrixTypes.square(inputs));
    return List.of(number, number);
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    Results signs = new Results(a);
    Results logs = new Results(a);
    for (int i = 0; i < a.count(); i++) {
      ScaledProduct determinant = Determinant.of(a.finite(i));
      signs.put(i, determinant.sign());
      logs.put(i, determinant.log());
    }
    return List.of(signs.done(), logs.done());
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients
        .get(1)
        .map(gradient -> Arithmetic.multiply(
            Shapes.expandDims(gradient, -1, -2),
            MatrixFunction.transposed(new Inverse().of(apply.inputs(0)).get(0)))));
  }
}
