package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.primitive.Iota;

/** Parts of matrices, with zeros elsewhere, be there a NaN or not. */
final class Triangles {
  private Triangles() {}

  /** What is below the diagonal, or above it, and the diagonal itself unless it is left out. */
  static Tensor part(Tensor x, boolean lower, boolean strict) {
    Tensor inner = lower ? Logic.greater(row(x), column(x)) : Logic.less(row(x), column(x));
    Tensor wider =
        lower ? Logic.greaterEqual(row(x), column(x)) : Logic.lessEqual(row(x), column(x));
    return Logic.where(strict ? inner : wider, x, 0);
  }

  /** What is below the diagonal, and half of the diagonal. */
  static Tensor halved(Tensor x) {
    return Logic.where(
        Logic.equal(row(x), column(x)), Arithmetic.multiply(0.5, x), part(x, true, true));
  }

  /** The diagonal. */
  static Tensor diagonal(Tensor x) {
    return Logic.where(Logic.equal(row(x), column(x)), x, 0);
  }

  private static Tensor row(Tensor x) {
    return Shapes.expandDims(position(x, x.shape().rank() - 2), 1);
  }

  private static Tensor column(Tensor x) {
    return position(x, x.shape().rank() - 1);
  }

  private static Tensor position(Tensor x, int axis) {
    return Apply.of(new Iota(axis, DType.INT64), x).output();
  }
}
