package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.GammaFunctions;

/**
 * The gamma and beta functions and their relatives, element by element. Where SciPy, TensorFlow or
 * JAX call a function otherwise, its name there stands in brackets. {@link Scalars} says what holds
 * for all of them. Floating dtypes only.
 *
 * <p>The functions themselves are those of Commons Numbers, and polygamma by recurrence and
 * asymptotic expansion; definitions are those of the Digital Library of Mathematical Functions,
 * chapters 5 and 8. Some bounds are relative to another number than the result, since no more is
 * known of a result near a zero of the function, or of a tail, than the logarithm's digits.
 */
public final class Gammas {
  private Gammas() {}

  /**
   * The gamma function, (x - 1)! for a natural number x. Infinity of 0, with its sign, NaN of the
   * other poles -1, -2 and so on and of -infinity; overflows from 171.6 on. Error: below 10 ulp.
   *
   * <p>Gradient: gamma(x) digamma(x).
   */
  public static Tensor gamma(Tensor x) {
    return Scalars.apply(GammaFunctions.GAMMA, x);
  }

  /**
   * The logarithm of |gamma(x)|; infinity at the poles 0, -1, -2 and so on, and of both infinities.
   * [SciPy, TensorFlow: gammaln, lgamma.] Error: below 3 ulp for positive x, its zeros 1 and 2
   * included; for negative x, below 6 ulp of the larger of 1 and the result.
   *
   * <p>Gradient: digamma(x).
   */
  public static Tensor logGamma(Tensor x) {
    return Scalars.apply(GammaFunctions.LOG_GAMMA, x);
  }

  /**
   * The derivative of logGamma; SciPy's psi. Infinity of 0, with the opposite sign, NaN of the
   * other poles -1, -2 and so on and of -infinity. Error: below 4 ulp for positive x, its zero near
   * 1.46 included; for negative x, below 8 ulp of the larger of the result and 1 + log(1 - x).
   *
   * <p>Gradient: trigamma(x).
   */
  public static Tensor digamma(Tensor x) {
    return Scalars.apply(GammaFunctions.DIGAMMA, x);
  }

  /**
   * The derivative of digamma. Infinity at the poles 0, -1, -2 and so on, NaN of -infinity. [SciPy:
   * polygamma(1, x).] Error: below 6 ulp.
   *
   * <p>Gradient: polygamma(2, x).
   */
  public static Tensor trigamma(Tensor x) {
    return Scalars.apply(GammaFunctions.TRIGAMMA, x);
  }

  /**
   * The derivative of digamma of order n, which has to be a natural number up to 100, else the
   * result is NaN; digamma itself for n = 0. At the poles 0, -1, -2 and so on infinity for odd n;
   * for even n infinity of 0, with the opposite sign, and NaN of the others. Error: below 8 + n ulp
   * for positive x, and for negative x below 8 + 2 n ulp of the larger of the result and that of 1
   * - x.
   *
   * <p>Gradient: polygamma(n + 1, x) in x; none in n.
   */
  public static Tensor polygamma(Tensor n, Tensor x) {
    return Scalars.apply(GammaFunctions.POLYGAMMA, n, x);
  }

  /** As {@link #polygamma(Tensor, Tensor)}. */
  public static Tensor polygamma(Tensor n, double x) {
    return Scalars.apply(GammaFunctions.POLYGAMMA, n, x);
  }

  /** As {@link #polygamma(Tensor, Tensor)}. */
  public static Tensor polygamma(double n, Tensor x) {
    return Scalars.apply(GammaFunctions.POLYGAMMA, n, x);
  }

  /**
   * gamma(a) gamma(b) / gamma(a + b), for numbers that are not negative, else NaN. Error, measured
   * from 10^-10 to 10^12: below 16 ulp, times 1 + |log(result)|.
   *
   * <p>Gradient: beta(a, b) (digamma(a) - digamma(a + b)) in a, and likewise in b.
   */
  public static Tensor beta(Tensor a, Tensor b) {
    return Scalars.apply(GammaFunctions.BETA, a, b);
  }

  /** As {@link #beta(Tensor, Tensor)}. */
  public static Tensor beta(Tensor a, double b) {
    return Scalars.apply(GammaFunctions.BETA, a, b);
  }

  /** As {@link #beta(Tensor, Tensor)}. */
  public static Tensor beta(double a, Tensor b) {
    return Scalars.apply(GammaFunctions.BETA, a, b);
  }

  /**
   * The logarithm of the beta function, for numbers that are not negative, else NaN. [SciPy:
   * betaln.] Error, measured from 10^-10 to 10^12: below 10 ulp of the larger of 1 and the result.
   *
   * <p>Gradient: digamma(a) - digamma(a + b) in a, and likewise in b.
   */
  public static Tensor logBeta(Tensor a, Tensor b) {
    return Scalars.apply(GammaFunctions.LOG_BETA, a, b);
  }

  /** As {@link #logBeta(Tensor, Tensor)}. */
  public static Tensor logBeta(Tensor a, double b) {
    return Scalars.apply(GammaFunctions.LOG_BETA, a, b);
  }

  /** As {@link #logBeta(Tensor, Tensor)}. */
  public static Tensor logBeta(double a, Tensor b) {
    return Scalars.apply(GammaFunctions.LOG_BETA, a, b);
  }

  /**
   * The regularised lower incomplete gamma function P(a, x): the integral of t^(a - 1) exp(-t) from
   * 0 to x, over gamma(a); the distribution function of a gamma variable of shape a. [TensorFlow,
   * JAX: igamma.] For a and x that are not negative, else NaN; at 0 and infinity the limit, and NaN
   * where both are 0 or both infinite. Error, measured from 10^-3 to 10^4: below 16 ulp, times 1 +
   * |log(result)|.
   *
   * <p>Gradient: x^(a - 1) exp(-x) / gamma(a) in x, and {@link #gammaincGradA} in a.
   */
  public static Tensor gammainc(Tensor a, Tensor x) {
    return Scalars.apply(GammaFunctions.GAMMAINC, a, x);
  }

  /** As {@link #gammainc(Tensor, Tensor)}. */
  public static Tensor gammainc(Tensor a, double x) {
    return Scalars.apply(GammaFunctions.GAMMAINC, a, x);
  }

  /** As {@link #gammainc(Tensor, Tensor)}. */
  public static Tensor gammainc(double a, Tensor x) {
    return Scalars.apply(GammaFunctions.GAMMAINC, a, x);
  }

  /**
   * The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), accurate where that is
   * near 0; see {@link #gammainc(Tensor, Tensor)}. [TensorFlow, JAX: igammac.] Error, measured from
   * 10^-3 to 10^4: below 16 ulp, times 1 + |log(result)|.
   *
   * <p>Gradient: -x^(a - 1) exp(-x) / gamma(a) in x, and -{@link #gammaincGradA} in a.
   */
  public static Tensor gammaincc(Tensor a, Tensor x) {
    return Scalars.apply(GammaFunctions.GAMMAINCC, a, x);
  }

  /** As {@link #gammaincc(Tensor, Tensor)}. */
  public static Tensor gammaincc(Tensor a, double x) {
    return Scalars.apply(GammaFunctions.GAMMAINCC, a, x);
  }

  /** As {@link #gammaincc(Tensor, Tensor)}. */
  public static Tensor gammaincc(double a, Tensor x) {
    return Scalars.apply(GammaFunctions.GAMMAINCC, a, x);
  }

  /**
   * The regularised incomplete beta function I(a, b; x): the integral of t^(a - 1) (1 - t)^(b - 1)
   * from 0 to x, over beta(a, b); the distribution function of a beta variable. For a and b that
   * are not negative and x in [0, 1], else NaN; where a or b is 0 or infinite the limit, and NaN
   * where both are 0 or both infinite. Error, measured for a and b from 10^-3 to 10^3: below 64
   * ulp, times 1 + |log(result)|. Where a + b is beyond 10^9 the result may be NaN.
   *
   * <p>Gradient: x^(a - 1) (1 - x)^(b - 1) / beta(a, b) in x, {@link #betaincGradA} in a and
   * {@link #betaincGradB} in b.
   */
  public static Tensor betainc(Tensor a, Tensor b, Tensor x) {
    return Scalars.apply(GammaFunctions.BETAINC, a, b, x);
  }

  /** As {@link #betainc(Tensor, Tensor, Tensor)}. */
  public static Tensor betainc(double a, double b, Tensor x) {
    return betainc(Tensors.literal(a, x), Tensors.literal(b, x), x);
  }

  /**
   * The derivative of {@link #gammainc(Tensor, Tensor) gammainc} in a, which is never positive.
   * [TensorFlow, JAX: igamma_grad_a.] For a and x that are not negative, else NaN; 0 where x is 0
   * or one of them infinite, and NaN where both are 0 or both infinite. By the power series
   * differentiated term by term (Moore, "Algorithm AS 187", Applied Statistics 31, 1982), and by
   * quadrature of its integral in the upper tail and for a from 20 on. Error, measured from 10^-3
   * to 10^4: below 16 ulp, times 1 + |log(-result)|.
   *
   * <p>Gradient: x^(a - 1) exp(-x) / gamma(a) (log(x) - digamma(a)) in x. In a it is not known, and
   * an error.
   */
  public static Tensor gammaincGradA(Tensor a, Tensor x) {
    return Scalars.apply(GammaFunctions.GAMMAINC_GRAD_A, a, x);
  }

  /**
   * The derivative of {@link #betainc(Tensor, Tensor, Tensor) betainc} in a, which is never
   * positive. For a and b above 0 and x in [0, 1], else NaN; 0 where x is 0 or 1 or one of a and b
   * infinite, and NaN where both are. By the continued fraction differentiated term by term (Boik
   * and Robison-Cox, "Derivatives of the incomplete beta function", Journal of Statistical Software
   * 3(1), 1998). Error, measured for a and b from 10^-3 to 10^3: below 200 ulp, times 1 +
   * |log(-result)|. Where a + b is beyond 10^9 the result may be NaN.
   *
   * <p>Gradient: x^(a - 1) (1 - x)^(b - 1) / beta(a, b) (log(x) - digamma(a) + digamma(a + b)) in
   * x. In a and b it is not known, and an error.
   */
  public static Tensor betaincGradA(Tensor a, Tensor b, Tensor x) {
    return Scalars.apply(GammaFunctions.BETAINC_GRAD_A, a, b, x);
  }

  /**
   * The derivative of {@link #betainc(Tensor, Tensor, Tensor) betainc} in b, which is never
   * negative: -betaincGradA(b, a, 1 - x). What {@link #betaincGradA} says holds here too.
   *
   * <p>Gradient: x^(a - 1) (1 - x)^(b - 1) / beta(a, b) (log(1 - x) - digamma(b) + digamma(a + b))
   * in x. In a and b it is not known, and an error.
   */
  public static Tensor betaincGradB(Tensor a, Tensor b, Tensor x) {
    return Scalars.apply(GammaFunctions.BETAINC_GRAD_B, a, b, x);
  }
}
