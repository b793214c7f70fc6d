package io.opwalk.testing.precise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;

/**
 * A binary floating-point number of 128 bits and unlimited exponent: mantissa times two to the
 * power of exponent. Every operation keeps the 128 leading bits of the exact result, so that its
 * relative error is below 2^-127. The remainder, sums of numbers of like size and what
 * {@link #of(double)} gives are exact.
 *
 * <p>Besides the numbers there are the doubles that are none, and the negative zero, as
 * {@link #special} results. No operation takes them.
 */
public final class Precise implements Comparable<Precise> {
  /** The bits that are kept. */
  static final int BITS = 128;

  /** Zero. */
  public static final Precise ZERO = new Precise(BigInteger.ZERO, 0);

  /** One. */
  public static final Precise ONE = of(1);

  private final BigInteger mantissa;
  private final int exponent;
  private final double special;

  private Precise(BigInteger mantissa, int exponent) {
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.special = 0;
  }

  private Precise(double special) {
    this.mantissa = null;
    this.exponent = 0;
    this.special = special;
  }

  /** NaN, an infinity or a zero with its sign, as a result. */
  public static Precise special(double value) {
    return new Precise(value);
  }

  /** A finite double, exactly. */
  public static Precise of(double value) {
    if (value == 0) {
      return ZERO;
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " is not a number with digits");
    }
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & 0xfffffffffffffL;
    long significand = biased == 0 ? fraction : fraction | 1L << 52;
    return of(
        BigInteger.valueOf(value < 0 ? -significand : significand), Math.max(biased, 1) - 1075);
  }

  /** {@code mantissa} times two to the power of {@code exponent}, rounded. */
  public static Precise of(BigInteger mantissa, int exponent) {
    int excess = mantissa.bitLength() - BITS;
    if (mantissa.signum() == 0) {
      return ZERO;
    }
    return excess > 0
        ? new Precise(mantissa.shiftRight(excess), exponent + excess)
        : new Precise(mantissa, exponent);
  }

  /** The value of a fraction of decimals, rounded. */
  public static Precise of(BigDecimal value) {
    if (value.scale() <= 0) {
      return of(value.toBigIntegerExact(), 0);
    }
    return of(value.unscaledValue(), 0).over(of(BigInteger.TEN.pow(value.scale()), 0));
  }

  /** Whether this is a number, and not {@link #special}. */
  public boolean isNumber() {
    return mantissa != null;
  }

  private BigInteger digits() {
    return Objects.requireNonNull(mantissa, "not a number that can be computed with");
  }

  /** The sum. */
  public Precise plus(Precise other) {
    if (digits().signum() == 0) {
      return other;
    }
    if (other.digits().signum() == 0) {
      return this;
    }
    Precise large = magnitude() >= other.magnitude() ? this : other;
    Precise small = large == this ? other : this;
    if (large.magnitude() - small.magnitude() > BITS + 2) {
      return large;
    }
    int low = Math.min(large.exponent, small.exponent);
    return of(
        large
            .mantissa
            .shiftLeft(large.exponent - low)
            .add(small.mantissa.shiftLeft(small.exponent - low)),
        low);
  }

  /** The sum. */
  public Precise plus(double other) {
    return plus(of(other));
  }

  /** The difference. */
  public Precise minus(Precise other) {
    return plus(other.negated());
  }

  /** The difference. */
  public Precise minus(double other) {
    return minus(of(other));
  }

  /** The product. */
  public Precise times(Precise other) {
    return of(digits().multiply(other.digits()), exponent + other.exponent);
  }

  /** The product. */
  public Precise times(double other) {
    return times(of(other));
  }

  /** The quotient. */
  public Precise over(Precise other) {
    int shift = BITS + 1 + other.digits().bitLength() - digits().bitLength();
    return of(
        mantissa.shiftLeft(Math.max(shift, 0)).divide(other.mantissa),
        exponent - Math.max(shift, 0) - other.exponent);
  }

  /** The quotient. */
  public Precise over(double other) {
    return over(of(other));
  }

  /** The square root. */
  public Precise sqrt() {
    int shift = 2 * BITS - digits().bitLength();
    shift += (shift + exponent) & 1;
    BigInteger scaled = shift >= 0 ? mantissa.shiftLeft(shift) : mantissa.shiftRight(-shift);
    return of(scaled.sqrt(), (exponent - shift) / 2);
  }

  /** The opposite. */
  public Precise negated() {
    return new Precise(digits().negate(), exponent);
  }

  /** The magnitude. */
  public Precise abs() {
    return signum() < 0 ? negated() : this;
  }

  /** -1, 0 or 1. */
  public int signum() {
    return digits().signum();
  }

  /** This times two to the power of n. */
  public Precise scaled(int n) {
    return new Precise(digits(), exponent + n);
  }

  /** The exponent e of the power of two for which 2^e <= |this| < 2^(e+1); of zero, the least. */
  public int magnitude() {
    return digits().signum() == 0
        ? Integer.MIN_VALUE / 2
        : exponent + mantissa.abs().bitLength() - 1;
  }

  /** The largest integer that is not above. */
  public BigInteger floor() {
    return exponent >= 0 ? digits().shiftLeft(exponent) : digits().shiftRight(-exponent);
  }

  /** The nearest integer, the upper one of two. */
  public BigInteger nearest() {
    return plus(0.5).floor();
  }

  /** What is left of the quotient truncated toward zero; exact. */
  public Precise remainder(Precise other) {
    int low = Math.min(exponent, other.exponent);
    BigInteger a = digits().shiftLeft(exponent - low);
    BigInteger b = other.digits().shiftLeft(other.exponent - low);
    return of(a.remainder(b), low);
  }

  @Override
  public int compareTo(Precise other) {
    if (signum() != other.signum() || signum() == 0) {
      return Integer.compare(signum(), other.signum());
    }
    int order = Integer.compare(magnitude(), other.magnitude());
    if (order != 0) {
      return signum() * order;
    }
    int low = Math.min(exponent, other.exponent);
    return mantissa
        .shiftLeft(exponent - low)
        .compareTo(other.mantissa.shiftLeft(other.exponent - low));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Precise that
        && (isNumber() && that.isNumber()
            ? compareTo(that) == 0
            : isNumber() == that.isNumber() && Double.compare(special, that.special) == 0);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(doubleValue());
  }

  /** The nearest double, of two the even one. */
  public double doubleValue() {
    return mantissa == null ? special : rounded(53, Double.MIN_EXPONENT);
  }

  /** The nearest float, of two the even one. */
  public float floatValue() {
    return mantissa == null ? (float) special : (float) rounded(24, Float.MIN_EXPONENT);
  }

  /** Rounded once to the given number of bits, fewer below the least normal exponent. */
  private double rounded(int bits, int leastExponent) {
    if (signum() == 0) {
      return 0;
    }
    int unit = Math.max(magnitude(), leastExponent) - bits + 1;
    BigInteger units = shiftedHalfEven(unit - exponent);
    // Fewer bits than a double has, so that only the scaling can overflow.
    double magnitude = Math.scalb(units.doubleValue(), Math.min(unit, 2000));
    return signum() < 0 && magnitude == 0 ? -0.0 : magnitude;
  }

  private BigInteger shiftedHalfEven(int shift) {
    if (shift <= 0) {
      return mantissa.shiftLeft(-shift);
    }
    if (shift > BITS + 2) {
      return BigInteger.ZERO;
    }
    BigInteger below = mantissa.shiftRight(shift);
    BigInteger rest = mantissa.subtract(below.shiftLeft(shift));
    int order = rest.shiftLeft(1).compareTo(BigInteger.ONE.shiftLeft(shift));
    boolean up = order > 0 || order == 0 && below.testBit(0);
    return up ? below.add(BigInteger.ONE) : below;
  }

  @Override
  public String toString() {
    return Double.toString(doubleValue());
  }
}
