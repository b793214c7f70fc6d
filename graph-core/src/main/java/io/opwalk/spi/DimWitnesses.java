package io.opwalk.spi;

import io.opwalk.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds sizes for symbols that what is fed does not determine: for 12 rows fed where {@code m*n}
 * are expected, say {@code m = 12} and {@code n = 1}. Any sizes that agree with what is fed do, for
 * what is computed from the fed values depends on {@code m*n} alone.
 */
final class DimWitnesses {
  /** What all symbols but one are taken for, one after the other, until the one left fits. */
  private static final List<Long> PINS = List.of(1L, 0L);

  /** A size and what it is computed from. */
  record Equation(Dim dim, long size) {}

  private DimWitnesses() {}

  /**
   * Sizes for all symbols of the equations.
   *
   * @param known sizes that are given
   * @return empty where none were found
   */
  static Optional<Map<Dim.Symbol, Long>> find(
      List<Equation> equations, Map<Dim.Symbol, Long> known) {
    return PINS.stream()
        .map(pin -> attempt(equations, known, pin))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Map<Dim.Symbol, Long>> attempt(
      List<Equation> equations, Map<Dim.Symbol, Long> known, long pin) {
    Map<Dim.Symbol, Long> sizes = new HashMap<>(known);
    for (Equation equation : equations) {
      Set<Dim.Symbol> symbols = equation.dim().symbols();
      List<Dim.Symbol> open = new ArrayList<>(symbols);
      open.removeIf(sizes::containsKey);
      if (!open.isEmpty()) {
        open.subList(1, open.size()).forEach(symbol -> sizes.put(symbol, pin));
        search(equation, open.get(0), sizes);
      }
    }
    boolean allHold = equations.stream().allMatch(equation -> compare(equation, sizes) == 0);
    return allHold ? Optional.of(sizes) : Optional.empty();
  }

  /** Leaves the least size that does not fall short, taking the dim to grow with the symbol. */
  private static void search(Equation equation, Dim.Symbol symbol, Map<Dim.Symbol, Long> sizes) {
    long low = 0;
    long high = 1;
    sizes.put(symbol, high);
    while (compare(equation, sizes) < 0 && high <= Integer.MAX_VALUE) {
      low = high + 1;
      high *= 2;
      sizes.put(symbol, high);
    }
    while (low < high) {
      long middle = (low + high) / 2;
      sizes.put(symbol, middle);
      if (compare(equation, sizes) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    sizes.put(symbol, low);
  }

  /** What the dim comes to, compared with the size; what cannot be computed falls short. */
  private static int compare(Equation equation, Map<Dim.Symbol, Long> sizes) {
    try {
      return Long.compare(equation.dim().evaluate(sizes::get), equation.size());
    } catch (ArithmeticException impossible) {
      return -1;
    }
  }
}
