package io.opwalk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A sum of monomials with non-zero coefficients: the canonical form of a {@link Dim}. Equality does
 * not depend on the order of terms; the order is that in which they entered, which keeps anonymous
 * symbols (they have no name to sort by) in a reproducible order.
 */
final class DimPolynomial {
  private final Map<DimMonomial, Long> terms;
  private final int hash;

  private DimPolynomial(Map<DimMonomial, Long> terms) {
    this.terms = Collections.unmodifiableMap(terms);
    this.hash = terms.hashCode();
  }

  static DimPolynomial constant(long value) {
    return term(DimMonomial.ONE, value);
  }

  static DimPolynomial term(DimMonomial monomial, long coefficient) {
    return new DimPolynomial(coefficient == 0 ? Map.of() : Map.of(monomial, coefficient));
  }

  /** Returns the atom as a polynomial, or its value where its bounds leave only one. */
  static DimPolynomial of(DimAtom atom) {
    return atom.bounds().isSingle() ? constant(atom.bounds().low()) : term(DimMonomial.of(atom), 1);
  }

  static DimPolynomial of(Dim dim) {
    if (dim instanceof Dim.Derived derived) {
      return derived.polynomial();
    }
    if (dim instanceof Dim.Symbol symbol) {
      return of(new DimVariable(symbol));
    }
    return constant(((Dim.Fixed) dim).size());
  }

  /** Returns the simplest kind of size with this value. */
  Dim toDim() {
    if (isConstant()) {
      return new Dim.Fixed(constantTerm());
    }
    if (terms.size() == 1) {
      Map.Entry<DimMonomial, Long> term = terms.entrySet().iterator().next();
      if (term.getValue() == 1 && term.getKey().soleAtom() instanceof DimVariable variable) {
        return variable.symbol();
      }
    }
    return new Dim.Derived(this);
  }

  /** Returns the terms: monomials with their coefficients, none of them 0. */
  Map<DimMonomial, Long> terms() {
    return terms;
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isConstant() {
    return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(DimMonomial.ONE));
  }

  long constantTerm() {
    return terms.getOrDefault(DimMonomial.ONE, 0L);
  }

  DimPolynomial plus(DimPolynomial other) {
    Map<DimMonomial, Long> sum = new LinkedHashMap<>(terms);
    other.terms.forEach((monomial, coefficient) -> accumulate(sum, monomial, coefficient));
    return new DimPolynomial(sum);
  }

  DimPolynomial minus(DimPolynomial other) {
    return plus(other.times(constant(-1)));
  }

  DimPolynomial times(DimPolynomial other) {
    Map<DimMonomial, Long> product = new LinkedHashMap<>();
    terms.forEach((monomial, coefficient) ->
        other.terms.forEach((otherMonomial, otherCoefficient) -> accumulate(
            product,
            monomial.times(otherMonomial),
            DimMath.multiply(coefficient, otherCoefficient))));
    return new DimPolynomial(product);
  }

  private static void accumulate(
      Map<DimMonomial, Long> terms, DimMonomial monomial, long coefficient) {
    terms.merge(monomial, coefficient, (a, b) -> {
      long sum = DimMath.add(a, b);
      return sum == 0 ? null : sum;
    });
  }

  /** Returns this polynomial with every coefficient divided by {@code divisor}, rounded down. */
  DimPolynomial floorCoefficients(long divisor) {
    Map<DimMonomial, Long> quotient = new LinkedHashMap<>();
    terms.forEach((monomial, coefficient) -> {
      long floor = Math.floorDiv(coefficient, divisor);
      if (floor != 0) {
        quotient.put(monomial, floor);
      }
    });
    return new DimPolynomial(quotient);
  }

  /** Returns the quotient by a monomial, if it divides every term. */
  Optional<DimPolynomial> dividedBy(DimMonomial divisor) {
    Map<DimMonomial, Long> quotient = new LinkedHashMap<>();
    for (Map.Entry<DimMonomial, Long> term : terms.entrySet()) {
      Optional<DimMonomial> monomial = term.getKey().dividedBy(divisor);
      if (monomial.isEmpty()) {
        return Optional.empty();
      }
      quotient.put(monomial.get(), term.getValue());
    }
    return Optional.of(new DimPolynomial(quotient));
  }

  DimBounds bounds() {
    DimBounds bounds = DimBounds.exactly(0);
    for (Map.Entry<DimMonomial, Long> term : terms.entrySet()) {
      bounds = bounds.plus(term.getKey().bounds().times(DimBounds.exactly(term.getValue())));
    }
    return bounds;
  }

  long evaluate(ToLongFunction<Dim.Symbol> values) {
    long sum = 0;
    for (Map.Entry<DimMonomial, Long> term : terms.entrySet()) {
      long product = term.getValue();
      for (Map.Entry<DimAtom, Integer> factor : term.getKey().powers().entrySet()) {
        long value = factor.getKey().evaluate(values);
        for (int i = 0; i < factor.getValue(); i++) {
          product = DimMath.multiply(product, value);
        }
      }
      sum = DimMath.add(sum, product);
    }
    return sum;
  }

  Dim substitute(Function<Dim.Symbol, Dim> replacement) {
    Dim sum = new Dim.Fixed(0);
    for (Map.Entry<DimMonomial, Long> term : terms.entrySet()) {
      Dim product = new Dim.Fixed(term.getValue());
      for (Map.Entry<DimAtom, Integer> factor : term.getKey().powers().entrySet()) {
        Dim value = factor.getKey().substitute(replacement);
        for (int i = 0; i < factor.getValue(); i++) {
          product = product.times(value);
        }
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  void collectSymbols(Set<Dim.Symbol> into) {
    for (DimMonomial monomial : terms.keySet()) {
      monomial.powers().keySet().forEach(atom -> atom.collectSymbols(into));
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DimPolynomial that && hash == that.hash && terms.equals(that.terms));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return DimText.of(this);
  }
}
