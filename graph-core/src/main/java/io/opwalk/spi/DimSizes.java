package io.opwalk.spi;

import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sizes of symbols, worked out from the shapes of what is fed. An axis whose size is a symbol
 * gives it at once; one whose size is computed from symbols gives the only one that is still
 * unknown, where it is {@code a*n + b}; all others are checked. Where symbols are left over, one of
 * the sizes that they may have is found, too.
 */
final class DimSizes {
  /** One axis of a fed value. */
  private record Axis(Tensor tensor, int axis, NDArray value) {
    Dim dim() {
      return tensor.shape().dim(axis);
    }

    long size() {
      return value.dim(axis);
    }

    @Override
    public String toString() {
      return size() + " at axis " + axis + " of " + value.describe() + ", fed to " + tensor;
    }
  }

  private final Map<Dim.Symbol, Long> sizes = new HashMap<>();
  private final Map<Dim.Symbol, Axis> origins = new HashMap<>();

  /** Sizes of further symbols, which agree with what is fed as others would, too. */
  private final Map<Dim.Symbol, Long> fitting = new HashMap<>();

  private DimSizes() {}

  static DimSizes of(Feed feed) {
    DimSizes sizes = new DimSizes();
    List<Axis> axes = new ArrayList<>();
    for (Tensor tensor : feed.tensors()) {
      NDArray value = feed.get(tensor).orElseThrow();
      for (int axis = 0; axis < tensor.shape().rank(); axis++) {
        axes.add(new Axis(tensor, axis, value));
      }
    }
    List<Axis> computed = new ArrayList<>();
    for (Axis axis : axes) {
      sizes.bindSymbol(axis);
      if (axis.dim() instanceof Dim.Derived) {
        computed.add(axis);
      }
    }
    List<Axis> open = new ArrayList<>(computed);
    while (sizes.solveSome(open)) {
      // Each round may make another axis solvable.
    }
    sizes.findFitting(computed);
    return sizes;
  }

  /** Finds sizes for what is left over: symbols of sums, products and quotients of several. */
  private void findFitting(List<Axis> computed) {
    boolean allKnown = true;
    for (Axis axis : computed) {
      allKnown &= sizes.keySet().containsAll(axis.dim().symbols());
    }
    if (!allKnown) {
      List<DimWitnesses.Equation> equations = computed.stream()
          .map(axis -> new DimWitnesses.Equation(axis.dim(), axis.size()))
          .toList();
      DimWitnesses.find(equations, sizes).ifPresent(fitting::putAll);
    }
  }

  private void bindSymbol(Axis axis) {
    if (axis.dim() instanceof Dim.Symbol symbol) {
      Axis first = origins.putIfAbsent(symbol, axis);
      sizes.putIfAbsent(symbol, axis.size());
      if (sizes.get(symbol) != axis.size()) {
        throw new FeedException("two sizes for " + symbol + ":\n  " + first + "\n  " + axis);
      }
    }
  }

  private boolean solveSome(List<Axis> axes) {
    boolean progress = false;
    for (Iterator<Axis> rest = axes.iterator(); rest.hasNext(); ) {
      Axis axis = rest.next();
      Dim left = known(axis);
      Set<Dim.Symbol> unknown = left.symbols();
      if (unknown.isEmpty()) {
        check(axis, left.fixedSize().orElseThrow());
        rest.remove();
      } else if (unknown.size() == 1) {
        Dim.Symbol symbol = unknown.iterator().next();
        Optional<Long> size = solve(left, symbol, axis);
        size.ifPresent(known -> {
          sizes.put(symbol, known);
          origins.put(symbol, axis);
          rest.remove();
        });
        progress |= size.isPresent();
      }
    }
    return progress;
  }

  /** The size of the axis with the symbols that are known put in. */
  private Dim known(Axis axis) {
    try {
      return axis.dim()
          .substitute(symbol -> sizes.containsKey(symbol) ? Dim.of(sizes.get(symbol)) : symbol);
    } catch (ArithmeticException complaint) {
      throw new FeedException("the size " + axis.dim() + " cannot be computed: "
          + complaint.getMessage() + "; found " + axis + origins(axis));
    }
  }

  /** The value of the only symbol in {@code dim = a*symbol + b} for the size found. */
  private static Optional<Long> solve(Dim dim, Dim.Symbol symbol, Axis axis) {
    Dim atZero;
    Optional<Dim> slope;
    try {
      atZero = dim.substitute(any -> Dim.of(0));
      slope = dim.minus(atZero).exactQuotient(symbol).filter(Dim::isFixed);
    } catch (ArithmeticException divisionByZero) {
      return Optional.empty();
    }
    if (slope.isEmpty()) {
      return Optional.empty();
    }
    long factor = slope.get().fixedSize().orElseThrow();
    long rest = axis.size() - atZero.fixedSize().orElseThrow();
    if (rest % factor != 0 || rest / factor < 0) {
      throw new FeedException(
          "no " + symbol + " makes the size " + axis.dim() + " come to " + axis);
    }
    return Optional.of(rest / factor);
  }

  private void check(Axis axis, long expected) {
    if (expected != axis.size()) {
      throw new FeedException(
          "expected the size " + axis.dim() + " = " + expected + ", found " + axis + origins(axis));
    }
  }

  private String origins(Axis axis) {
    StringBuilder text = new StringBuilder();
    axis.dim().symbols().stream()
        .filter(origins::containsKey)
        .forEach(symbol -> text.append("\n  ")
            .append(symbol)
            .append(" is ")
            .append(sizes.get(symbol))
            .append(" by ")
            .append(origins.get(symbol)));
    return text.toString();
  }

  boolean isKnown(Dim.Symbol symbol) {
    return sizes.containsKey(symbol);
  }

  /** The size of a symbol; fails where what is fed does not tell. */
  long get(Dim.Symbol symbol) {
    return require(sizes.get(symbol), symbol);
  }

  /** The size of a symbol, or one that agrees with what is fed; fails where there is none. */
  long getFitting(Dim.Symbol symbol) {
    return require(sizes.getOrDefault(symbol, fitting.get(symbol)), symbol);
  }

  private static long require(Long size, Dim.Symbol symbol) {
    if (size == null) {
      throw new FeedException("the size " + symbol + " is not determined by what was fed");
    }
    return size;
  }
}
