package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.SpecialFunctions;

/**
 * Special functions, element by element. {@link Scalars} says what holds for all of them. Floating
 * dtypes only.
 */
public final class Special {
  private Special() {}

  /**
   * The error function: 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x. Error: below 2.5
   * ulp.
   */
  public static Tensor erf(Tensor x) {
    return Scalars.apply(SpecialFunctions.ERF, x);
  }

  /** One less the error function, accurate where that is near 1. Error: below 4 ulp. */
  public static Tensor erfc(Tensor x) {
    return Scalars.apply(SpecialFunctions.ERFC, x);
  }

  /**
   * exp(x^2) erfc(x), which does not underflow where erfc does; overflows below -26.6. Error: below
   * 3 ulp.
   *
   * <p>Gradient: 2 x erfcx(x) - 2 / sqrt(pi).
   */
  public static Tensor erfcx(Tensor x) {
    return Scalars.apply(SpecialFunctions.ERFCX, x);
  }

  /**
   * The number of which the error function is x: infinity of 1, -infinity of -1, NaN outside of
   * [-1, 1]. Error: below 3 ulp.
   *
   * <p>Gradient: sqrt(pi) / 2 exp(erfinv(x)^2).
   */
  public static Tensor erfinv(Tensor x) {
    return Scalars.apply(SpecialFunctions.ERFINV, x);
  }

  /**
   * The number of which erfc is x, accurate where that is near 0: infinity of 0, -infinity of 2,
   * NaN outside of [0, 2]. Error: below 3 ulp.
   *
   * <p>Gradient: -sqrt(pi) / 2 exp(erfcinv(x)^2).
   */
  public static Tensor erfcinv(Tensor x) {
    return Scalars.apply(SpecialFunctions.ERFCINV, x);
  }

  /**
   * sin(pi x) / (pi x), and 1 at 0: NumPy's, normalised; 0 at the other integers. NaN of the
   * infinities. Error: below 3 ulp.
   *
   * <p>Gradient: (cos(pi x) - sinc(x)) / x; 0 at 0.
   */
  public static Tensor sinc(Tensor x) {
    return Scalars.apply(SpecialFunctions.SINC, x);
  }

  /**
   * log(x / (1 - x)), the inverse of the sigmoid, accurate near a half: -infinity of 0, infinity of
   * 1, NaN outside of [0, 1]. Error: below 3.5 ulp.
   */
  public static Tensor logit(Tensor x) {
    return Scalars.apply(SpecialFunctions.LOGIT, x);
  }
}
