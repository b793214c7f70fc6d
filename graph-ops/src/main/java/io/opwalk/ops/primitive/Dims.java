package io.opwalk.ops.primitive;

import io.opwalk.Dim;
import java.util.List;
import java.util.function.Function;

/** What ops with dims among their attributes share. */
final class Dims {
  private Dims() {}

  static List<Dim> substitute(List<Dim> dims, Function<Dim.Symbol, Dim> replacement) {
    return dims.stream().map(dim -> dim.substitute(replacement)).toList();
  }

  /**
   * Of two sizes that must turn out equal the one that says more: a number, or else the first.
   *
   * @throws IllegalArgumentException where they are two numbers that differ
   */
  static Dim same(Dim first, Dim second, String what) {
    if (first.isFixed() && second.isFixed() && !first.equals(second)) {
      throw new IllegalArgumentException(what + ": " + first + " and " + second);
    }
    return !first.isFixed() && second.isFixed() ? second : first;
  }
}
