package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Linear.matrixTranspose;
import static io.opwalk.ops.Reductions.sum;

import io.opwalk.Tensor;

/**
 * Brings the singular values of a matrix near 1 and leaves its singular vectors, by repeating
 *
 * <pre>
 *   X = a X + (b A + c A A) X,   A = X X^T
 * </pre>
 *
 * <p>from the matrix over its Frobenius norm. With the usual numbers the iteration is steep at 0
 * and does not converge: singular values end between 0.7 and 1.2, which is near enough.
 *
 * @param a of X
 * @param b of A X
 * @param c of A A X
 * @param steps how often
 */
public record NewtonSchulz(double a, double b, double c, int steps) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is not finite, or there are fewer than 0 steps
   */
  public NewtonSchulz {
    if (!Double.isFinite(a + b + c) || steps < 0) {
      throw new IllegalArgumentException("NewtonSchulz: a, b and c must be finite, and steps 0 or"
          + " more, found " + a + ", " + b + ", " + c + " and " + steps);
    }
  }

  /** Keras's numbers. */
  public NewtonSchulz() {
    this(3.4445, -4.7750, 2.0315, 5);
  }

  /** The iteration from a matrix of known sizes. */
  Tensor of(Tensor matrix) {
    boolean tall = size(matrix, 0) > size(matrix, 1);
    Tensor x = tall ? matrixTranspose(matrix) : matrix;
    x = divide(x, add(sqrt(sum(square(x))), 1e-7));
    for (int i = 0; i < steps; i++) {
      Tensor product = matmul(x, matrixTranspose(x));
      Tensor factor = add(multiply(product, b), matmul(multiply(product, c), product));
      x = add(multiply(x, a), matmul(factor, x));
    }
    return tall ? matrixTranspose(x) : x;
  }

  private static long size(Tensor matrix, int axis) {
    return matrix.shape().dim(axis).fixedSize().orElseThrow();
  }
}
