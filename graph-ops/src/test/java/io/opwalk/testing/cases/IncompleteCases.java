package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.GammaFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseGamma;
import java.util.List;

/** The rows of the incomplete functions among {@link GammaFunctions}. */
final class IncompleteCases {
  private static final double INF = POSITIVE_INFINITY;

  private IncompleteCases() {}

  static List<ScalarCase> all() {
    return List.of(gammainc(), gammaincc(), betainc());
  }

  private static ScalarCase ofGamma(ScalarFunction function) {
    return ScalarCase.of(function)
        .within(16, 0.51)
        .inUnitsOf((dtype, args, exact) -> Math.abs(exact) * GammaCases.logarithms(exact))
        .costly()
        .known(args -> args[0] > 1e-3 && args[0] < 1e4 && args[1] > 1e-3 && args[1] < 1e4)
        .focus(0.001, 2, 0.001, 2)
        .focus(0.01, 20, 0.01, 20)
        .focus(1, 200, 1, 200)
        .focus(900, 1100, 900, 1100)
        .corners(1, 2, 0.5, 30, 1000)
        .gives(NaN, 0, 0)
        .gives(NaN, INF, INF)
        .gives(NaN, -1, 1)
        .gives(NaN, 1, -1)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .gives(NaN, 0, NaN)
        .smooth(0.8, 4, 0.5, 6);
  }

  private static ScalarCase gammainc() {
    return ofGamma(GammaFunctions.GAMMAINC)
        .binary(PreciseGamma::lowerGamma)
        .gives(0.0, 2, 0)
        .gives(1, 2, INF)
        .gives(1, 0, 2)
        .gives(0.0, INF, 2)
        .gives(0.0, 1e10, 9e9)
        .gives(1, 1e30, 1.1e30)
        .slope(1, 0, 2, 0)
        .slope(1, 1, 1, 0)
        .slope(1, INF, 0.5, 0);
  }

  private static ScalarCase gammaincc() {
    return ofGamma(GammaFunctions.GAMMAINCC)
        .binary(PreciseGamma::upperGamma)
        .gives(1, 2, 0)
        .gives(0.0, 2, INF)
        .gives(0.0, 0, 2)
        .gives(1, INF, 2)
        .gives(1, 1e10, 9e9)
        .gives(0.0, 1e30, 1.1e30)
        .slope(1, -1, 1, 0)
        .slope(1, -INF, 0.5, 0);
  }

  private static Precise betainc(Precise a, Precise b, Precise x) {
    if (x.signum() < 0 || x.compareTo(Precise.ONE) > 0) {
      return Precise.special(NaN);
    }
    boolean isEnd = x.signum() == 0 || x.equals(Precise.ONE);
    return isEnd ? x : PreciseGamma.incompleteBeta(a, b, x);
  }

  private static boolean isModest(double x) {
    return x > 1e-3 && x < 1e3;
  }

  private static ScalarCase betainc() {
    return ScalarCase.of(GammaFunctions.BETAINC)
        .oracle(args -> betainc(args[0], args[1], args[2]))
        .within(64, 0.51)
        .inUnitsOf((dtype, args, exact) -> Math.abs(exact) * GammaCases.logarithms(exact))
        .costly()
        .known(args -> isModest(args[0]) && isModest(args[1]))
        .focus(0.002, 1, 0.002, 1, 0, 1)
        .focus(0.01, 20, 0.01, 20, 0, 1)
        .focus(1, 200, 1, 200, 0, 1)
        .focus(0.01, 9, 1, 900, 0, 0.02)
        .corners(0.5, 1, 2, 0.25)
        .gives(0.0, 2, 3, 0)
        .gives(1, 2, 3, 1)
        .gives(1, 0, 3, 0.5)
        .gives(0.0, 2, 0, 0.5)
        .gives(1, 2, INF, 0.5)
        .gives(0.0, INF, 3, 0.5)
        .gives(NaN, 0, 0, 0.5)
        .gives(NaN, INF, INF, 0.5)
        .gives(NaN, -1, 1, 0.5)
        .gives(NaN, 1, -1, 0.5)
        .gives(NaN, 2, 3, 1.5)
        .gives(NaN, 2, 3, -0.5)
        .gives(NaN, NaN, 2, 0.5)
        .gives(NaN, 2, NaN, 0.5)
        .gives(NaN, 2, 3, NaN)
        .gives(0.0, 1e30, 1e30, 0.25)
        .smooth(0.8, 4, 0.8, 4, 0.2, 0.8)
        .slope(2, 0, 2, 2, 0)
        .slope(2, 2, 1, 2, 0)
        .slope(2, 0, 2, 2, 1);
  }
}
