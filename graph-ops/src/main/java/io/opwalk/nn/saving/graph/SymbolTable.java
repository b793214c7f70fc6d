package io.opwalk.nn.saving.graph;

import io.opwalk.Dim;
import io.opwalk.Dim.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The unknown sizes of a graph. A size is written as a number, or as a formula of unknown sizes
 * {@code d0}, {@code d1} and so on, such as {@code floor((d0 + 2)/3)}; the table says which of them
 * has a name.
 */
final class SymbolTable {
  private final Map<Symbol, Integer> numbers = new LinkedHashMap<>();

  /** A size as a {@code Long} or a {@code String}. */
  Object write(Dim dim) {
    return dim instanceof Dim.Fixed fixed
        ? (Object) fixed.size()
        : dim.substitute(symbol -> Dim.named("d" + numberOf(symbol))).toString();
  }

  private int numberOf(Symbol symbol) {
    int next = numbers.size();
    return numbers.computeIfAbsent(symbol, unseen -> next);
  }

  /** The names of the unknown sizes, in the order of their numbers; null for one without. */
  List<Object> names() {
    List<Object> names = new ArrayList<>();
    numbers.keySet().forEach(symbol -> names.add(symbol.isNamed() ? symbol.name() : null));
    return names;
  }
}
