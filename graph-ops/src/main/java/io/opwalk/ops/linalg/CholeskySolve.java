package io.opwalk.ops.linalg;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.Composite;
import java.util.List;
import java.util.Map;

/**
 * Solves {@code A x = b} where the first input is a triangular factor of A, as {@link Cholesky}
 * gives it: two triangular systems.
 *
 * @param upper whether the factor is the upper one
 */
public record CholeskySolve(boolean upper) implements Composite {
  @Override
  public String name() {
    return "CholeskySolve";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("upper", upper);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return new TriangularSolve(!upper, false, false).inferTypes(inputs);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor factor = inputs.get(0);
    Tensor half =
        new TriangularSolve(!upper, upper, false).of(factor, inputs.get(1)).get(0);
    return new TriangularSolve(!upper, !upper, false).of(factor, half);
  }
}
