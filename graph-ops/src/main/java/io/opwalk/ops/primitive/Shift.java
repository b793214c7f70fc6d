package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.SizedLike;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Elements moved by one along an axis, for gradients of what runs along it. */
final class Shift {
  private Shift() {}

  /**
   * Each element one place further, where {@code by} is 1, or one place back, where it is -1; 0
   * takes the place that is left. Also right where the axis is empty.
   */
  static Tensor along(int axis, Tensor x, int by) {
    int rank = x.shape().rank();
    Dim zero = Dim.of(0);
    List<Dim> none = Collections.nCopies(rank, zero);
    List<Dim> one = new ArrayList<>(none);
    one.set(axis, Dim.of(1));
    Pad pad = new Pad(by > 0 ? one : none, by > 0 ? none : one, Collections.nCopies(rank, 0));
    Tensor longer = Apply.of(pad, x, Tensors.literal(0, x)).output();
    Slice slice = new Slice(by > 0 ? none : one, x.shape().dims(), Collections.nCopies(rank, 1));
    return SizedLike.tie(Apply.of(slice, longer).output(), x);
  }
}
