package io.opwalk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares shapes up to a renaming of anonymous symbols: a search, with backtracking, for the
 * one-to-one renaming that turns the sizes of one shape into those of the other, axis by axis.
 */
final class ShapeStructure {
  private final Shape left;
  private final Shape right;
  private final Map<Dim.Symbol, Dim.Symbol> renaming = new HashMap<>();

  private ShapeStructure(Shape left, Shape right) {
    this.left = left;
    this.right = right;
  }

  static boolean same(Shape left, Shape right) {
    return left.rank() == right.rank()
        && (left.equals(right) || new ShapeStructure(left, right).matchesFrom(0));
  }

  private boolean matchesFrom(int axis) {
    if (axis == left.rank()) {
      return true;
    }
    List<Dim.Symbol> from = anonymous(left.dims().get(axis));
    List<Dim.Symbol> to = anonymous(right.dims().get(axis));
    if (from.size() != to.size()) {
      return false;
    }
    from.removeIf(renaming::containsKey);
    to.removeIf(renaming::containsValue);
    return from.size() == to.size() && matchesWith(axis, from, to);
  }

  /** Tries every way to map the symbols that are new at this axis. */
  private boolean matchesWith(int axis, List<Dim.Symbol> from, List<Dim.Symbol> to) {
    if (from.isEmpty()) {
      Dim renamed = left.dims().get(axis).substitute(s -> renaming.getOrDefault(s, s));
      return renamed.equals(right.dims().get(axis)) && matchesFrom(axis + 1);
    }
    Dim.Symbol symbol = from.get(0);
    for (Dim.Symbol candidate : to) {
      renaming.put(symbol, candidate);
      List<Dim.Symbol> others = new ArrayList<>(to);
      others.remove(candidate);
      if (matchesWith(axis, from.subList(1, from.size()), others)) {
        return true;
      }
      renaming.remove(symbol);
    }
    return false;
  }

  private static List<Dim.Symbol> anonymous(Dim dim) {
    List<Dim.Symbol> symbols = new ArrayList<>(dim.symbols());
    symbols.removeIf(Dim.Symbol::isNamed);
    return symbols;
  }
}
