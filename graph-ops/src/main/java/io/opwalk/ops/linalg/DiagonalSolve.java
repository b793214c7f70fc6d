package io.opwalk.ops.linalg;

import io.opwalk.NDArray;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Solve} gives for diagonal matrices, of which only the diagonals are given, as vectors
 * {@code [..., n]}: right-hand sides {@code [..., n, k]} divided by them. A diagonal with a 0, or
 * one that is not finite, is an error. It stands where a rewrite has found the diagonal; gradients
 * are built before that, so it has none.
 */
public record DiagonalSolve() implements CustomFunction {
  @Override
  public String name() {
    return "DiagonalSolve";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType vectors = DiagonalElements.requireVectors(inputs.get(0));
    TensorType squares = vectors.withShape(vectors.shape().append(vectors.dim(-1)));
    List<TensorType> system = new ArrayList<>(inputs);
    system.set(0, squares);
    return new Solve(false).inferTypes(system);
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    DiagonalElements diagonals = DiagonalElements.given(inputs.get(0));
    Matrices a = diagonals.matrices();
    Matrices b = new Matrices(inputs.get(1));
    boolean shared = a.batch().isEmpty();
    if (a.columns() != b.rows() || (!shared && !a.batch().equals(b.batch()))) {
      throw new IllegalArgumentException("found batches " + a.batch() + " of " + a.columns()
          + " equations, and " + b.batch() + " of " + b.rows() + " right-hand sides");
    }
    Results result = new Results(b, b.rows(), b.columns());
    for (int i = 0; i < b.count(); i++) {
      double[] diagonal = regular(diagonals, shared ? 0 : i);
      double[][] x = b.get(i);
      for (int row = 0; row < x.length; row++) {
        for (int column = 0; column < x[row].length; column++) {
          x[row][column] /= diagonal[row];
        }
      }
      result.put(i, x);
    }
    return List.of(result.done());
  }

  private static double[] regular(DiagonalElements diagonals, int matrix) {
    double[] diagonal = diagonals.finite(matrix);
    for (int i = 0; i < diagonal.length; i++) {
      if (diagonal[i] == 0) {
        throw new IllegalArgumentException(diagonals.matrices().describe(matrix)
            + " is singular: element [" + i + ", " + i + "] of the diagonal is 0");
      }
    }
    return diagonal;
  }
}
