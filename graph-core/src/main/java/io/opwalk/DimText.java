package io.opwalk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How sizes print. Terms and factors are put in an order that depends on their text alone, so that
 * equal sizes print alike however they were built.
 */
final class DimText {
  /** Plain numbers after everything else, otherwise by text. */
  static final Comparator<String> NUMBERS_LAST = Comparator.comparing(
          (String text) -> text.matches("-?\\d+"))
      .thenComparing(Comparator.naturalOrder());

  private DimText() {}

  /**
   * Prints a sum: highest degree first, what is taken away after what is added, {@code n - m + 1}.
   */
  static String of(DimPolynomial polynomial) {
    List<Map.Entry<DimMonomial, Long>> terms =
        new ArrayList<>(polynomial.terms().entrySet());
    boolean anyAdded =
        terms.stream().anyMatch(term -> !term.getKey().isOne() && term.getValue() > 0);
    terms.sort(Comparator.comparing(
            (Map.Entry<DimMonomial, Long> term) -> term.getKey().isOne() && anyAdded)
        .thenComparing(term -> term.getValue() < 0)
        .thenComparing(term -> -term.getKey().degree())
        .thenComparing(term -> of(term.getKey()))
        .thenComparing(Map.Entry::getValue));
    StringBuilder text = new StringBuilder();
    for (Map.Entry<DimMonomial, Long> term : terms) {
      if (!text.isEmpty()) {
        text.append(term.getValue() < 0 ? " - " : " + ");
      } else if (term.getValue() < 0) {
        text.append('-');
      }
      text.append(magnitude(term.getKey(), Long.toString(term.getValue()).replace("-", "")));
    }
    return text.isEmpty() ? "0" : text.toString();
  }

  private static String magnitude(DimMonomial monomial, String coefficient) {
    if (monomial.isOne()) {
      return coefficient;
    }
    return coefficient.equals("1") ? of(monomial) : coefficient + "*" + of(monomial);
  }

  /** Prints a product, {@code m*n*n}. */
  static String of(DimMonomial monomial) {
    return monomial.powers().entrySet().stream()
        .flatMap(
            factor -> Collections.nCopies(factor.getValue(), factor.getKey().toString()).stream())
        .sorted()
        .collect(Collectors.joining("*"));
  }

  /** Prints what stands before a division sign, in brackets if it is a sum. */
  static String numerator(DimPolynomial polynomial) {
    return polynomial.terms().size() > 1 ? "(" + of(polynomial) + ")" : of(polynomial);
  }

  /** Prints what stands after a division sign, in brackets unless it is one number or atom. */
  static String divisor(DimPolynomial polynomial) {
    if (polynomial.isConstant()) {
      return of(polynomial);
    }
    Map.Entry<DimMonomial, Long> first =
        polynomial.terms().entrySet().iterator().next();
    boolean oneAtom = polynomial.terms().size() == 1
        && first.getValue() == 1
        && first.getKey().soleAtom() != null;
    return oneAtom ? of(polynomial) : "(" + of(polynomial) + ")";
  }
}
