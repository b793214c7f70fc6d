package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Linear;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.primitive.Custom;
import java.util.List;

/** A kernel over matrices with a gradient, and the few words in which such gradients are put. */
interface MatrixFunction extends CustomFunction, Differentiable {
  /** The outputs of the kernel over other inputs. */
  default List<Tensor> of(Tensor... inputs) {
    return Apply.of(new Custom(this), inputs).outputs();
  }

  /** The product of matrices, from left to right. */
  static Tensor product(Tensor first, Tensor... others) {
    Tensor product = first;
    for (Tensor factor : others) {
      product = Linear.matmul(product, factor);
    }
    return product;
  }

  /** The transposed matrices. */
  static Tensor transposed(Tensor matrices) {
    return Linear.matrixTranspose(matrices);
  }

  /** The mean of matrices and their transposes. */
  static Tensor symmetric(Tensor matrices) {
    return Arithmetic.multiply(0.5, Arithmetic.add(matrices, transposed(matrices)));
  }

  /** What is below the diagonal, and half of the diagonal; zeros above. */
  static Tensor halved(Tensor matrices) {
    Tensor twice = Arithmetic.add(Diagonals.tril(matrices), Diagonals.tril(matrices, -1));
    return Arithmetic.multiply(0.5, twice);
  }
}
