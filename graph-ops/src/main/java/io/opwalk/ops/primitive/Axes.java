package io.opwalk.ops.primitive;

import io.opwalk.Dim;
import io.opwalk.Shape;
import java.util.List;

/** What the type rules that speak of axes share. */
final class Axes {
  private static final Dim ONE = Dim.of(1);

  private Axes() {}

  /** An op's axes have one form, so that ops that do the same are equal. */
  static void requireNormal(List<Integer> axes, Shape shape) {
    if (!shape.normalizeAxes(axes).equals(axes)) {
      throw new IllegalArgumentException(
          "axes must be sorted and counted from the front, found " + axes + " for " + shape);
    }
  }

  /** As {@link #requireNormal(List, Shape)} for an op with one axis. */
  static void requireNormal(int axis, Shape shape) {
    requireNormal(List.of(axis), shape);
  }

  /** The shape that is left when the given axes are reduced. */
  static Shape reduced(Shape shape, List<Integer> axes, boolean keepDims) {
    requireNormal(axes, shape);
    if (!keepDims) {
      return shape.withoutDims(axes);
    }
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.withDim(axis, ONE);
    }
    return kept;
  }
}
