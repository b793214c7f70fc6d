package io.opwalk.ops.primitive;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import java.util.HashMap;
import java.util.Map;

/** What the dims of a body stand for, found from the types of what is passed to its inputs. */
final class DimMatch {
  private final Map<Dim.Symbol, Dim> found = new HashMap<>();

  /** Takes the symbols that are a size of their own from the type passed. */
  void bind(TensorType expected, TensorType passed, String role) {
    if (expected.dtype() != passed.dtype()) {
      throw new IllegalArgumentException(
          role + " must be " + expected.dtype() + ", found " + passed.dtype());
    }
    if (expected.rank() != passed.rank()) {
      throw misfit(expected.shape(), passed.shape(), role);
    }
    for (int axis = 0; axis < expected.rank(); axis++) {
      if (expected.dim(axis) instanceof Dim.Symbol symbol) {
        // What is a number says most; that both agree is found out when both are known.
        found.merge(symbol, passed.dim(axis), (old, next) -> old.isFixed() ? old : next);
      }
    }
  }

  /** Compares sizes that are numbers once all symbols are found. */
  void check(TensorType expected, TensorType passed, String role) {
    Shape wanted = apply(expected).shape();
    for (int axis = 0; axis < wanted.rank(); axis++) {
      Dim left = wanted.dim(axis);
      Dim right = passed.dim(axis);
      if (left.isFixed() && right.isFixed() && !left.equals(right)) {
        throw misfit(wanted, passed.shape(), role);
      }
    }
  }

  /** The type with what the symbols stand for. */
  TensorType apply(TensorType type) {
    return type.withShape(type.shape().substitute(symbol -> found.getOrDefault(symbol, symbol)));
  }

  /** Whether two shapes may be the same, unknown dims being trusted. */
  static boolean mayEqual(Shape left, Shape right) {
    boolean fits = left.rank() == right.rank();
    for (int axis = 0; fits && axis < left.rank(); axis++) {
      Dim a = left.dim(axis);
      Dim b = right.dim(axis);
      fits = a.equals(b) || !a.isFixed() || !b.isFixed();
    }
    return fits;
  }

  private static IllegalArgumentException misfit(Shape expected, Shape found, String role) {
    return new IllegalArgumentException(role + " must have shape " + expected + ", found " + found);
  }
}
