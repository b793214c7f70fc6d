package io.opwalk.ops.scalar;

/**
 * The derivatives of the regularised incomplete beta function I(a, b; x) in a and b: its continued
 * fraction (DLMF 8.17.22) differentiated term by term, as in R. J. Boik and J. F. Robison-Cox,
 * "Derivatives of the incomplete beta function", Journal of Statistical Software 3(1), 1998, by
 * Lentz's algorithm, as in W. J. Thompson and A. R. Barnett, "Coulomb and Bessel functions of
 * complex arguments and order", Journal of Computational Physics 64, 1986.
 */
final class IncompleteBetaSlope {
  private final double a;
  private final double b;
  private final double x;
  private final boolean isInFirst;

  private IncompleteBetaSlope(double a, double b, double x, boolean isInFirst) {
    this.a = a;
    this.b = b;
    this.x = x;
    this.isInFirst = isInFirst;
  }

  static double inA(double a, double b, double x) {
    return of(a, b, x, true);
  }

  static double inB(double a, double b, double x) {
    return of(a, b, x, false);
  }

  private static double of(double a, double b, double x, boolean isInA) {
    boolean isOpen = a == b && a == Double.POSITIVE_INFINITY;
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1) || isOpen) {
      return Double.NaN;
    }
    if (x == 0 || x == 1 || Math.max(a, b) == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double log = StrictMath.log(x);
    double logOfRest = StrictMath.log1p(-x);
    double value;
    double relative;
    if (x <= (a + 1) / (a + b + 2)) {
      value = GammaMath.betainc(a, b, x);
      relative = new IncompleteBetaSlope(a, b, x, isInA).relative(isInA ? log : logOfRest);
    } else {
      value = -GammaMath.betaincc(a, b, x);
      relative = new IncompleteBetaSlope(b, a, 1 - x, !isInA).relative(isInA ? log : logOfRest);
    }
    return value == 0 ? 0 : value * relative;
  }

  /** The derivative of the logarithm of x^a (1 - x)^b / (a B(a, b)) times the fraction. */
  private double relative(double logOfBase) {
    return logOfBase + digammas() + ofFraction();
  }

  /** digamma(a + b) less digamma(a + 1) or digamma(b). */
  private double digammas() {
    if (!isInFirst) {
      return PolygammaMath.digammaRise(b, a);
    }
    return b > 1
        ? PolygammaMath.digammaRise(a + 1, b - 1)
        : -PolygammaMath.digammaRise(a + b, 1 - b);
  }

  /** The derivative of the logarithm of the fraction 1 / (1 + d1 / (1 + d2 / (1 + ...))). */
  private double ofFraction() {
    double c = 1;
    double cSlope = 0;
    double d = 1;
    double dSlope = 0;
    double sum = 0;
    boolean isSettled = false;
    for (int n = 1; n < GammaMath.ITERATIONS; n++) {
      int m = n / 2;
      double even = a + 2 * m;
      double term;
      double slope;
      if (n % 2 == 0) {
        double scale = m * x / ((even - 1) * even);
        term = scale * (b - m);
        slope = isInFirst ? -term * (1 / (even - 1) + 1 / even) : scale;
      } else {
        term = -(a + m) * (a + b + m) * x / (even * (even + 1));
        double inA = 1 / (a + m) - 1 / even - 1 / (even + 1);
        slope = term * (1 / (a + b + m) + (isInFirst ? inA : 0));
      }
      double newD = 1 / (1 + term * d);
      dSlope = -newD * newD * (slope * d + term * dSlope);
      d = newD;
      if (n > 1) {
        double newC = 1 + term / c;
        cSlope = (slope - term * cSlope / c) / c;
        c = newC;
      }
      double step = cSlope / c + dSlope / d;
      sum += step;
      boolean isSmall = Math.abs(step) <= 0x1p-53 * Math.abs(sum);
      if (isSmall && isSettled) {
        return sum;
      }
      isSettled = isSmall;
    }
    return Double.NaN;
  }
}
