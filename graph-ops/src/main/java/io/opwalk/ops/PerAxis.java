package io.opwalk.ops;

import java.util.Collections;
import java.util.List;

/** Settings that are given for each axis, or once for all of them. */
final class PerAxis {
  private PerAxis() {}

  static List<Integer> of(String what, List<Integer> values, int axes) {
    if (values.size() == axes) {
      return values;
    }
    if (values.size() == 1) {
      return Collections.nCopies(axes, values.get(0));
    }
    throw new IllegalArgumentException(
        what + " takes one number, or one for each of " + axes + " axes, found " + values);
  }

  static List<Integer> positive(String what, List<Integer> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> value < 1)) {
      throw new IllegalArgumentException(what + " takes numbers of 1 or more, found " + values);
    }
    return List.copyOf(values);
  }
}
