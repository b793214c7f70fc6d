package io.opwalk.nn.layer.attention;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import java.util.Optional;

/** Which keys a query may attend to. */
final class AttentionMasks {
  private AttentionMasks() {}

  /**
   * Those at its own place and before.
   *
   * @param scores (..., queries, keys)
   * @return (queries, keys)
   */
  static Tensor causal(Tensor scores) {
    Tensor queries = Creation.arangeLike(scores, -2, DType.INT32);
    Tensor keys = Creation.arangeLike(scores, -1, DType.INT32);
    return Logic.greaterEqual(Shapes.expandDims(queries, 1), keys);
  }

  /**
   * Those at its own place, and at so many less one before and behind it.
   *
   * @param scores (..., queries, keys)
   * @return (queries, keys)
   */
  static Tensor near(Tensor scores, int window) {
    Tensor queries = Creation.arangeLike(scores, -2, DType.INT32);
    Tensor keys = Creation.arangeLike(scores, -1, DType.INT32);
    Tensor apart = Arithmetic.subtract(Shapes.expandDims(queries, 1), keys);
    return Logic.less(Arithmetic.abs(apart), window);
  }

  /** What both admit. */
  static Optional<Tensor> and(Optional<Tensor> some, Optional<Tensor> others) {
    return some.isPresent() && others.isPresent()
        ? Optional.of(Logic.logicalAnd(some.get(), others.get()))
        : some.or(() -> others);
  }
}
