package io.opwalk;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The size of one axis of a tensor: a number, a symbol, or arithmetic over symbols.
 *
 * <p>Sizes are held in a canonical form (a polynomial with integer coefficients over symbols, floor
 * quotients and extrema), so two sizes that are equal as polynomials are {@link Object#equals
 * equal} objects, whatever order they were built in:
 *
 * <pre>{@code
 * Dim n = Dim.named("n");
 * n.times(28).times(28).exactQuotient(Dim.of(784)); // Optional[n]
 * n.plus(2).floorDiv(3).plus(1);                    // floor((n + 2)/3) + 1
 * }</pre>
 *
 * <p>A symbol stands for a size, so it is never negative. An intermediate result may be ({@code n -
 * 5}); {@link Shape} refuses a number below zero. All arithmetic is exact: a coefficient or size
 * that does not fit 64 bits is an {@link ArithmeticException}. Instances are immutable.
 */
public sealed interface Dim permits Dim.Fixed, Dim.Symbol, Dim.Derived {

  /**
   * Returns a known size.
   *
   * @throws IllegalArgumentException if {@code size} is negative
   */
  static Dim of(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a dimension must be 0 or more, found " + size);
    }
    return new Fixed(size);
  }

  /** Returns a fresh unknown size, printed {@code ?} and equal to itself only. */
  static Symbol unknown() {
    return new Symbol(null);
  }

  /**
   * Returns the unknown size of the given name; all symbols of one name are equal.
   *
   * @throws IllegalArgumentException if {@code name} is blank, or {@code ?} which is how anonymous
   *     symbols print
   */
  static Symbol named(String name) {
    Objects.requireNonNull(name, "name");
    if (name.isBlank() || name.equals("?")) {
      throw new IllegalArgumentException(
          "a dimension's name must not be blank nor '?', found '" + name + "'");
    }
    return new Symbol(name);
  }

  /** Returns the product of {@code dims}, 1 if there are none. */
  static Dim product(List<Dim> dims) {
    Dim product = new Fixed(1);
    for (Dim dim : dims) {
      if (dim.is(0)) {
        // An array with an empty axis is empty, even where its other sizes overflow.
        return dim;
      }
      product = product.times(dim);
    }
    return product;
  }

  /** Returns {@code this + other}. */
  default Dim plus(Dim other) {
    if (other.is(0)) {
      return this;
    }
    if (is(0)) {
      return other;
    }
    if (this instanceof Fixed a && other instanceof Fixed b) {
      return new Fixed(DimMath.add(a.size(), b.size()));
    }
    return DimPolynomial.of(this).plus(DimPolynomial.of(other)).toDim();
  }

  /** Returns {@code this + other}; {@code other} may be negative. */
  default Dim plus(long other) {
    return plus(new Fixed(other));
  }

  /** Returns {@code this - other}. */
  default Dim minus(Dim other) {
    return other.is(0) ? this : plus(other.times(-1));
  }

  /** Returns {@code this - other}; {@code other} may be negative. */
  default Dim minus(long other) {
    return minus(new Fixed(other));
  }

  /** Returns {@code this * other}. */
  default Dim times(Dim other) {
    if (other.is(1) || is(0)) {
      return this;
    }
    if (is(1) || other.is(0)) {
      return other;
    }
    if (this instanceof Fixed a && other instanceof Fixed b) {
      return new Fixed(DimMath.multiply(a.size(), b.size()));
    }
    return DimPolynomial.of(this).times(DimPolynomial.of(other)).toDim();
  }

  /** Returns {@code this * other}; {@code other} may be negative. */
  default Dim times(long other) {
    return times(new Fixed(other));
  }

  /**
   * Returns the quotient rounded towards negative infinity.
   *
   * <p>A symbolic divisor is taken not to be 0: {@code floorDiv(m*n, n)} is {@code m}. What does
   * not simplify fails when evaluated with a divisor of 0.
   *
   * @throws ArithmeticException if {@code divisor} is the number 0
   */
  default Dim floorDiv(Dim divisor) {
    return DimFloor.divide(this, divisor);
  }

  /**
   * Returns the quotient rounded towards negative infinity.
   *
   * @throws ArithmeticException if {@code divisor} is 0
   */
  default Dim floorDiv(long divisor) {
    return floorDiv(new Fixed(divisor));
  }

  /**
   * Returns the quotient rounded towards positive infinity.
   *
   * @throws IllegalArgumentException if {@code divisor} is not positive
   */
  default Dim ceilDiv(long divisor) {
    if (divisor <= 0) {
      throw new IllegalArgumentException(
          "ceilDiv needs a positive divisor, found " + this + " divided by " + divisor);
    }
    return plus(divisor - 1).floorDiv(divisor);
  }

  /** Returns the greater of the two. */
  default Dim max(Dim other) {
    return DimExtremum.extremum(DimExtremum.Kind.MAX, this, other);
  }

  /** Returns the lesser of the two. */
  default Dim min(Dim other) {
    return DimExtremum.extremum(DimExtremum.Kind.MIN, this, other);
  }

  /**
   * Returns the {@code q} for which {@code q * divisor} is this size for all values of the symbols,
   * or empty if there is none (or it cannot be told). {@code (m*n + n)/n} is {@code m + 1},
   * {@code n/2} is empty. Nothing is an exact quotient by the number 0.
   */
  default Optional<Dim> exactQuotient(Dim divisor) {
    return DimExactQuotient.divide(this, divisor);
  }

  /**
   * Returns the number in front of a size that is one product: 6 for {@code 6*m*n}, and a number
   * itself where it is one. A sum has no such number and gives 1, and so does what is below 1.
   */
  default long factor() {
    Map<DimMonomial, Long> terms = DimPolynomial.of(this).terms();
    return terms.size() == 1 ? Math.max(1, terms.values().iterator().next()) : 1;
  }

  /** Returns whether the size is a number. */
  default boolean isFixed() {
    return this instanceof Fixed;
  }

  /** Returns whether the size is the number {@code size}. */
  default boolean is(long size) {
    return this instanceof Fixed fixed && fixed.size() == size;
  }

  /** Returns the size if it is a number. */
  default OptionalLong fixedSize() {
    return this instanceof Fixed fixed ? OptionalLong.of(fixed.size()) : OptionalLong.empty();
  }

  /** Returns the symbols this size depends on, in the order in which they entered it. */
  Set<Symbol> symbols();

  /**
   * Returns the size for given values of the symbols; each symbol is asked for as often as it
   * occurs.
   *
   * @throws IllegalArgumentException if a symbol's value is negative
   * @throws ArithmeticException on a division by zero, or a result beyond 64 bits
   */
  long evaluate(ToLongFunction<Symbol> values);

  /** Returns this size with every symbol replaced; a symbol may be mapped to itself. */
  Dim substitute(Function<Symbol, Dim> replacement);

  /** A known size. */
  final class Fixed implements Dim {
    private final long size;

    Fixed(long size) {
      this.size = size;
    }

    /** Returns the number; negative only in an intermediate result. */
    public long size() {
      return size;
    }

    @Override
    public Set<Symbol> symbols() {
      return Set.of();
    }

    @Override
    public long evaluate(ToLongFunction<Symbol> values) {
      return size;
    }

    @Override
    public Dim substitute(Function<Symbol, Dim> replacement) {
      return this;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Fixed fixed && fixed.size == size;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(size);
    }

    @Override
    public String toString() {
      return Long.toString(size);
    }
  }

  /**
   * A size not known when the graph is built. Named symbols are equal by name, an anonymous one is
   * equal to itself only.
   */
  final class Symbol implements Dim {
    private final String name;

    Symbol(String name) {
      this.name = name;
    }

    /** Returns whether the symbol has a name of its own. */
    public boolean isNamed() {
      return name != null;
    }

    /** Returns the name, {@code ?} for an anonymous symbol. */
    public String name() {
      return name == null ? "?" : name;
    }

    @Override
    public Set<Symbol> symbols() {
      return Set.of(this);
    }

    @Override
    public long evaluate(ToLongFunction<Symbol> values) {
      long value = values.applyAsLong(this);
      if (value < 0) {
        throw new IllegalArgumentException(
            "dimension " + name() + " must be 0 or more, found " + value);
      }
      return value;
    }

    @Override
    public Dim substitute(Function<Symbol, Dim> replacement) {
      return Objects.requireNonNull(
          replacement.apply(this), () -> "no replacement for dimension " + name());
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (name != null && other instanceof Symbol symbol && name.equals(symbol.name));
    }

    @Override
    public int hashCode() {
      return name == null ? System.identityHashCode(this) : name.hashCode();
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** A size computed from symbols. */
  final class Derived implements Dim {
    private final DimPolynomial polynomial;

    Derived(DimPolynomial polynomial) {
      this.polynomial = polynomial;
    }

    DimPolynomial polynomial() {
      return polynomial;
    }

    @Override
    public Set<Symbol> symbols() {
      Set<Symbol> symbols = new LinkedHashSet<>();
      polynomial.collectSymbols(symbols);
      return Collections.unmodifiableSet(symbols);
    }

    @Override
    public long evaluate(ToLongFunction<Symbol> values) {
      return polynomial.evaluate(values);
    }

    @Override
    public Dim substitute(Function<Symbol, Dim> replacement) {
      return polynomial.substitute(replacement);
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Derived derived && polynomial.equals(derived.polynomial));
    }

    @Override
    public int hashCode() {
      return polynomial.hashCode();
    }

    @Override
    public String toString() {
      return DimText.of(polynomial);
    }
  }
}
