package io.opwalk.nn.metric;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;

/** Whether classes are among those of the largest predictions. */
final class TopClasses {
  private TopClasses() {}

  static void requireCount(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more, found " + k);
    }
  }

  /**
   * 1 where fewer than k predictions are larger than that of the class, and the latter is finite;
   * else 0, also where there is no such class.
   *
   * @param classes int64, of the shape of the predictions without the last axis
   */
  static Tensor among(Tensor classes, Tensor predictions, int k) {
    Tensor places = Creation.arangeLike(predictions, -1, DType.INT64);
    Tensor isTrue = Logic.equal(Shapes.expandDims(classes, -1), places);
    Tensor own = Reductions.sum(Logic.where(isTrue, predictions, 0), List.of(-1), true);
    Tensor larger = Tensors.cast(Logic.greater(predictions, own), DType.INT64);
    Tensor isAmong = Logic.logicalAnd(
        Logic.less(Reductions.sum(larger, -1), k),
        Logic.logicalAnd(Reductions.any(isTrue, -1), Logic.isFinite(Shapes.squeeze(own, -1))));
    return Tensors.cast(isAmong, predictions.dtype());
  }
}
