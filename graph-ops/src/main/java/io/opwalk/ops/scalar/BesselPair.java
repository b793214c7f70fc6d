package io.opwalk.ops.scalar;

/**
 * The modified Bessel function of the second kind of two orders that are neighbours, for orders and
 * arguments below some 50: of an order between -1/2 and 1/2 by Temme's series for small arguments,
 * or else by an integral, and from there by the recurrence, whose terms are all positive (N. M.
 * Temme, "On the numerical evaluation of the modified Bessel function of the third kind", J.
 * Comput. Phys. 19, 1975; DLMF 10.29.1).
 *
 * @param low K of the order
 * @param high K of the order and 1
 * @param isScaled whether these are multiplied by exp(x)
 */
record BesselPair(double low, double high, boolean isScaled) {
  /** From here on by the integral: the sum of the series has less digits than its terms. */
  private static final double MIDDLE = 1;

  /** More terms than the series has anywhere. */
  private static final int TERMS = 30;

  /** exp of minus this is nothing beside 1. */
  private static final double DIGITS = 42;

  /** (1 / gamma(1 - m) - 1 / gamma(1 + m)) / (2 m), in powers of m^2; from the definition. */
  private static final double[] ODD = {
    -0.5772156649015329,
    0.04200263503409524,
    0.04219773455554433,
    -0.0072189432466631,
    0.00021524167411495098,
    2.013485478078824e-05,
    -1.133027231981696e-06,
    -6.116095104481416e-09,
    1.18127457048702e-09,
    -7.782263439905071e-12
  };

  /** (1 / gamma(1 - m) + 1 / gamma(1 + m)) / 2, in powers of m^2; from the definition. */
  private static final double[] EVEN = {
    1.0,
    -0.6558780715202539,
    0.16653861138229148,
    -0.009621971527876973,
    -0.0011651675918590652,
    0.0001280502823881162,
    -1.2504934821426706e-06,
    -2.056338416977607e-07,
    5.002007644469223e-09,
    1.0434267116911005e-10
  };

  /** Of an order that is not negative and a positive argument. */
  static BesselPair of(double order, double x) {
    int steps = (int) Math.rint(order);
    double fraction = order - steps;
    BesselPair first = x < MIDDLE ? series(fraction, x) : integral(fraction, x);
    double low = first.low;
    double high = first.high;
    for (int i = 1; i <= steps; i++) {
      double next = low + 2 * (fraction + i) / x * high;
      low = high;
      high = next;
    }
    return new BesselPair(low, high, first.isScaled);
  }

  private static BesselPair series(double m, double x) {
    double square = m * m;
    double logarithm = StrictMath.log(2) - StrictMath.log(x);
    double sigma = m * logarithm;
    // (2 / x)^m, nearer than as an exponential, and where half of x may not be a double.
    double power = StrictMath.pow(2, m) * StrictMath.pow(x, -m);
    boolean isLarge = Math.abs(sigma) > 1;
    double cosh = isLarge ? (power + 1 / power) / 2 : StrictMath.cosh(sigma);
    double sinh = isLarge ? (power - 1 / power) / 2 : StrictMath.sinh(sigma);
    // The quotient may have few digits where the order is next to nothing.
    double slope = Math.abs(sigma) < 1e-9 ? logarithm : sinh / m;
    double sinc = m == 0 ? 1 : Math.PI * m / StrictMath.sin(Math.PI * m);
    double even = polynomial(EVEN, square);
    double odd = polynomial(ODD, square);
    double f = sinc * (cosh * odd + slope * even);
    double p = power / (2 * (even - m * odd));
    double q = 1 / (2 * power * (even + m * odd));
    double c = 1;
    double low = f;
    double high = p;
    // The first term may be next to nothing, or negative; the others are positive.
    for (int k = 1; k < TERMS && (k == 1 || c * f > Math.ulp(low) / 8); k++) {
      f = (k * f + p + q) / (k * k - square);
      c *= x * x / 4 / k;
      p /= k - m;
      q /= k + m;
      low += c * f;
      high += c * (p - k * f);
    }
    return new BesselPair(low, 2 / x * high, false);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      sum = sum * x + coefficients[k];
    }
    return sum;
  }

  /**
   * The integral of exp(-x (cosh(t) - 1)) cosh(m t) over t from 0 on (DLMF 10.32.9). The integrand
   * is even and analytic where |Im t| < pi / 2, and at most exp(x) there, so that the error of a
   * step h is exp(x - pi^2 / h) (L. N. Trefethen and J. A. C. Weideman, "The exponentially
   * convergent trapezoidal rule", SIAM Review 56, 2014).
   */
  private static BesselPair integral(double m, double x) {
    double step = Math.PI * Math.PI / (DIGITS + x);
    double low = 0.5;
    double high = 0.5;
    double exponent = 0;
    for (int k = 1; exponent < DIGITS; k++) {
      double t = k * step;
      double less1 = StrictMath.expm1(t);
      exponent = x * less1 * less1 / (2 + 2 * less1);
      double weight = StrictMath.exp(-exponent) / 2;
      double power = StrictMath.exp(m * t);
      double next = power * (1 + less1);
      low += weight * (power + 1 / power);
      high += weight * (next + 1 / next);
    }
    return new BesselPair(step * low, step * high, true);
  }
}
