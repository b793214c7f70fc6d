package io.opwalk;

import com.google.common.math.LongMath;
import java.util.Map;
import java.util.Optional;

/**
 * Floor division of sizes, brought to a reduced form by identities that hold for integers of either
 * sign:
 *
 * <ul>
 *   <li>{@code floor((d*q + r)/d) = q + floor(r/d)}, so every coefficient over a constant divisor
 *       {@code d} ends up in {@code [0, d)};
 *   <li>{@code floor((g*s + r)/(g*d)) = floor((s + floor(r/g))/d)} for positive {@code g} and
 *       {@code d};
 *   <li>{@code floor((floor(x/a) + s)/d) = floor((x + a*s)/(a*d))} for positive {@code a} and
 *       {@code d}, so a stack of strided layers keeps one quotient.
 * </ul>
 */
final class DimFloor {
  private DimFloor() {}

  static Dim divide(Dim numerator, Dim divisor) {
    if (divisor.is(0)) {
      throw new ArithmeticException("dimension " + numerator + " is divided by 0");
    }
    if (divisor.is(1)) {
      return numerator;
    }
    return divide(DimPolynomial.of(numerator), DimPolynomial.of(divisor)).toDim();
  }

  private static DimPolynomial divide(DimPolynomial numerator, DimPolynomial divisor) {
    Optional<DimPolynomial> exact = DimExactQuotient.divide(numerator, divisor);
    if (exact.isPresent()) {
      return exact.get();
    }
    if (divisor.terms().values().iterator().next() < 0 && divisor.terms().size() == 1) {
      DimPolynomial minusOne = DimPolynomial.constant(-1);
      return divide(numerator.times(minusOne), divisor.times(minusOne));
    }
    DimPolynomial whole = wholePart(numerator, divisor);
    DimPolynomial rest = numerator.minus(whole.times(divisor));
    return whole.plus(divideRest(rest, divisor));
  }

  /** Returns what can be taken out of the quotient term by term. */
  private static DimPolynomial wholePart(DimPolynomial numerator, DimPolynomial divisor) {
    DimPolynomial whole = DimPolynomial.constant(0);
    if (divisor.terms().size() > 1) {
      return whole;
    }
    Map.Entry<DimMonomial, Long> by = divisor.terms().entrySet().iterator().next();
    for (Map.Entry<DimMonomial, Long> term : numerator.terms().entrySet()) {
      Optional<DimMonomial> monomial = term.getKey().dividedBy(by.getKey());
      if (monomial.isPresent()) {
        long coefficient = Math.floorDiv(term.getValue(), by.getValue());
        whole = whole.plus(DimPolynomial.term(monomial.get(), coefficient));
      }
    }
    return whole;
  }

  private static DimPolynomial divideRest(DimPolynomial rest, DimPolynomial divisor) {
    if (rest.isZero()) {
      return rest;
    }
    DimMonomial common = commonMonomial(rest, commonMonomial(divisor, null));
    if (!common.isOne()) {
      return divide(
          rest.dividedBy(common).orElseThrow(), divisor.dividedBy(common).orElseThrow());
    }
    long factor = commonCoefficient(rest, divisor);
    if (factor > 1) {
      return divide(rest.floorCoefficients(factor), divisor.floorCoefficients(factor));
    }
    if (divisor.isConstant()) {
      Optional<DimQuotient> inner = soleQuotient(rest);
      if (inner.isPresent()) {
        DimQuotient quotient = inner.get();
        long scale = quotient.divisor().constantTerm();
        // Both divisors bound the coefficients above them, so nothing else can overflow either.
        if (Math.multiplyHigh(scale, divisor.constantTerm()) == 0
            && scale * divisor.constantTerm() > 0) {
          DimPolynomial by = DimPolynomial.constant(scale);
          DimPolynomial others = rest.minus(DimPolynomial.of(quotient));
          return divide(quotient.numerator().plus(others.times(by)), divisor.times(by));
        }
      }
    }
    return DimPolynomial.of(new DimQuotient(rest, divisor));
  }

  private static DimMonomial commonMonomial(DimPolynomial polynomial, DimMonomial limit) {
    DimMonomial common = limit;
    for (DimMonomial monomial : polynomial.terms().keySet()) {
      common = common == null ? monomial : common.commonFactor(monomial);
    }
    return common;
  }

  /**
   * Returns the greatest number that may be divided out of both. The numerator's constant need not
   * be a multiple where the divisor cannot be negative, as rounding it down changes nothing.
   */
  private static long commonCoefficient(DimPolynomial rest, DimPolynomial divisor) {
    boolean roundsConstant = divisor.bounds().low() >= 0;
    long factor = 0;
    for (long coefficient : divisor.terms().values()) {
      factor = gcd(factor, coefficient);
    }
    for (Map.Entry<DimMonomial, Long> term : rest.terms().entrySet()) {
      if (!(term.getKey().isOne() && roundsConstant)) {
        factor = gcd(factor, term.getValue());
      }
    }
    return factor;
  }

  private static long gcd(long a, long b) {
    return LongMath.gcd(a, Math.abs(b));
  }

  /** Returns the only term of the form {@code floor(x/a)} with a constant {@code a}, if any. */
  private static Optional<DimQuotient> soleQuotient(DimPolynomial polynomial) {
    DimQuotient found = null;
    for (Map.Entry<DimMonomial, Long> term : polynomial.terms().entrySet()) {
      if (term.getValue() == 1
          && term.getKey().soleAtom() instanceof DimQuotient quotient
          && quotient.divisor().isConstant()) {
        if (found != null) {
          return Optional.empty();
        }
        found = quotient;
      }
    }
    return Optional.ofNullable(found);
  }
}
