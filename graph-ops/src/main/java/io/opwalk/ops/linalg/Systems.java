package io.opwalk.ops.linalg;

import io.opwalk.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;

/** Linear equations with many right-hand sides, in batches. */
final class Systems {
  private Systems() {}

  /** How one matrix is made ready. */
  interface Preparation {
    /**
     * A function from a right-hand side, which it may overwrite, to a solution.
     *
     * @param matrices never empty
     */
    UnaryOperator<double[]> prepare(Matrices matrices, int matrix);
  }

  /** The solutions for square matrices, each of which is made ready once. */
  static NDArray solve(List<NDArray> inputs, Preparation preparation) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    return solve(a, new Matrices(inputs.get(1)), preparation);
  }

  /** The solutions for matrices of any shape. */
  static NDArray solve(Matrices a, Matrices b, Preparation preparation) {
    boolean shared = a.batch().isEmpty();
    if (a.rows() != b.rows() || (!shared && !a.batch().equals(b.batch()))) {
      throw new IllegalArgumentException("found batches " + a.batch() + " of " + a.rows()
          + " equations, and " + b.batch() + " of " + b.rows() + " right-hand sides");
    }
    Results result = new Results(b, a.columns(), b.columns());
    UnaryOperator<double[]> system = null;
    for (int i = 0; a.columns() > 0 && i < b.count(); i++) {
      if (system == null || !shared) {
        system = a.rows() == 0
            ? column -> new double[a.columns()]
            : preparation.prepare(a, shared ? 0 : i);
      }
      result.put(i, columns(system, b.get(i), a.columns()));
    }
    return result.done();
  }

  private static double[][] columns(UnaryOperator<double[]> system, double[][] b, int unknowns) {
    int count = b.length == 0 ? 0 : b[0].length;
    double[][] x = new double[unknowns][count];
    for (int column = 0; column < count; column++) {
      double[] side = new double[b.length];
      for (int row = 0; row < b.length; row++) {
        side[row] = b[row][column];
      }
      double[] solution = system.apply(side);
      for (int row = 0; row < unknowns; row++) {
        x[row][column] = solution[row];
      }
    }
    return x;
  }
}
