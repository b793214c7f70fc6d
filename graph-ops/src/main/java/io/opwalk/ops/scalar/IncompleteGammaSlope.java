package io.opwalk.ops.scalar;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The derivative of the regularised incomplete gamma function P(a, x) in a, which is never
 * positive.
 *
 * <p>It is the integral of p(t) (log t - digamma(a)) from 0 to x, with p the density of a gamma
 * variable, and by its negative the one from x on. One of these does not change its sign: what is
 * summed does not cancel. For small a the lower one is the power series (DLMF 8.7.1) differentiated
 * term by term, as in R. J. Moore, "Algorithm AS 187: Derivatives of the incomplete gamma
 * integral", Applied Statistics 31, 1982. Else the integral is computed by Gauss's rule, as that of
 * p itself in W. H. Press et al., "Numerical Recipes", 3rd edition, 6.2.1.
 */
final class IncompleteGammaSlope {
  /** From here on the series needs more terms than the rule. */
  private static final double LARGE = 20;

  /** Where the branch point at 0 is far enough for the rule. */
  private static final double FAR_FROM_ZERO = 1;

  /** From here on, with an a that is not {@link #LARGE}, the derivative is 0. */
  private static final double BEYOND = 1000;

  /** What exp(-x) is below half an ulp of 1 from, with some bits to spare. */
  private static final double NEGLIGIBLE = 45;

  /** Where the range of integration is divided. */
  private static final double[] PANELS = {0, 1.0 / 32, 1.0 / 8, 0.4, 1};

  private final double a;
  private final double x;

  private IncompleteGammaSlope(double a, double x) {
    this.a = a;
    this.x = x;
  }

  static double of(double a, double x) {
    boolean isOpen = a == 0 && x == 0 || a == x && a == Double.POSITIVE_INFINITY;
    if (!(a >= 0 && x >= 0) || isOpen) {
      return Double.NaN;
    }
    if (x == 0 || a == Double.POSITIVE_INFINITY || x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    return new IncompleteGammaSlope(a, x).value();
  }

  private double value() {
    if (a >= LARGE) {
      double density = RegularizedGamma.P.derivative(a, x);
      if (density == 0) {
        return 0;
      }
      double excess = aboveDigamma();
      return excess > 0 ? -density * integral(1, excess) : density * integral(-1, excess);
    }
    if (x < Math.max(FAR_FROM_ZERO, a + 0.5)) {
      return series();
    }
    if (x > BEYOND) {
      return 0;
    }
    // Relative to gamma(a + 1) rather than gamma(a), which is infinite where a is 0.
    double scale = StrictMath.pow(x, a - 1) * StrictMath.exp(-x) / GammaMath.gamma(a + 1);
    return -scale * integral(1, StrictMath.log(x) - PolygammaMath.digamma(a + 1));
  }

  /** The sum of x^(a + k) exp(-x) / gamma(a + k + 1) times log x - digamma(a + k + 1). */
  private double series() {
    double term = StrictMath.pow(x, a) * StrictMath.exp(-x) / GammaMath.gamma(a + 1);
    double slope = StrictMath.log(x) - PolygammaMath.digamma(a + 1);
    double sum = term * slope;
    for (double n = a + 1; term * Math.abs(slope) > 0x1p-56 * Math.abs(sum); n++) {
      term *= x / n;
      slope -= 1 / n;
      sum += term * slope;
    }
    return sum;
  }

  /** log x - digamma(a), for a large a. */
  private double aboveDigamma() {
    double off = (x - a) / a;
    double ratio = Math.abs(off) < 0.5 ? StrictMath.log1p(off) : StrictMath.log(x / a);
    return ratio + 0.5 / a + PolygammaMath.digammaTail(a);
  }

  /**
   * The integral over the lengths u up or down from x, of the density relative to that at x, times
   * the logarithm of t less digamma; the latter for a small a times a, from that of a + 1.
   */
  private double integral(int direction, double atStart) {
    double length = range(direction);
    double factor = a < LARGE ? a : 1;
    double summand = a < LARGE ? 1 : 0;
    double sum = 0;
    for (int i = 1; i < PANELS.length; i++) {
      sum += GaussLegendre.integral(length * PANELS[i - 1], length * PANELS[i], u -> {
        double m = direction * u / x;
        double logarithm = atStart + StrictMath.log1p(m);
        return StrictMath.exp(-fall(m)) * (factor * logarithm + summand);
      });
    }
    return sum;
  }

  /** The logarithm of p(x) / p(x + m x): two terms of one sign, but where a is below 1. */
  private double fall(double m) {
    return (a - 1) * GammaMath.excess(m) + m * (x - a + 1);
  }

  /** How far the density has to be followed. */
  private double range(int direction) {
    double steep = NEGLIGIBLE * x / Math.abs(x - a + 1);
    double broad = a > 1 ? x * Math.sqrt(2 * NEGLIGIBLE / (a - 1)) : steep;
    double length = Math.min(steep, broad);
    if (direction < 0) {
      length = Math.min(length, x / 2);
    }
    while (fall(direction * length / x) < NEGLIGIBLE) {
      length = direction > 0 ? 1.25 * length : Math.min(1.25 * length, (length + x) / 2);
    }
    return length;
  }
}
