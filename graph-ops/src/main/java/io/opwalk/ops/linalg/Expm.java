package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The exponential of square matrices, {@code I + A + A²/2! + A³/3! + ...}. What is too large for a
 * double is infinite or NaN.
 *
 * <p>The gradient is {@link ExpmFrechet} at the transpose, in the direction of the output's.
 */
public record Expm() implements MatrixFunction {
  @Override
  public String name() {
    return "Expm";
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
      result.put(i, Exponential.of(a.finite(i)));
    }
    return List.of(result.done());
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor turned = MatrixFunction.transposed(apply.inputs(0));
    return List.of(gradients.get(0).map(gradient -> ExpmFrechet.of(turned, gradient)));
  }
}
