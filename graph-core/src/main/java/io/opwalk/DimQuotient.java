package io.opwalk;

import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** {@code floor(numerator/divisor)} as a factor; {@link DimFloor} makes them in reduced form. */
final class DimQuotient implements DimAtom {
  private final DimPolynomial numerator;
  private final DimPolynomial divisor;
  private final DimBounds bounds;
  private final int hash;

  DimQuotient(DimPolynomial numerator, DimPolynomial divisor) {
    this.numerator = numerator;
    this.divisor = divisor;
    this.bounds = numerator.bounds().floorDiv(divisor.bounds());
    this.hash = Objects.hash(numerator, divisor);
  }

  DimPolynomial numerator() {
    return numerator;
  }

  DimPolynomial divisor() {
    return divisor;
  }

  @Override
  public DimBounds bounds() {
    return bounds;
  }

  @Override
  public long evaluate(ToLongFunction<Dim.Symbol> values) {
    long by = divisor.evaluate(values);
    if (by == 0) {
      throw new ArithmeticException(
          "dimension " + this + " divides by zero: " + DimText.of(divisor) + " is 0");
    }
    return Math.floorDiv(numerator.evaluate(values), by);
  }

  @Override
  public Dim substitute(Function<Dim.Symbol, Dim> replacement) {
    return numerator.substitute(replacement).floorDiv(divisor.substitute(replacement));
  }

  @Override
  public void collectSymbols(Set<Dim.Symbol> into) {
    numerator.collectSymbols(into);
    divisor.collectSymbols(into);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DimQuotient that
            && hash == that.hash
            && numerator.equals(that.numerator)
            && divisor.equals(that.divisor));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "floor(" + DimText.numerator(numerator) + "/" + DimText.divisor(divisor) + ")";
  }
}
