package io.opwalk.testing.precise;

import static io.opwalk.testing.precise.Precise.ONE;

/** Inverses of the error function and its complement, and its complement scaled. */
public final class PreciseErf {
  private PreciseErf() {}

  /** exp(x^2) times one less the error function. */
  public static Precise erfcx(Precise x) {
    Precise square = x.times(x);
    if (x.signum() > 0 && x.magnitude() >= 6) {
      return expansion(x);
    }
    return PreciseMath.exp(square).times(PreciseMath.erfc(x));
  }

  /** 1 / (x sqrt(pi)) times the sum of (-1)^k (2k - 1)!! / (2 x^2)^k, for x from 64 on. */
  private static Precise expansion(Precise x) {
    Precise twiceSquare = x.times(x).scaled(1);
    Precise term = ONE;
    Precise sum = ONE;
    for (int k = 1; PreciseMath.matters(term, sum); k++) {
      term = term.times(2.0 * k - 1).over(twiceSquare).negated();
      sum = sum.plus(term);
    }
    return sum.over(x.times(PreciseMath.PI.sqrt()));
  }

  /** The number whose error function is x, between -1 and 1. */
  public static Precise erfinv(Precise x) {
    if (x.signum() < 0) {
      return erfinv(x.negated()).negated();
    }
    if (x.compareTo(ONE.scaled(-1)) > 0) {
      return erfcinv(ONE.minus(x));
    }
    // The error function is concave from 0 on: Newton's steps from below come up to the root.
    Precise y = x.scaled(-1);
    for (int i = 0; i < 9; i++) {
      Precise slope = PreciseMath.exp(y.times(y).negated()).scaled(1).over(PreciseMath.PI.sqrt());
      y = y.plus(x.minus(PreciseMath.erf(y)).over(slope));
    }
    return y;
  }

  /** The number of which one less the error function is x, between 0 and 2. */
  public static Precise erfcinv(Precise x) {
    if (x.compareTo(ONE.scaled(-1)) >= 0) {
      return erfinv(ONE.minus(x));
    }
    // The logarithm of the complement is nearly a parabola.
    Precise goal = PreciseMath.log(x);
    Precise y = goal.negated().sqrt();
    for (int i = 0; i < 10; i++) {
      Precise value = PreciseMath.erfc(y);
      Precise slope = PreciseMath.exp(y.times(y).negated()).scaled(1).over(PreciseMath.PI.sqrt());
      y = y.plus(PreciseMath.log(value).minus(goal).times(value).over(slope));
    }
    return y;
  }
}
