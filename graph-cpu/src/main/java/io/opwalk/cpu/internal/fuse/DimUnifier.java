package io.opwalk.cpu.internal.fuse;

import io.opwalk.Dim;
import io.opwalk.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * Dims that must be equal in every call, since a requirement says so: {@code x + y} over two
 * unknown batches makes one batch of them. Shapes are compared after unification.
 */
public final class DimUnifier {
  private final Map<Dim.Symbol, Dim> representatives = new HashMap<>();

  /** Says that two dims are equal. Only symbols are unified; derived dims stay as they are. */
  public void unify(Dim left, Dim right) {
    Dim a = find(left);
    Dim b = find(right);
    if (a.equals(b)) {
      return;
    }
    if (b instanceof Dim.Symbol symbol && !a.symbols().contains(symbol)) {
      representatives.put(symbol, a);
    } else if (a instanceof Dim.Symbol symbol && !b.symbols().contains(symbol)) {
      representatives.put(symbol, b);
    }
  }

  /** The dim over representatives. */
  public Dim find(Dim dim) {
    Dim found = dim;
    Dim before;
    do {
      before = found;
      found = before.isFixed() ? before : before.substitute(this::step);
    } while (!found.equals(before));
    return found;
  }

  private Dim step(Dim.Symbol symbol) {
    return representatives.getOrDefault(symbol, symbol);
  }

  /** The shape over representatives. */
  public Shape find(Shape shape) {
    if (representatives.isEmpty() || shape.isFixed()) {
      return shape;
    }
    return Shape.of(shape.dims().stream().map(this::find).toList());
  }
}
