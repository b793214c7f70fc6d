package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.SpecialFunctions;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseErf;
import io.opwalk.testing.precise.PreciseGamma;
import io.opwalk.testing.precise.PreciseMath;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of {@link SpecialFunctions}. */
final class SpecialCases {
  private static final double INF = POSITIVE_INFINITY;

  private SpecialCases() {}

  static List<ScalarCase> all() {
    return List.of(erf(), erfc(), erfcx(), erfinv(), erfcinv(), sinc(), logit());
  }

  private static ScalarCase erf() {
    return ScalarCase.of(SpecialFunctions.ERF)
        .unary(PreciseMath::erf)
        .within(2, 2)
        .focus(-7, 7)
        .focus(-1, 1)
        .corners(0, 0.5, 1, 2, 4, 5.9)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(1, INF)
        .gives(-1, -INF)
        .gives(1, 10)
        .gives(NaN, NaN)
        .smooth(-4, 4)
        .slope(0, 2 / Math.sqrt(Math.PI), 0)
        .slope(0, 0, INF);
  }

  private static ScalarCase erfc() {
    return ScalarCase.of(SpecialFunctions.ERFC)
        .unary(PreciseMath::erfc)
        .within(2, 2)
        .focus(-7, 28)
        .focus(-7, 11)
        .focus(-1, 1)
        .corners(0, 0.5, 1, 2, 4, 10.05, 26.5, 27.2)
        .gives(1, 0)
        .gives(0.0, INF)
        .gives(2, -INF)
        .gives(0.0, 30)
        .gives(NaN, NaN)
        .smooth(-4, 4)
        .slope(0, 0, INF);
  }

  private static ScalarCase erfcx() {
    return ScalarCase.of(SpecialFunctions.ERFCX)
        .unary(PreciseErf::erfcx)
        .within(3, 0.51)
        .costly()
        .focus(-27, 30)
        .focus(-1, 2)
        .corners(0, 0.5, 1, 4, -26.6, -20)
        .gives(1, 0)
        .gives(0.0, INF)
        .gives(INF, -INF)
        .gives(INF, -27)
        .gives(NaN, NaN)
        .smooth(-1, 9);
  }

  /** The inverse of a function whose values are between two ends. */
  private static Precise inverse(
      Precise x, double low, double high, double atLow, UnaryOperator<Precise> definition) {
    int aboveLow = x.compareTo(Precise.of(low));
    int aboveHigh = x.compareTo(Precise.of(high));
    if (aboveLow < 0 || aboveHigh > 0) {
      return Precise.special(NaN);
    }
    if (aboveLow == 0 || aboveHigh == 0) {
      return Precise.special(aboveLow == 0 ? atLow : -atLow);
    }
    return definition.apply(x);
  }

  private static ScalarCase erfinv() {
    return ScalarCase.of(SpecialFunctions.ERFINV)
        .unary(x -> inverse(x, -1, 1, -INF, PreciseErf::erfinv))
        .within(3, 0.51)
        .costly()
        .focus(-1, 1)
        .focus(0.99, 1)
        .corners(0, 0.5, 1, -1)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(INF, 1)
        .gives(-INF, -1)
        .gives(NaN, 1.5)
        .gives(NaN, -INF)
        .gives(NaN, INF)
        .gives(NaN, NaN)
        .smooth(-0.8, 0.8)
        .slope(0, Math.sqrt(Math.PI) / 2, 0)
        .slope(0, INF, 1);
  }

  private static ScalarCase erfcinv() {
    return ScalarCase.of(SpecialFunctions.ERFCINV)
        .unary(x -> inverse(x, 0, 2, INF, PreciseErf::erfcinv))
        .within(3, 0.51)
        .costly()
        .focus(0, 2)
        .focus(0, 0.01)
        .focus(0.9, 1.1)
        .corners(0, 0.5, 1, 2)
        .gives(0.0, 1)
        .gives(INF, 0.0)
        .gives(INF, -0.0)
        .gives(-INF, 2)
        .gives(NaN, 2.5)
        .gives(NaN, -1)
        .gives(NaN, -INF)
        .gives(NaN, INF)
        .gives(NaN, NaN)
        .smooth(0.2, 1.8)
        .slope(0, -INF, 2);
  }

  private static Precise sinc(Precise x) {
    Precise wave = PreciseGamma.sinPi(x);
    return x.signum() == 0 ? Precise.ONE : wave.over(PreciseMath.PI.times(x));
  }

  private static ScalarCase sinc() {
    return ScalarCase.of(SpecialFunctions.SINC)
        .unary(SpecialCases::sinc)
        .within(3, 3)
        .focus(-9, 9)
        .focus(-0.5, 0.5)
        .corners(0, 1, -1, 0.5, 1000, 1001)
        .gives(1, 0.0)
        .gives(1, -0.0)
        .gives(NaN, INF)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .smooth(-0.01, 0.01)
        .slope(0, 0, 0)
        .slope(0, -1, 1)
        .slope(0, -0.5, -2);
  }

  private static Precise logit(Precise p) {
    if (p.signum() == 0) {
      return Precise.special(-INF);
    }
    Precise rest = Precise.ONE.minus(p);
    if (rest.signum() == 0) {
      return Precise.special(INF);
    }
    return p.signum() * rest.signum() < 0 ? Precise.special(NaN) : PreciseMath.log(p.over(rest));
  }

  private static ScalarCase logit() {
    return ScalarCase.of(SpecialFunctions.LOGIT)
        .unary(SpecialCases::logit)
        .within(3, 3.5)
        .focus(0, 1)
        .focus(0.45, 0.55)
        .focus(0, 0.01)
        .corners(0, 0.25, 0.5, 0.75, 1)
        .gives(0.0, 0.5)
        .gives(-INF, 0.0)
        .gives(-INF, -0.0)
        .gives(INF, 1)
        .gives(NaN, -0.5)
        .gives(NaN, 1.5)
        .gives(NaN, 1e30)
        .gives(NaN, INF)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(0.1, 0.9)
        .slope(0, INF, 0)
        .slope(0, INF, 1);
  }
}
