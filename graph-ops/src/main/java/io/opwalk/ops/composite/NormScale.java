package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.List;

/** What norms share. */
final class NormScale {
  private NormScale() {}

  /** Requires a power of which there is a norm, or what is called one. */
  static void requirePower(double p) {
    if (!(p > 0) && p != Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "expected a power that is positive, or infinite, found " + p);
    }
  }

  /** The largest magnitude along the axes, kept; 1 where dividing by it would make no sense. */
  static Tensor unit(Tensor x, List<Integer> axes) {
    Tensor largest = Reductions.max(Arithmetic.abs(x), axes, true);
    Tensor usable = Logic.logicalAnd(Logic.isFinite(largest), Logic.greater(largest, 0));
    return Logic.where(usable, largest, 1);
  }

  static Tensor finish(Tensor kept, List<Integer> axes, boolean keepDims) {
    return keepDims ? kept : Shapes.reshape(kept, kept.shape().withoutDims(axes));
  }

  static Tensor kept(Tensor reduced, List<Integer> axes, boolean keepDims) {
    return keepDims ? reduced : Shapes.expandDims(reduced, axes);
  }
}
