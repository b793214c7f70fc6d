package io.opwalk.cpu.internal.fuse;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a value is read: from the buffer of {@code base}, with a stride per axis of the value. This
 * is what becomes of transpositions, slices, broadcasts and most reshapes: no code, another way to
 * count.
 *
 * @param base a value that has a buffer, dense and row-major
 * @param strides per axis, how many elements lie between neighbours; 0 where the axis is broadcast
 *     or has size 1, negative where it is walked backward
 * @param offset which element of the buffer is the first of the value
 */
public record Access(IrValue base, List<Dim> strides, Dim offset) {
  private static final Dim NONE = Dim.of(0);

  /** Copies the strides. */
  public Access {
    strides = List.copyOf(strides);
  }

  /** A value read from its own buffer. */
  static Access own(IrValue value) {
    return dense(value, value.shape());
  }

  /** All of a base in order, under a shape of as many elements. */
  static Access dense(IrValue base, Shape shape) {
    return new Access(base, dense(shape), NONE);
  }

  /** The strides of a dense row-major array, 0 for axes of size 1. */
  public static List<Dim> dense(Shape shape) {
    List<Dim> strides = new ArrayList<>(shape.rank());
    Dim stride = Dim.of(1);
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides.add(0, shape.dim(axis).is(1) ? NONE : stride);
      stride = stride.times(shape.dim(axis));
    }
    return strides;
  }

  /** Whether a value of the given shape read like this is the whole buffer in order. */
  boolean isDense(Shape shape) {
    return offset.is(0)
        && strides.equals(dense(shape))
        && shape.elements().equals(base.shape().elements());
  }

  Access transposed(List<Integer> permutation) {
    return new Access(base, permutation.stream().map(strides::get).toList(), offset);
  }

  /**
   * The strides of the windows of an array.
   *
   * @param strides of the array
   * @param to the shape of the windows
   */
  public static List<Dim> windows(List<Dim> strides, Windows op, Shape to) {
    List<Dim> moved = new ArrayList<>(strides);
    for (int i = 0; i < op.axes().size(); i++) {
      int axis = op.axes().get(i);
      Dim stride = strides.get(axis);
      moved.set(axis, to.dim(axis).is(1) ? NONE : stride.times(op.strides().get(i)));
      moved.add(op.sizes().get(i) == 1 ? NONE : stride.times(op.dilations().get(i)));
    }
    return moved;
  }

  /** The windows of the value, whose shape is {@code to}: what lies in several is read in each. */
  Access windows(Windows op, Shape to) {
    return new Access(base, windows(strides, op, to), offset);
  }

  /**
   * The strides along the axes of a larger shape against which a value of shape {@code from} is
   * broadcast.
   */
  public List<Dim> stridesWithin(Shape from, int rank) {
    List<Dim> wide = new ArrayList<>(rank);
    for (int axis = 0; axis < rank - from.rank(); axis++) {
      wide.add(NONE);
    }
    wide.addAll(strides);
    return wide;
  }

  Access broadcast(Shape from, Shape to) {
    return new Access(base, stridesWithin(from, to.rank()), offset);
  }

  Access sliced(Slice slice) {
    List<Dim> longer = new ArrayList<>();
    Dim first = offset;
    for (int axis = 0; axis < strides.size(); axis++) {
      Dim stride = strides.get(axis);
      first = first.plus(slice.starts().get(axis).times(stride));
      longer.add(
          slice.sizes().get(axis).is(1) ? NONE : stride.times(slice.steps().get(axis)));
    }
    return new Access(base, longer, first);
  }

  /** The same elements under another shape, where strides can say it. */
  Optional<Access> reshaped(Shape from, Shape to) {
    if (isDense(from)) {
      return Optional.of(dense(base, to));
    }
    List<Dim> wanted = to.dims().stream().filter(dim -> !dim.is(1)).toList();
    List<Dim> found = from.dims().stream().filter(dim -> !dim.is(1)).toList();
    if (!wanted.equals(found)) {
      return Optional.empty();
    }
    List<Dim> kept = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      if (!from.dim(axis).is(1)) {
        kept.add(strides.get(axis));
      }
    }
    List<Dim> moved = new ArrayList<>();
    for (Dim dim : to.dims()) {
      moved.add(dim.is(1) ? NONE : kept.remove(0));
    }
    return Optional.of(new Access(base, moved, offset));
  }
}
