package io.opwalk.ops.linalg;

import io.opwalk.NDArray;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.List;
import java.util.Map;

/**
 * The {@link Determinant} of matrices known to be triangular: the product of the diagonal, which
 * neither overflows nor vanishes on the way. It stands where a rewrite has found the triangle;
 * gradients are built before that, so it has none.
 *
 * @param diagonal whether what is given are the diagonals alone, as vectors {@code [..., n]}
 */
public record TriangularDeterminant(boolean diagonal) implements CustomFunction {
  @Override
  public String name() {
    return "TriangularDeterminant";
  }

  @Override
  public Map<String, Object> attributes() {
    return diagonal ? Map.of("diagonal", true) : Map.of();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return diagonal
        ? List.of(DiagonalElements.numbers(DiagonalElements.requireVectors(inputs.get(0))))
        : new Determinant().inferTypes(inputs);
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    NDArray input = inputs.get(0);
    DiagonalElements a = diagonal ? DiagonalElements.given(input) : DiagonalElements.of(input);
    Results result = new Results(a.matrices());
    for (int i = 0; i < a.matrices().count(); i++) {
      result.put(i, a.product(i).value());
    }
    return List.of(result.done());
  }
}
