package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.BesselFunctions;

/**
 * Bessel functions, element by element, by SciPy's names. {@link Scalars} says what holds for all
 * of them; definitions are those of the Digital Library of Mathematical Functions, 10.25. Floating
 * dtypes only.
 */
public final class Bessels {
  private Bessels() {}

  /**
   * The modified Bessel function of the first kind of order 0: even, 1 at 0, and growing as
   * exp(|x|) / sqrt(2 pi |x|), which overflows from 713.9 on. Error: below 5 ulp.
   *
   * <p>Gradient: i1(x).
   */
  public static Tensor i0(Tensor x) {
    return Scalars.apply(BesselFunctions.I0, x);
  }

  /**
   * The modified Bessel function of the first kind of order 1: odd, and growing as i0. Error: below
   * 5 ulp.
   *
   * <p>Gradient: i0(x) - i1(x) / x; a half at 0.
   */
  public static Tensor i1(Tensor x) {
    return Scalars.apply(BesselFunctions.I1, x);
  }

  /**
   * exp(-|x|) i0(x), which does not overflow; 0 of the infinities. Error: below 5 ulp.
   *
   * <p>Gradient: i1e(x) - sign(x) i0e(x); 0 at the kink at 0.
   */
  public static Tensor i0e(Tensor x) {
    return Scalars.apply(BesselFunctions.I0E, x);
  }

  /**
   * exp(-|x|) i1(x), which does not overflow; 0 of the infinities, with their sign. Error: below 5
   * ulp.
   *
   * <p>Gradient: i0e(x) - i1e(x) (sign(x) + 1 / x); a half at 0.
   */
  public static Tensor i1e(Tensor x) {
    return Scalars.apply(BesselFunctions.I1E, x);
  }
}
