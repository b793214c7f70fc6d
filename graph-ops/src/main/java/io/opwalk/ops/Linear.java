package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.einsum.Einsum;
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

  /**
   * Sums of products by Einstein's convention: a letter for each axis of each operand, those of the
   * result behind the arrow; everything else is summed over.
   *
   * <pre>{@code
   * einsum("ij,jk->ik", a, b);        // the matrix product
   * einsum("bij,bjk", a, b);          // of batches; without an arrow, what occurs once, sorted
   * einsum("...ii->...", a);          // the trace of the last two axes
   * einsum("i,j,k->ijk", x, y, z);    // the outer product of three vectors
   * }</pre>
   *
   * <p>A letter twice in one operand means its diagonal. {@code ...} stands for axes that have no
   * letter, aligned at the last of them. An axis of size 1 broadcasts, as everywhere. Operands are
   * multiplied two at a time, in the order of least cost.
   *
   * @throws TypeException where the equation is none, or does not fit the operands
   */
  public static Tensor einsum(String equation, Tensor... operands) {
    return einsum(equation, List.of(operands));
  }

  /** As {@link #einsum(String, Tensor...)}. */
  public static Tensor einsum(String equation, List<Tensor> operands) {
    Einsum op = Refusal.naming("einsum", operands, () -> new Einsum(equation));
    return Apply.of(op, operands).output();
  }

  /**
   * The sum of products over the last {@code axes} axes of {@code a} and the first of {@code b}.
   *
   * <pre>{@code
   * tensorDot(a, b, 0);   // the outer product of tensors
   * tensorDot(a, b, 1);   // (2, 3), (3, 4) -> (2, 4)
   * tensorDot(a, b, 2);   // (2, 3, 4), (3, 4, 5) -> (2, 5)
   * }</pre>
   *
   * @throws TypeException where there are not so many axes, or sizes do not match
   */
  public static Tensor tensorDot(Tensor a, Tensor b, int axes) {
    if (axes < 0 || axes > a.shape().rank() || axes > b.shape().rank()) {
      throw Refusal.of("tensorDot", "there are no " + axes + " axes to sum over", a, b);
    }
    return tensorDot(
        a,
        b,
        IntStream.range(0, axes).mapToObj(i -> a.shape().rank() - axes + i).toList(),
        IntStream.range(0, axes).boxed().toList());
  }

  /**
   * The sum of products over pairs of axes. The result has the other axes of {@code a}, and behind
   * them those of {@code b}.
   *
   * @throws TypeException where there are not so many axes, one is given twice, or sizes do not
   *     match
   */
  public static Tensor tensorDot(Tensor a, Tensor b, List<Integer> axesOfA, List<Integer> axesOfB) {
    return TensorDot.of("tensorDot", a, b, axesOfA, axesOfB);
  }

  /**
   * The sum of products over the last axis of both, NumPy's {@code inner}: {@code (..., k)} and
   * {@code (***, k)} give {@code (..., ***)}. With a tensor of rank 0 it is the product.
   *
   * @throws TypeException where dtypes differ, or sizes do not match
   */
  public static Tensor inner(Tensor a, Tensor b) {
    boolean scalar = a.shape().rank() == 0 || b.shape().rank() == 0;
    List<Integer> axes = scalar ? List.of() : List.of(-1);
    return TensorDot.of("inner", a, b, axes, axes);
  }

  /**
   * All products of an element of {@code a} and one of {@code b}, for vectors along the last axis:
   * {@code (..., m)} and {@code (..., n)} give {@code (..., m, n)}; the axes in front broadcast.
   *
   * @throws TypeException where an input has rank 0, or dtypes differ
   */
  public static Tensor outer(Tensor a, Tensor b) {
    if (a.shape().rank() == 0 || b.shape().rank() == 0) {
      throw Refusal.of("outer", "takes vectors, of rank 1 at least", a, b);
    }
    return Arithmetic.multiply(Shapes.expandDims(a, -1), Shapes.expandDims(b, -2));
  }

  /**
   * Kronecker's product of matrices: each element of {@code a} times all of {@code b}, as blocks.
   * {@code (..., m, n)} and {@code (..., p, q)} give {@code (..., m*p, n*q)}; the axes in front
   * broadcast.
   *
   * @throws TypeException where an input is no matrix, or dtypes differ
   */
  public static Tensor kron(Tensor a, Tensor b) {
    if (a.shape().rank() < 2 || b.shape().rank() < 2) {
      throw Refusal.of("kron", "takes matrices, of rank 2 at least", a, b);
    }
    Tensor blocks = Arithmetic.multiply(Shapes.expandDims(a, -3, -1), Shapes.expandDims(b, -4, -2));
    Shape front = Shape.of(blocks.shape().dims().subList(0, blocks.shape().rank() - 4));
    return Shapes.reshape(
        blocks,
        front
            .append(a.shape().dim(-2).times(b.shape().dim(-2)))
            .append(a.shape().dim(-1).times(b.shape().dim(-1))));
  }
}
