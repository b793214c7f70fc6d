package io.opwalk.ops.linalg;

import io.opwalk.NDArray;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.List;
import java.util.Map;

/**
 * The {@link LogDeterminant} of matrices known to be triangular, from the diagonal alone. As
 * {@link TriangularDeterminant}, it has no gradient.
 *
 * @param diagonal whether what is given are the diagonals alone, as vectors {@code [..., n]}
 */
public record TriangularLogDeterminant(boolean diagonal) implements CustomFunction {
  @Override
  public String name() {
    return "TriangularLogDeterminant";
  }

  @Override
  public Map<String, Object> attributes() {
    return diagonal ? Map.of("diagonal", true) : Map.of();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType number = new TriangularDeterminant(diagonal).inferTypes(inputs).get(0);
    return List.of(number, number);
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    NDArray input = inputs.get(0);
    DiagonalElements a = diagonal ? DiagonalElements.given(input) : DiagonalElements.of(input);
    Results signs = new Results(a.matrices());
    Results logs = new Results(a.matrices());
    for (int i = 0; i < a.matrices().count(); i++) {
      ScaledProduct determinant = a.product(i);
      signs.put(i, determinant.sign());
      logs.put(i, determinant.log());
    }
    return List.of(signs.done(), logs.done());
  }
}
