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
   * log(x / (1 - x)), the inverse of the sigmoid, accurate near a half: -infinity of 0, infinity of
   * 1, NaN outside of [0, 1]. Error: below 3.5 ulp.
   */
  public static Tensor logit(Tensor x) {
    return Scalars.apply(SpecialFunctions.LOGIT, x);
  }
}
