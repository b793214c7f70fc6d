package io.opwalk.ops.primitive;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.TensorType;

/** What the type rules of {@link Gather} and {@link Scatter} share. */
final class IndexedRows {
  private IndexedRows() {}

  /** Requires x of shape [b, n, t] and indices of shape [b, i]. */
  static void require(TensorType x, TensorType indices) {
    if (indices.dtype() != DType.INT32 && indices.dtype() != DType.INT64) {
      throw new IllegalArgumentException("indices must be int32 or int64, found "
          + indices.dtype()
          + "; convert them with cast(x, dtype)");
    }
    if (x.rank() != 3 || indices.rank() != 2) {
      throw new IllegalArgumentException("takes rows [b, n, t] and indices [b, i], found "
          + x.shape() + " and " + indices.shape());
    }
    Dims.same(x.dim(0), indices.dim(0), "rows and indices must have one batch");
    if (x.dim(1).is(0) && indices.shape().elements().fixedSize().orElse(0) > 0) {
      throw new IllegalArgumentException(
          "no index points into axis 1 of " + x.shape() + ", which is empty");
    }
  }

  /** The shape [b, i, t] of the rows that are picked. */
  static Shape picked(TensorType x, TensorType indices) {
    return Shape.of(
        Dims.same(x.dim(0), indices.dim(0), "rows and indices"), indices.dim(1), x.dim(2));
  }
}
