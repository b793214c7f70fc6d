package io.opwalk.ops.scalar;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import org.apache.commons.numbers.gamma.Gamma;

/**
 * Modified Bessel functions of any real order. Where neither order nor argument is large, K is
 * {@link BesselPair}'s, and I comes from its power series (DLMF 10.25.2) or from K, by the
 * Wronskian and a continued fraction (DLMF 10.28.2, 10.33.1). Elsewhere both are
 * {@link UniformBessel}'s. Negative orders are reflected (DLMF 10.27.2, 10.27.3).
 */
final class ModifiedBessel {
  /** Below it and from order 1/2 on, K is its leading term. */
  private static final double TINY = 1e-18;

  /** Enough terms of the power series where none is larger than 1 / k!. */
  private static final int TERMS = 19;

  private ModifiedBessel() {}

  /** K, or exp(x) K where it is to be scaled. */
  static double k(double order, double x, boolean scaled) {
    double v = Math.abs(order);
    boolean isOpen = v == POSITIVE_INFINITY && x == POSITIVE_INFINITY;
    if (!(x >= 0) || isOpen || v != v) {
      return NaN;
    }
    if (x == 0 || v == POSITIVE_INFINITY) {
      return POSITIVE_INFINITY;
    }
    return x == POSITIVE_INFINITY ? 0 : finiteK(v, x, scaled);
  }

  private static double finiteK(double v, double x, boolean scaled) {
    if (UniformBessel.serves(v, x)) {
      return new UniformBessel(v, x, scaled).k();
    }
    if (x < TINY && v >= 0.5) {
      // (2 / x)^v gamma(v) / 2, in an order in which nothing overflows before the whole does.
      double root = StrictMath.pow(x, -v / 2);
      return StrictMath.pow(2, v - 1) * Gamma.value(v) * root * root;
    }
    BesselPair pair = BesselPair.of(v, x);
    return pair.isScaled() == scaled ? pair.low() : pair.low() * StrictMath.exp(scaled ? x : -x);
  }

  /** I, or exp(-|x|) I where it is to be scaled. */
  static double i(double order, double x, boolean scaled) {
    double size = Math.abs(x);
    double v = Math.abs(order);
    boolean isWhole = v == Math.rint(v);
    boolean isOpen = v == POSITIVE_INFINITY && size == POSITIVE_INFINITY;
    if (x != x || v != v || x < 0 && !isWhole || isOpen) {
      return NaN;
    }
    double value = ofPositive(v, size, scaled);
    if (!isWhole && order < 0) {
      return value + reflected(v, size, scaled);
    }
    // The remainder of an infinite order is none.
    return Math.abs(v % 2) == 1 ? Math.copySign(value, x) : value;
  }

  /** What I of order -v has more than I of order v. */
  private static double reflected(double v, double x, boolean scaled) {
    double whole = Math.rint(v);
    double sine = StrictMath.sin(Math.PI * (v - whole));
    double factor = (whole % 2 == 0 ? sine : -sine) / (Math.PI / 2);
    double k = k(v, x, scaled);
    // exp(-x) of the scale of I, and of that of K.
    return factor * k * (scaled ? StrictMath.exp(-2 * x) : 1);
  }

  private static double ofPositive(double v, double x, boolean scaled) {
    if (x == 0 || v == POSITIVE_INFINITY) {
      return v == 0 ? 1 : 0;
    }
    if (x == POSITIVE_INFINITY) {
      return scaled ? 0 : x;
    }
    if (UniformBessel.serves(v, x)) {
      return new UniformBessel(v, x, scaled).i();
    }
    if (x * x <= 4 * (v + 1)) {
      double value = series(v, x);
      return scaled ? value * StrictMath.exp(-x) : value;
    }
    BesselPair pair = BesselPair.of(v, x);
    double value = 1 / (x * (pair.high() + ratio(v, x) * pair.low()));
    return pair.isScaled() == scaled ? value : value * StrictMath.exp(scaled ? -x : x);
  }

  private static double series(double v, double x) {
    double square = x * x / 4;
    double sum = 1;
    for (int k = TERMS; k > 0; k--) {
      sum = 1 + square / (k * (v + k)) * sum;
    }
    // From 1 on v + 1 may have a bit less than v, which gamma would make many of.
    double gamma = v < 1 ? Gamma.value(v + 1) : v * Gamma.value(v);
    return StrictMath.pow(x, v) / (StrictMath.pow(2, v) * gamma) * sum;
  }

  /** I of order v + 1 over I of order v, by the continued fraction from its far end. */
  private static double ratio(double v, double x) {
    double fraction = 0;
    for (int k = 16 + (int) x; k > 0; k--) {
      fraction = 1 / (2 * (v + k) / x + fraction);
    }
    return fraction;
  }
}
