package io.opwalk.testing.precise;

import static io.opwalk.testing.precise.Precise.ONE;

/**
 * Modified Bessel functions of the first kind, of some hundred bits, from their power series and
 * their asymptotic expansion (DLMF 10.25.2, 10.40.1).
 */
public final class PreciseBessel {
  private PreciseBessel() {}

  /** The function of an order of 0 or 1. */
  public static Precise besselI(int order, Precise x) {
    return besselIe(order, x).times(PreciseMath.exp(x.abs()));
  }

  /** The function of an order of 0 or 1, times exp(-|x|). */
  public static Precise besselIe(int order, Precise x) {
    Precise size = x.abs();
    Precise value = size.compareTo(Precise.of(200)) < 0
        ? series(order, size).times(PreciseMath.exp(size.negated()))
        : expansion(order, size);
    return order % 2 == 1 && x.signum() < 0 ? value.negated() : value;
  }

  /** The sum of (x/2)^(2k + order) / (k! (k + order)!). */
  private static Precise series(int order, Precise x) {
    Precise square = x.times(x).scaled(-2);
    Precise term = order == 0 ? ONE : x.scaled(-1);
    Precise sum = term;
    for (int k = 1; PreciseMath.matters(term, sum); k++) {
      term = term.times(square).over((double) k * (k + order));
      sum = sum.plus(term);
    }
    return sum;
  }

  /** 1 / sqrt(2 pi x) times the sum of (-1)^k (4 n^2 - 1) (4 n^2 - 9) ... / (k! (8 x)^k). */
  private static Precise expansion(int order, Precise x) {
    Precise term = ONE;
    Precise sum = ONE;
    for (int k = 1; k < 100; k++) {
      double factor = (2.0 * k - 1) * (2 * k - 1) - 4.0 * order * order;
      term = term.times(factor).over(x.times(8.0 * k));
      sum = sum.plus(term);
    }
    return sum.over(PreciseMath.PI.times(x).scaled(1).sqrt());
  }
}
