package io.opwalk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The greatest or least of two or more sizes as a factor, none of them known to be superfluous. */
final class DimExtremum implements DimAtom {

  enum Kind {
    MAX("max"),
    MIN("min");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    private long choose(long a, long b) {
      return this == MAX ? Math.max(a, b) : Math.min(a, b);
    }

    private DimBounds choose(DimBounds a, DimBounds b) {
      return new DimBounds(choose(a.low(), b.low()), choose(a.high(), b.high()));
    }

    private Dim choose(Dim a, Dim b) {
      return this == MAX ? a.max(b) : a.min(b);
    }

    /** Returns whether {@code a} is this extremum of {@code a} and {@code b} for all values. */
    private boolean alwaysChooses(Dim a, Dim b) {
      Dim excess = this == MAX ? a.minus(b) : b.minus(a);
      return DimPolynomial.of(excess).bounds().low() >= 0;
    }
  }

  private final Kind kind;
  private final Set<Dim> operands;
  private final DimBounds bounds;
  private final int hash;

  private DimExtremum(Kind kind, Set<Dim> operands) {
    this.kind = kind;
    this.operands = operands;
    this.bounds = operands.stream()
        .map(operand -> DimPolynomial.of(operand).bounds())
        .reduce(kind::choose)
        .orElseThrow();
    this.hash = 31 * kind.ordinal() + operands.hashCode();
  }

  /**
   * Returns the extremum of two sizes, simplified as far as the bounds of their difference tell.
   */
  static Dim extremum(Kind kind, Dim a, Dim b) {
    if (a.equals(b)) {
      return a;
    }
    Set<Dim> operands = new LinkedHashSet<>();
    addFlattened(kind, a, operands);
    addFlattened(kind, b, operands);
    List<Dim> kept = new ArrayList<>(operands);
    for (Dim operand : operands) {
      if (kept.stream().anyMatch(k -> !k.equals(operand) && kind.alwaysChooses(k, operand))) {
        kept.remove(operand);
      }
    }
    if (kept.size() == 1) {
      return kept.get(0);
    }
    DimExtremum atom = new DimExtremum(kind, new LinkedHashSet<>(kept));
    return DimPolynomial.of(atom).toDim();
  }

  /** Adds the operands of {@code max(x, y) + c} as {@code x + c} and {@code y + c}. */
  private static void addFlattened(Kind kind, Dim dim, Set<Dim> into) {
    DimPolynomial polynomial = DimPolynomial.of(dim);
    long constant = polynomial.constantTerm();
    DimPolynomial rest = polynomial.minus(DimPolynomial.constant(constant));
    if (rest.terms().size() == 1) {
      Map.Entry<DimMonomial, Long> term = rest.terms().entrySet().iterator().next();
      if (term.getValue() == 1
          && term.getKey().soleAtom() instanceof DimExtremum inner
          && inner.kind == kind) {
        inner.operands.forEach(operand -> into.add(operand.plus(constant)));
        return;
      }
    }
    into.add(dim);
  }

  @Override
  public DimBounds bounds() {
    return bounds;
  }

  @Override
  public long evaluate(ToLongFunction<Dim.Symbol> values) {
    return operands.stream()
        .mapToLong(operand -> operand.evaluate(values))
        .reduce(kind::choose)
        .orElseThrow();
  }

  @Override
  public Dim substitute(Function<Dim.Symbol, Dim> replacement) {
    return operands.stream()
        .map(operand -> operand.substitute(replacement))
        .reduce(kind::choose)
        .orElseThrow();
  }

  @Override
  public void collectSymbols(Set<Dim.Symbol> into) {
    operands.forEach(operand -> into.addAll(operand.symbols()));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DimExtremum that
            && hash == that.hash
            && kind == that.kind
            && operands.equals(that.operands));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    // Numbers last, as in a sum.
    return operands.stream()
        .map(Dim::toString)
        .sorted(DimText.NUMBERS_LAST)
        .collect(Collectors.joining(", ", kind.text + "(", ")"));
  }
}
