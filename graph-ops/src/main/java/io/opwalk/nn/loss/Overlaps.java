package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Reductions;
import java.util.List;

/** Sums over regions. */
final class Overlaps {
  private Overlaps() {}

  /** Along some axes, which are removed; over all where there are none. */
  static Tensor sum(Tensor x, List<Integer> axes) {
    return axes.isEmpty() ? Reductions.sum(x) : Reductions.sum(x, axes, false);
  }
}
