package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.MatMul;
import java.util.List;
import java.util.stream.IntStream;

/** Products of matrices and vectors. Numeric dtypes, both inputs of the same one. */
public final class Linear {
  private Linear() {}

  /**
   * The matrix product over the last two axes, by NumPy's rule: axes in front broadcast, a vector
   * on the left counts as a row and one on the right as a column, and the axis so added is removed
   * from the result.
   *
   * <pre>
   *   (m, k)    x (k, n)    -> (m, n)
   *   (b, m, k) x (k, n)    -> (b, m, n)
   *   (k,)      x (k, n)    -> (n,)
   *   (m, k)    x (k,)      -> (m,)
   *   (k,)      x (k,)      -> ()
   * </pre>
   *
   * @throws TypeException where an input has rank 0, dtypes differ, or sizes do not match
   */
  public static Tensor matmul(Tensor a, Tensor b) {
    boolean row = a.shape().rank() == 1;
    boolean column = b.shape().rank() == 1;
    if (a.shape().rank() == 0 || b.shape().rank() == 0) {
      throw Refusal.of(
          "matmul",
          "needs inputs of rank 1 at least; multiply(a, b) takes a factor of rank 0",
          a,
          b);
    }
    MatMul op = new MatMul();
    if (!row && !column) {
      return Apply.of(op, a, b).output();
    }
    Shape left = row ? Shape.of(Dim.of(1), a.shape().dim(0)) : a.shape();
    Shape right = column ? Shape.of(b.shape().dim(0), Dim.of(1)) : b.shape();
    // Before a node is made: an error is to show the vector, not the matrix made of it.
    Refusal.naming(
        "matmul",
        List.of(a, b),
        () -> op.inferTypes(List.of(a.type().withShape(left), b.type().withShape(right))));
    Tensor product = Apply.of(
            op, row ? Shapes.reshape(a, left) : a, column ? Shapes.reshape(b, right) : b)
        .output();
    List<Integer> added = row && column ? List.of(-2, -1) : List.of(row ? -2 : -1);
    return Shapes.reshape(product, product.shape().withoutDims(added));
  }

  /**
   * The inner product of two vectors, {@code (k,) x (k,) -> ()}.
   *
   * @throws TypeException where an input is not of rank 1, dtypes differ, or sizes do not match
   */
  public static Tensor dot(Tensor a, Tensor b) {
    if (a.shape().rank() != 1 || b.shape().rank() != 1) {
      throw Refusal.of(
          "dot", "takes two vectors; matmul(a, b) takes matrices and batches of them", a, b);
    }
    return matmul(a, b);
  }

  /**
   * Matrices with rows for columns: the last two axes exchanged.
   *
   * @throws TypeException where the rank is below 2
   */
  public static Tensor matrixTranspose(Tensor x) {
    int rank = x.shape().rank();
    if (rank < 2) {
      throw Refusal.of("matrixTranspose", "takes matrices, of rank 2 at least", x);
    }
    int[] permutation = IntStream.range(0, rank).toArray();
    permutation[rank - 2] = rank - 1;
    permutation[rank - 1] = rank - 2;
    return Shapes.transpose(x, permutation);
  }
}
