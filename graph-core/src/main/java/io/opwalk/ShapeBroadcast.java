package io.opwalk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The broadcasting rule of {@link Shape#broadcast(List)}. */
final class ShapeBroadcast {
  private ShapeBroadcast() {}

  static Shape broadcast(List<Shape> shapes) {
    Shape result = Shape.scalar();
    for (Shape shape : shapes) {
      result = broadcast(result, shape, shapes);
    }
    return result;
  }

  private static Shape broadcast(Shape a, Shape b, List<Shape> all) {
    if (a.equals(b) || b.rank() == 0) {
      return a;
    }
    if (a.rank() == 0) {
      return b;
    }
    int rank = Math.max(a.rank(), b.rank());
    List<Dim> dims = new ArrayList<>(rank);
    for (int axis = -rank; axis < 0; axis++) {
      if (axis < -a.rank()) {
        dims.add(b.dim(axis));
      } else if (axis < -b.rank()) {
        dims.add(a.dim(axis));
      } else {
        dims.add(broadcast(a.dim(axis), b.dim(axis), axis, all));
      }
    }
    return Shape.of(dims);
  }

  private static Dim broadcast(Dim a, Dim b, int axis, List<Shape> all) {
    if (a.equals(b) || b.is(1)) {
      return a;
    }
    if (a.is(1)) {
      return b;
    }
    if (a.isFixed() && b.isFixed()) {
      throw new IllegalArgumentException("shapes "
          + all.stream().map(Shape::toString).collect(Collectors.joining(" and "))
          + " do not broadcast together: at axis "
          + axis
          + " the sizes "
          + a
          + " and "
          + b
          + " differ and neither is 1");
    }
    return b.isFixed() ? b : a;
  }
}
