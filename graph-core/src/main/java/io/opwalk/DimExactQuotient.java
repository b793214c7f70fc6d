package io.opwalk;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exact division of polynomials: leading term by leading term in a graded lexicographic order (Cox,
 * Little, O'Shea, <i>Ideals, Varieties, and Algorithms</i>, section 2.3). A quotient, where there
 * is one, is unique, so any order of the atoms finds it; here it is their order of appearance.
 */
final class DimExactQuotient {
  private DimExactQuotient() {}

  static Optional<Dim> divide(Dim numerator, Dim divisor) {
    if (divisor.is(0)) {
      return Optional.empty();
    }
    return divide(DimPolynomial.of(numerator), DimPolynomial.of(divisor)).map(DimPolynomial::toDim);
  }

  static Optional<DimPolynomial> divide(DimPolynomial numerator, DimPolynomial divisor) {
    Comparator<DimMonomial> order = gradedLexicographic(numerator, divisor);
    Map.Entry<DimMonomial, Long> by = leading(divisor, order);
    DimPolynomial quotient = DimPolynomial.constant(0);
    DimPolynomial rest = numerator;
    while (!rest.isZero()) {
      Map.Entry<DimMonomial, Long> term = leading(rest, order);
      Optional<DimMonomial> monomial = term.getKey().dividedBy(by.getKey());
      if (monomial.isEmpty() || term.getValue() % by.getValue() != 0) {
        return Optional.empty();
      }
      DimPolynomial step = DimPolynomial.term(monomial.get(), term.getValue() / by.getValue());
      quotient = quotient.plus(step);
      rest = rest.minus(step.times(divisor));
    }
    return Optional.of(quotient);
  }

  private static Map.Entry<DimMonomial, Long> leading(
      DimPolynomial polynomial, Comparator<DimMonomial> order) {
    return polynomial.terms().entrySet().stream()
        .max(Map.Entry.comparingByKey(order))
        .orElseThrow();
  }

  private static Comparator<DimMonomial> gradedLexicographic(DimPolynomial a, DimPolynomial b) {
    Set<DimAtom> atoms = new LinkedHashSet<>();
    a.terms().keySet().forEach(monomial -> atoms.addAll(monomial.powers().keySet()));
    b.terms().keySet().forEach(monomial -> atoms.addAll(monomial.powers().keySet()));
    Comparator<DimMonomial> order = Comparator.comparingInt(DimMonomial::degree);
    for (DimAtom atom : atoms) {
      order = order.thenComparingInt(monomial -> monomial.powers().getOrDefault(atom, 0));
    }
    return order;
  }
}
