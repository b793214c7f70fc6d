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

  /**
   * The modified Bessel function of the first kind of any real order: about (x / 2)^order /
   * gamma(order + 1) near 0, and growing as exp(|x|). For negative x only where the order is a
   * whole number, else NaN; at 0 and infinity the limit, and NaN where both arguments are infinite.
   * For the orders 0 and 1, {@link #i0} and {@link #i1} are faster. Error, measured for orders up
   * to 1000 and arguments up to 1500: below 24 ulp; of negative orders that are no whole numbers,
   * ulp of the larger of both terms in iv(-order, x) + 2 / pi sin(-pi order) kv(order, x).
   *
   * <p>Gradient: (iv(order - 1, x) + iv(order + 1, x)) / 2 in x; unknown in the order, and an error
   * where it is asked for.
   */
  public static Tensor iv(Tensor order, Tensor x) {
    return Scalars.apply(BesselFunctions.IV, order, x);
  }

  /** As {@link #iv(Tensor, Tensor)}. */
  public static Tensor iv(Tensor order, double x) {
    return Scalars.apply(BesselFunctions.IV, order, x);
  }

  /** As {@link #iv(Tensor, Tensor)}. */
  public static Tensor iv(double order, Tensor x) {
    return Scalars.apply(BesselFunctions.IV, order, x);
  }

  /**
   * exp(-|x|) iv(order, x), which does not overflow as x grows. Error: as that of
   * {@link #iv(Tensor, Tensor)}.
   *
   * <p>Gradient: (ive(order - 1, x) + ive(order + 1, x)) / 2 - sign(x) ive(order, x) in x; unknown
   * in the order.
   */
  public static Tensor ive(Tensor order, Tensor x) {
    return Scalars.apply(BesselFunctions.IVE, order, x);
  }

  /** As {@link #ive(Tensor, Tensor)}. */
  public static Tensor ive(Tensor order, double x) {
    return Scalars.apply(BesselFunctions.IVE, order, x);
  }

  /** As {@link #ive(Tensor, Tensor)}. */
  public static Tensor ive(double order, Tensor x) {
    return Scalars.apply(BesselFunctions.IVE, order, x);
  }

  /**
   * The modified Bessel function of the second kind of any real order, which is the same for order
   * and -order: infinite at 0, and falling as exp(-x). NaN for negative x, and where both arguments
   * are infinite. Error, measured for orders up to 1000 and arguments up to 1500: below 24 ulp.
   *
   * <p>Gradient: -(kv(order - 1, x) + kv(order + 1, x)) / 2 in x; unknown in the order, and an
   * error where it is asked for.
   */
  public static Tensor kv(Tensor order, Tensor x) {
    return Scalars.apply(BesselFunctions.KV, order, x);
  }

  /** As {@link #kv(Tensor, Tensor)}. */
  public static Tensor kv(Tensor order, double x) {
    return Scalars.apply(BesselFunctions.KV, order, x);
  }

  /** As {@link #kv(Tensor, Tensor)}. */
  public static Tensor kv(double order, Tensor x) {
    return Scalars.apply(BesselFunctions.KV, order, x);
  }

  /**
   * exp(x) kv(order, x), which does not underflow as x grows. Error: as that of {@link #kv(Tensor,
   * Tensor)}.
   *
   * <p>Gradient: kve(order, x) - (kve(order - 1, x) + kve(order + 1, x)) / 2 in x; unknown in the
   * order.
   */
  public static Tensor kve(Tensor order, Tensor x) {
    return Scalars.apply(BesselFunctions.KVE, order, x);
  }

  /** As {@link #kve(Tensor, Tensor)}. */
  public static Tensor kve(Tensor order, double x) {
    return Scalars.apply(BesselFunctions.KVE, order, x);
  }

  /** As {@link #kve(Tensor, Tensor)}. */
  public static Tensor kve(double order, Tensor x) {
    return Scalars.apply(BesselFunctions.KVE, order, x);
  }
}
