package io.opwalk.testing.precise;

import static io.opwalk.testing.precise.Precise.ONE;

/**
 * Modified Bessel functions of any real order, of some ninety bits: of the first kind from the
 * power series (DLMF 10.25.2), of the second kind from an integral (DLMF 10.32.9), by the
 * trapezoidal rule.
 */
public final class PreciseModifiedBessel {
  private PreciseModifiedBessel() {}

  /** Of the first kind, for positive x, or any x where the order is a whole number. */
  public static Precise besselI(Precise order, Precise x) {
    boolean isWhole = order.equals(Precise.of(order.nearest(), 0));
    Precise v = isWhole ? order.abs() : order;
    if (x.signum() < 0) {
      Precise mirrored = besselI(v, x.negated());
      return v.nearest().testBit(0) ? mirrored.negated() : mirrored;
    }
    Precise half = x.scaled(-1);
    Precise square = half.times(half);
    Precise term = PreciseMath.pow(half, v).over(PreciseGamma.gamma(v.plus(1)));
    Precise sum = term;
    // The terms fall from where k (k + v) is the square, and need not before.
    for (int k = 1; k < half.doubleValue() || PreciseMath.matters(term, sum); k++) {
      term = term.times(square).over(v.plus(k).times(k));
      sum = sum.plus(term);
    }
    return sum;
  }

  /** Of the first kind, times exp(-|x|). */
  public static Precise besselIe(Precise order, Precise x) {
    return besselI(order, x).times(PreciseMath.exp(x.abs().negated()));
  }

  /** Of the second kind, for positive x, times exp(x). */
  public static Precise besselKe(Precise order, Precise x) {
    return besselK(order, x).times(PreciseMath.exp(x));
  }

  /**
   * Of the second kind, for positive x: half the integral of exp(v t - x cosh t) over all t, from
   * its peak at sinh t = v / x outwards. The width of the peak is 1 / sqrt(w), w^2 = v^2 + x^2, and
   * the error of steps of a third of it, or a twelfth, less than 2^-85 of the whole.
   */
  public static Precise besselK(Precise order, Precise x) {
    double width = 1 / Math.sqrt(Math.hypot(order.doubleValue(), x.doubleValue()));
    double step = Math.min(1.0 / 12, width / 3);
    // Any point near the peak will do.
    double peak = Math.log(
        (order.doubleValue() + Math.hypot(order.doubleValue(), x.doubleValue())) / x.doubleValue());
    Precise middle = integrand(order, x, peak);
    Precise sum = middle;
    for (double direction : new double[] {step, -step}) {
      Precise term = middle;
      for (int k = 1; PreciseMath.matters(term, sum); k++) {
        // The same step to the last bit between all points, which their difference makes sure of.
        term = integrand(order, x, Precise.of(peak).plus(Precise.of(direction).times(k)));
        sum = sum.plus(term);
      }
    }
    return sum.times(step).scaled(-1);
  }

  private static Precise integrand(Precise order, Precise x, double t) {
    return integrand(order, x, Precise.of(t));
  }

  private static Precise integrand(Precise order, Precise x, Precise t) {
    Precise power = PreciseMath.exp(t);
    Precise cosh = power.plus(ONE.over(power)).scaled(-1);
    return PreciseMath.exp(order.times(t).minus(x.times(cosh)));
  }
}
