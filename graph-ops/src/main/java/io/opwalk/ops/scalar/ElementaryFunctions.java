package io.opwalk.ops.scalar;

import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * The functions behind {@link ScalarOp.Kind#FUNCTION} that have no code of their own in
 * {@link io.opwalk.ops.elementary.Elementary}, on doubles, by the names that
 * {@link ScalarOp#function()} gives.
 *
 * <p>{@link StrictMath} gives the same bits on every JVM and machine, which {@link Math} does not
 * promise: a result must not depend on where it was computed. Error, gamma and beta functions, but
 * for polygamma, are those of Commons Numbers; these call {@link Math}, and their last bits are as
 * portable as its.
 */
public final class ElementaryFunctions {
  private ElementaryFunctions() {}

  /** The sine of x radians. */
  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  /** The cosine of x radians. */
  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  /** The tangent of x radians. */
  public static double tan(double x) {
    return StrictMath.tan(x);
  }

  /** exp(x^2) times the complement of the error function. */
  public static double erfcx(double x) {
    return Erfcx.value(x);
  }

  /** The inverse of the error function. */
  public static double erfinv(double x) {
    return InverseErf.value(x);
  }

  /** The inverse of the complement. */
  public static double erfcinv(double x) {
    return InverseErfc.value(x);
  }

  /** The gamma function. */
  public static double gamma(double x) {
    return GammaMath.gamma(x);
  }

  /** The logarithm of the magnitude of the gamma function. */
  public static double logGamma(double x) {
    return GammaMath.logGamma(x);
  }

  /** The derivative of the logarithm of the gamma function. */
  public static double digamma(double x) {
    return PolygammaMath.digamma(x);
  }

  /** The derivative of the digamma function. */
  public static double trigamma(double x) {
    return PolygammaMath.polygamma(1, x);
  }

  /** The derivative of the digamma function of a natural order. */
  public static double polygamma(double order, double x) {
    return PolygammaMath.polygamma(order, x);
  }

  /** The beta function. */
  public static double beta(double a, double b) {
    return GammaMath.beta(a, b);
  }

  /** The logarithm of the beta function. */
  public static double logBeta(double a, double b) {
    return GammaMath.logBeta(a, b);
  }

  /** The regularised lower incomplete gamma function. */
  public static double gammainc(double a, double x) {
    return GammaMath.gammainc(a, x);
  }

  /** The regularised upper incomplete gamma function. */
  public static double gammaincc(double a, double x) {
    return GammaMath.gammaincc(a, x);
  }

  /** The regularised incomplete beta function. */
  public static double betainc(double a, double b, double x) {
    return GammaMath.betainc(a, b, x);
  }

  /** The derivative of {@link #gammainc} in a. */
  public static double gammaincGradA(double a, double x) {
    return IncompleteGammaSlope.of(a, x);
  }

  /** The derivative of {@link #betainc} in a. */
  public static double betaincGradA(double a, double b, double x) {
    return IncompleteBetaSlope.inA(a, b, x);
  }

  /** The derivative of {@link #betainc} in b. */
  public static double betaincGradB(double a, double b, double x) {
    return IncompleteBetaSlope.inB(a, b, x);
  }

  /** The modified Bessel function of the first kind of order 0. */
  public static double i0(double x) {
    return BesselMath.i0(x);
  }

  /** The modified Bessel function of the first kind of order 1. */
  public static double i1(double x) {
    return BesselMath.i1(x);
  }

  /** exp(-|x|) times {@link #i0}. */
  public static double i0e(double x) {
    return BesselMath.i0e(x);
  }

  /** exp(-|x|) times {@link #i1}. */
  public static double i1e(double x) {
    return BesselMath.i1e(x);
  }

  /** The modified Bessel function of the first kind. */
  public static double iv(double order, double x) {
    return ModifiedBessel.i(order, x, false);
  }

  /** exp(-|x|) times {@link #iv}. */
  public static double ive(double order, double x) {
    return ModifiedBessel.i(order, x, true);
  }

  /** The modified Bessel function of the second kind. */
  public static double kv(double order, double x) {
    return ModifiedBessel.k(order, x, false);
  }

  /** exp(x) times {@link #kv}. */
  public static double kve(double order, double x) {
    return ModifiedBessel.k(order, x, true);
  }
}
