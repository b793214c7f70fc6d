package io.opwalk.ops;

import io.opwalk.Dim;
import io.opwalk.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The target of a reshape with one size left open, written -1. */
final class OpenShape {
  private static final long OPEN = -1;

  private OpenShape() {}

  /** The sizes {@code dims}, with -1 replaced by what the elements of {@code from} leave for it. */
  static Shape close(Shape from, long... dims) {
    int open = -1;
    List<Dim> known = new ArrayList<>(dims.length);
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] != OPEN) {
        known.add(Dim.of(dims[axis]));
      } else if (open < 0) {
        open = axis;
      } else {
        throw new IllegalArgumentException(
            "one size may be -1, found several in " + Arrays.toString(dims));
      }
    }
    if (open >= 0) {
      known.add(open, missing(from, Dim.product(known), dims));
    }
    return Shape.of(known);
  }

  private static Dim missing(Shape from, Dim known, long... dims) {
    Dim elements = from.elements();
    String what = "cannot reshape " + from + " to " + Arrays.toString(dims);
    if (known.is(0)) {
      throw new IllegalArgumentException(what + ": with a size of 0, -1 could be any number");
    }
    return elements.exactQuotient(known).orElseGet(() -> {
      if (elements.isFixed()) {
        throw new IllegalArgumentException(
            what + ": " + elements + " elements are no multiple of " + known);
      }
      // Whether it divides depends on unknown sizes; the reshape itself finds out.
      return elements.floorDiv(known);
    });
  }
}
