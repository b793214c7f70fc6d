package io.opwalk.ops.scalar;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The gamma and beta functions, complete and incomplete: those of Commons Numbers, with limits
 * where they have NaN, and without loops that do not end.
 */
final class GammaMath {
  /** From here on the first two terms of the uniform expansion are exact to the last bit. */
  private static final double LARGE = 1e8;

  /** What exp(-x) is 0 from. */
  private static final double FAR = 746;

  /** Enough where a + b is at most 10^9. */
  static final int ITERATIONS = 100_000;

  private GammaMath() {}

  static double gamma(double x) {
    if (x == 0) {
      return 1 / x;
    }
    return x < -170 && x > -190 ? gammaByRecurrence(x) : Gamma.value(x);
  }

  /** Where the result may be subnormal, but need not be so before the last rounding. */
  private static double gammaByRecurrence(double x) {
    double product = 1;
    for (int k = 0; k < 20; k++) {
      product *= x + k;
    }
    return Gamma.value(x + 20) / product;
  }

  static double logGamma(double x) {
    boolean isPole = x <= 0 && x == Math.rint(x);
    return isPole ? Double.POSITIVE_INFINITY : LogGamma.value(x);
  }

  static double beta(double a, double b) {
    double small = Math.min(a, b);
    double large = Math.max(a, b);
    if (!(small >= 0) || small == 0 && large == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    if (small == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return large == Double.POSITIVE_INFINITY ? 0 : StrictMath.exp(LogBeta.value(small, large));
  }

  static double logBeta(double a, double b) {
    double small = Math.min(a, b);
    double large = Math.max(a, b);
    boolean isInside = small > 0 && large < Double.POSITIVE_INFINITY;
    return isInside ? LogBeta.value(small, large) : StrictMath.log(beta(a, b));
  }

  static double gammainc(double a, double x) {
    if (isEdge(a, x)) {
      return edge(a, x);
    }
    return a > LARGE ? uniform(a, x, true) : RegularizedGamma.P.value(a, x);
  }

  static double gammaincc(double a, double x) {
    if (isEdge(a, x)) {
      return 1 - edge(a, x);
    }
    return a > LARGE ? uniform(a, x, false) : RegularizedGamma.Q.value(a, x);
  }

  private static boolean isEdge(double a, double x) {
    return !(a > 0 && a < Double.POSITIVE_INFINITY && x > 0 && x < Double.POSITIVE_INFINITY);
  }

  /** The distribution function of a gamma variable whose shape or argument is at an end. */
  private static double edge(double a, double x) {
    boolean isOpen = a == 0 && x == 0 || a == x && a == Double.POSITIVE_INFINITY;
    if (!(a >= 0 && x >= 0) || isOpen) {
      return Double.NaN;
    }
    return a == 0 || x == Double.POSITIVE_INFINITY ? 1 : 0;
  }

  /**
   * The uniform expansion for large a (N. M. Temme, "The asymptotic expansion of the incomplete
   * gamma functions", SIAM J. Math. Anal. 10, 1979; DLMF 8.12.3), up to 1 / a.
   */
  private static double uniform(double a, double x, boolean lower) {
    double mu = (x - a) / a;
    double exponent = a * excess(mu);
    double eta = Math.copySign(Math.sqrt(2 * exponent / a), mu);
    double toward = lower ? -1 : 1;
    double leading = Erfc.value(toward * Math.copySign(Math.sqrt(exponent), mu)) / 2;
    if (exponent > FAR) {
      return leading;
    }
    // 1 / mu - 1 / eta near 0; an exponent below 746 makes eta less than 0.004.
    double c = -1.0 / 3 + eta * (1.0 / 12 - eta * (2.0 / 135 - eta / 864));
    double rest = StrictMath.exp(-exponent) / Math.sqrt(2 * Math.PI * a) * c;
    return leading + toward * rest;
  }

  /** mu - log(1 + mu), without cancellation. */
  static double excess(double mu) {
    if (Math.abs(mu) > 0.5) {
      return mu - StrictMath.log1p(mu);
    }
    // log(1 + mu) is 2 artanh(z), of which the first term is mu - mu z.
    double z = mu / (2 + mu);
    double square = z * z;
    double sum = 0;
    for (int k = 35; k >= 3; k -= 2) {
      sum = 1.0 / k + square * sum;
    }
    return mu * z - 2 * z * square * sum;
  }

  static double betainc(double a, double b, double x) {
    boolean isOpen = a == b && (a == 0 || a == Double.POSITIVE_INFINITY);
    if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1) || isOpen) {
      return Double.NaN;
    }
    if (x == 0 || x == 1) {
      return x;
    }
    if (a == 0 || b == Double.POSITIVE_INFINITY) {
      return 1;
    }
    if (b == 0 || a == Double.POSITIVE_INFINITY) {
      return 0;
    }
    try {
      return RegularizedBeta.value(x, a, b, Math.ulp(1.0), ITERATIONS);
    } catch (ArithmeticException divergence) {
      return farFromMean(a, b, x);
    }
  }

  /** 1 - betainc, for positive finite a and b and x between 0 and 1. */
  static double betaincc(double a, double b, double x) {
    try {
      return RegularizedBeta.complement(x, a, b, Math.ulp(1.0), ITERATIONS);
    } catch (ArithmeticException divergence) {
      return 1 - farFromMean(a, b, x);
    }
  }

  /** 0 or 1 where Chernoff's bound says so, else NaN. */
  private static double farFromMean(double a, double b, double x) {
    double mean = a / (a + b);
    double distance =
        mean * StrictMath.log(mean / x) + (1 - mean) * StrictMath.log((1 - mean) / (1 - x));
    boolean isFar = (a + b) * distance > FAR;
    return isFar ? (x < mean ? 0 : 1) : Double.NaN;
  }
}
