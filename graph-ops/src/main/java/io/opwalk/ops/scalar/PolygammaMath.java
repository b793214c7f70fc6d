package io.opwalk.ops.scalar;

/**
 * The digamma function and its derivatives (DLMF 5.15). Above some 12 by the asymptotic expansion;
 * below that by the recurrence, upwards, whose terms all have one sign, but for the digamma
 * function, which has a zero near 1.46; below 0 by reflection.
 */
final class PolygammaMath {
  /** From here on, and from n further on for order n, the expansion is exact to the last bit. */
  private static final double LARGE = 12;

  /** The largest order: beyond it, what is computed on the way is no double. */
  private static final int MOST = 100;

  /** The Bernoulli numbers of the indices 2, 4, 6 and so on. */
  private static final double[] BERNOULLI = {
    1.0 / 6,
    -1.0 / 30,
    1.0 / 42,
    -1.0 / 30,
    5.0 / 66,
    -691.0 / 2730,
    7.0 / 6,
    -3617.0 / 510,
    43867.0 / 798,
    -174611.0 / 330
  };

  /** The positive zero of the digamma function, and what a double leaves of it. */
  private static final double ZERO = 1.4616321449683622;

  private static final double ZERO_REST = 9.549995429965697e-17;

  /**
   * Of digamma(x) / (x - zero) in 2 x - 3, for x from 1 to 2; computed with 60 digits from the
   * definition.
   */
  private static final double[] NEAR_ZERO = {
    0.983570260441567,
    -0.2270640863346444,
    0.03336889902393011,
    -0.005320077271596548,
    0.0008788656937820505,
    -0.00014773492650606044,
    2.5060543468359146e-05,
    -4.2721034029993324e-06,
    7.302769272465923e-07,
    -1.2502886813559594e-07,
    2.1425009322359472e-08,
    -3.673295918565179e-09,
    6.299717236108931e-10,
    -1.080593028883266e-10,
    1.853735192053638e-11,
    -3.18023536582553e-12,
    5.456147570322795e-13,
    -9.360993131036438e-14,
    1.606064636295075e-14,
    -2.7555431377438815e-15,
    4.727736178601912e-16,
    -8.11148420346509e-17,
    1.391707769474154e-17
  };

  private PolygammaMath() {}

  /** The derivative of the logarithm of the gamma function; at its poles NaN, at zeros infinite. */
  static double digamma(double x) {
    if (x == 0) {
      return -1 / x;
    }
    if (x < 0) {
      return x == Math.rint(x) ? Double.NaN : digammaOfPositive(1 - x) - Math.PI * cotPi(x);
    }
    return digammaOfPositive(x);
  }

  private static double digammaOfPositive(double x) {
    if (x >= LARGE) {
      return StrictMath.log(x) - 0.5 / x - digammaTail(x);
    }
    double reduced = x;
    double sum = 0;
    if (x < 1) {
      sum = -1 / x;
      reduced = x + 1;
    }
    while (reduced > 2) {
      reduced--;
      sum += 1 / reduced;
    }
    return sum + (reduced - ZERO - ZERO_REST) * Chebyshev.sum(NEAR_ZERO, 2 * reduced - 3);
  }

  /** The sum of B(2k) / (2k x^2k), for x from {@link #LARGE} on: log(x) - 1 / (2x) - digamma(x). */
  static double digammaTail(double x) {
    double z = 1 / x / x;
    double sum = 0;
    for (int k = BERNOULLI.length; k > 0; k--) {
      sum = (sum + BERNOULLI[k - 1] / (2 * k)) * z;
    }
    return sum;
  }

  /** digamma(x + step) - digamma(x), accurate however small the step, for positive numbers. */
  static double digammaRise(double x, double step) {
    double sum = 0;
    double low = x;
    for (; low < LARGE; low++) {
      sum += step / low / (low + step);
    }
    double high = low + step;
    double z = 1 / low / low;
    double zHigh = 1 / high / high;
    double zFall = step / low / high * (1 / low + 1 / high);
    double tail = 0;
    double tailFall = 0;
    for (int k = BERNOULLI.length; k > 0; k--) {
      double inner = tail + BERNOULLI[k - 1] / (2 * k);
      tailFall = inner * zFall + tailFall * zHigh;
      tail = inner * z;
    }
    return sum + StrictMath.log1p(step / low) + step / low / high / 2 + tailFall;
  }

  /** The derivative of the digamma function of an order that is a natural number, else NaN. */
  static double polygamma(double order, double x) {
    if (!(order >= 0 && order <= MOST && order == Math.rint(order))
        || !(x > Double.NEGATIVE_INFINITY)) {
      return Double.NaN;
    }
    if (order == 0) {
      return digamma(x);
    }
    int n = (int) order;
    boolean odd = n % 2 == 1;
    if (x > 0) {
      return odd ? sizeOfPositive(n, x) : -sizeOfPositive(n, x);
    }
    if (x == Math.rint(x)) {
      return odd ? Double.POSITIVE_INFINITY : x == 0 ? Math.copySign(1, x) / -0.0 : Double.NaN;
    }
    double mirrored = sizeOfPositive(n, 1 - x);
    return cotPiDerivative(n, x) - mirrored;
  }

  /** The magnitude: n! times the sum of 1 / (x + k)^(n + 1). */
  private static double sizeOfPositive(int n, double x) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double sum = 0;
    double y = x;
    for (; y < LARGE + n; y++) {
      sum += ratio(n + 1, y);
    }
    // What follows is relative to (n - 1)! / y^n.
    double factor = 1;
    double[] factors = new double[BERNOULLI.length];
    for (int k = 1; k <= factors.length; k++) {
      factor *= (n + 2.0 * k - 2) * (n + 2.0 * k - 1) / ((2.0 * k - 1) * (2 * k));
      factors[k - 1] = factor;
    }
    double z = 1 / y / y;
    double tail = 0;
    for (int k = factors.length; k > 0; k--) {
      tail = (tail + BERNOULLI[k - 1] * factors[k - 1]) * z;
    }
    return sum + ratio(n, y) * (1 + n / (2 * y) + tail);
  }

  /** (n - 1)! / y^n. */
  private static double ratio(int n, double y) {
    double factorial = 1;
    double quotient = 1 / y;
    for (int i = 2; i < n; i++) {
      factorial *= i;
    }
    double power = StrictMath.pow(y, n);
    if (power < Double.POSITIVE_INFINITY) {
      return factorial / power;
    }
    for (int i = 1; i < n; i++) {
      quotient *= i / y;
    }
    return quotient;
  }

  /** The derivative of order n of -pi cot(pi x), a polynomial in the cotangent. */
  private static double cotPiDerivative(int n, double x) {
    double cot = cotPi(x);
    // Of (-1)^n d^n cot(y) / dy^n in cot(y): none of these coefficients is negative.
    double[] c = {0, 1};
    for (int i = 0; i < n; i++) {
      double[] next = new double[c.length + 1];
      for (int k = 1; k < c.length; k++) {
        next[k - 1] += k * c[k];
        next[k + 1] += k * c[k];
      }
      c = next;
    }
    double sum = c[c.length - 1];
    for (int k = c.length - 2; k >= 0; k--) {
      sum = sum * cot + c[k];
    }
    double derivative = StrictMath.pow(Math.PI, n + 1.0) * sum;
    return n % 2 == 1 ? derivative : -derivative;
  }

  /** The cotangent of pi x, accurate near its poles and its zeros. */
  private static double cotPi(double x) {
    double rest = x - Math.rint(x);
    double toZero = rest > 0 ? 0.5 - rest : -0.5 - rest;
    return Math.abs(rest) < 0.25
        ? 1 / StrictMath.tan(Math.PI * rest)
        : StrictMath.tan(Math.PI * toZero);
  }
}
