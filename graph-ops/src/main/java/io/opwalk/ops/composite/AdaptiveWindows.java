package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The windows of one adaptive pooling: along each axis all are made as long as the longest, and
 * what is behind the end of one is left out again.
 */
final class AdaptiveWindows {
  private final AdaptivePool op;
  private final Tensor x;

  AdaptiveWindows(AdaptivePool op, Tensor x) {
    this.op = op;
    this.x = x;
  }

  /**
   * Windows along an axis.
   *
   * @param numbers [windows, elements]: where each element is, within the axis
   * @param isWithin [windows, elements]: whether it is of the window
   * @param counts [windows, 1]: how many are
   */
  private record Along(Tensor numbers, Tensor isWithin, Tensor counts) {}

  Tensor tensor() {
    boolean isMax = op.kind() == AdaptivePool.Kind.MAX;
    Tensor elements = x;
    List<Integer> axes = new ArrayList<>();
    Optional<Tensor> within = Optional.empty();
    Tensor counts = Tensors.literal(1, x);
    // From the last axis, so that those in front stay where they are.
    for (int i = op.sizes().size() - 1; i >= 0; i--) {
      int axis = op.dataFormat().firstSpatialAxis() + i;
      int windows = op.sizes().get(i);
      axes.replaceAll(each -> each + 1);
      axes.add(axis + 1);
      Dim length = x.shape().dim(axis);
      if (length.isFixed() && length.fixedSize().getAsLong() % windows == 0) {
        long each = length.fixedSize().getAsLong() / windows;
        elements = Shapes.reshape(elements, split(elements.shape(), axis, windows, each));
        counts = Arithmetic.multiply(counts, each);
        continue;
      }
      Along along = along(axis, windows);
      elements = Indexing.take(elements, along.numbers(), axis);
      int behind = elements.shape().rank() - axis - 2;
      Tensor here = wide(along.isWithin(), behind);
      within = Optional.of(within.map(all -> Logic.logicalAnd(all, here)).orElse(here));
      if (!isMax) {
        counts = Arithmetic.multiply(counts, wide(Tensors.cast(along.counts(), x.dtype()), behind));
      }
    }
    Tensor outside = isMax ? PoolWindows.lowest(x) : Tensors.literal(0, x);
    Tensor all = elements;
    Tensor counted = within.map(mask -> Logic.where(mask, all, outside)).orElse(all);
    Collections.sort(axes);
    if (isMax) {
      return Reductions.max(counted, axes, false);
    }
    Tensor mean = Arithmetic.divide(Reductions.sum(counted, axes, true), counts);
    return Shapes.reshape(mean, mean.shape().withoutDims(axes));
  }

  private static Shape split(Shape shape, int axis, long windows, long each) {
    List<Dim> dims = new ArrayList<>(shape.dims());
    dims.set(axis, Dim.of(windows));
    dims.add(axis + 1, Dim.of(each));
    return Shape.of(dims);
  }

  /** With axes of one behind. */
  private static Tensor wide(Tensor along, int behind) {
    List<Dim> dims = new ArrayList<>(along.shape().dims());
    dims.addAll(Collections.nCopies(behind, Dim.of(1)));
    return Shapes.reshape(along, Shape.of(dims));
  }

  private Along along(int axis, int windows) {
    Tensor length = Shapes.size(x, axis);
    Tensor window = Shapes.expandDims(Creation.arange(DType.INT64, windows), 1);
    Tensor starts = Arithmetic.divide(Arithmetic.multiply(window, length), windows);
    Tensor next = Arithmetic.multiply(Arithmetic.add(window, 1), length);
    Tensor ends = Arithmetic.divide(Arithmetic.add(next, windows - 1), windows);
    // A window begins and ends within an element at most: one more than its share of them.
    Dim most = x.shape().dim(axis).ceilDiv(windows).plus(1);
    Tensor marks = SizedLike.tie(Shapes.broadcastTo(Tensors.constant(0.0), Shape.of(most)), x);
    Tensor places = Arithmetic.add(starts, Creation.arangeLike(marks, 0, DType.INT64));
    return new Along(
        Arithmetic.minimum(places, Arithmetic.subtract(length, 1)),
        Logic.less(places, ends),
        Arithmetic.subtract(ends, starts));
  }
}
