package io.opwalk.rules;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Logarithms of modified Bessel functions of the first kind and of order 0 or 1, and their slopes,
 * as {@link TrueValue} has other functions: by the power series, and from 100 on by the asymptotic
 * expansion, whose terms get smaller than 1e-80 there (DLMF 10.25.2, 10.40.1).
 */
final class TrueBessel {
  private static final MathContext DIGITS = new MathContext(200);
  private static final BigDecimal LARGE = BigDecimal.valueOf(100);
  private static final BigDecimal LEAST = new BigDecimal("1e-180");

  /** Below it log(I0(x)) is x^2/4 to more digits than a double has. */
  private static final BigDecimal SMALL = new BigDecimal("1e-20");

  private TrueBessel() {}

  /** log(I(x)); of order 1 there is none for negative x. */
  static Number log(int order, Number x) {
    if (!(x instanceof BigDecimal big)) {
      return order == 1 && x.doubleValue() < 0 ? Double.NaN : Math.abs(x.doubleValue());
    }
    if (order == 0 && big.abs().compareTo(SMALL) < 0) {
      return big.multiply(big).divide(BigDecimal.valueOf(4));
    }
    if (order == 1 && big.signum() <= 0) {
      return TrueValue.log(big);
    }
    Number logarithm = TrueValue.log(withoutExp(order, big.abs()));
    return isFar(big) ? TrueValue.plus(big.abs(), logarithm) : logarithm;
  }

  /** The derivative of the logarithm; none where that is infinite. */
  static Number slope(int order, Number x) {
    if (!(x instanceof BigDecimal big) || (order == 1 && big.signum() == 0)) {
      return Double.NaN;
    }
    BigDecimal size = big.abs();
    BigDecimal quotient = size.signum() == 0
        ? BigDecimal.ZERO
        : withoutExp(1, size).divide(withoutExp(0, size), DIGITS);
    BigDecimal slope = order == 0
        ? quotient
        : BigDecimal.ONE
            .divide(quotient, DIGITS)
            .subtract(BigDecimal.ONE.divide(size, DIGITS), DIGITS);
    return big.signum() < 0 ? slope.negate() : slope;
  }

  private static boolean isFar(BigDecimal x) {
    return x.abs().compareTo(LARGE) >= 0;
  }

  /** I(x), from 100 on times exp(-x). */
  private static BigDecimal withoutExp(int order, BigDecimal x) {
    return isFar(x) ? expansion(order, x) : series(order, x);
  }

  private static BigDecimal series(int order, BigDecimal x) {
    BigDecimal square = x.multiply(x).divide(BigDecimal.valueOf(4));
    BigDecimal term = order == 0 ? BigDecimal.ONE : x.divide(BigDecimal.valueOf(2));
    BigDecimal sum = term;
    for (long k = 1; term.compareTo(sum.multiply(LEAST)) > 0; k++) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(k * (k + order)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  private static BigDecimal expansion(int order, BigDecimal x) {
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (long k = 1; k < 100; k++) {
      long factor = (2 * k - 1) * (2 * k - 1) - 4L * order;
      term = term.multiply(BigDecimal.valueOf(factor))
          .divide(x.multiply(BigDecimal.valueOf(8 * k)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    BigDecimal circle = BigDecimalMath.pi(DIGITS).multiply(x).multiply(BigDecimal.valueOf(2));
    return sum.divide(BigDecimalMath.sqrt(circle, DIGITS), DIGITS);
  }
}
