package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.GammaFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseGamma;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of the incomplete functions among {@link GammaFunctions}. */
final class IncompleteCases {
  private static final double INF = POSITIVE_INFINITY;

  private IncompleteCases() {}

  static List<ScalarCase> all() {
    return List.of(
        gammainc(), gammaincc(), betainc(), gammaincGradA(), betaincGradA(), betaincGradB());
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
        .smooth(0.8, 4, 0.5, 6)
        .slope(0, 0, 2, 0)
        .slope(0, 0, 2, INF)
        .noSecondDerivative(0, 0);
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
        .slope(2, 0, 2, 2, 1)
        .slope(0, 0, 2, 3, 0)
        .slope(1, 0, 2, 3, 1)
        .noSecondDerivative(0, 0)
        .noSecondDerivative(0, 1)
        .noSecondDerivative(1, 0)
        .noSecondDerivative(1, 1);
  }

  /**
   * The difference quotient of the function or of one less the function, whichever is smaller and
   * so accurate relative to its slope. Relative to the argument, its steps are 2^-24: 2^-92 is lost
   * to its fourth order, and 2^-66 to rounding.
   */
  private static Precise slope(Precise at, UnaryOperator<Precise> function) {
    Precise step = at.scaled(-24);
    Precise near = function.apply(at.plus(step)).minus(function.apply(at.minus(step)));
    Precise twice = step.scaled(1);
    Precise far = function.apply(at.plus(twice)).minus(function.apply(at.minus(twice)));
    return near.times(8).minus(far).over(step.times(12));
  }

  private static Precise gammaincGradA(Precise a, Precise x) {
    return x.compareTo(a) < 0
        ? slope(a, at -> PreciseGamma.lowerGamma(at, x))
        : slope(a, at -> PreciseGamma.upperGamma(at, x)).negated();
  }

  private static ScalarCase gammaincGradA() {
    return ofGamma(GammaFunctions.GAMMAINC_GRAD_A)
        .binary(IncompleteCases::gammaincGradA)
        .gives(0.0, 2, 0)
        .gives(0.0, 2, INF)
        .gives(0.0, INF, 2)
        .gives(0.0, 1e10, 9e9)
        .gives(0.0, 30, 1e-300)
        .gives(0.0, 2, 2000);
  }

  private static boolean isBelowMean(Precise a, Precise b, Precise x) {
    return x.compareTo(a.over(a.plus(b))) < 0;
  }

  /** The sign of the slope is known, and the complement is the function with a and b exchanged. */
  private static Precise betaincGradA(Precise a, Precise b, Precise x) {
    Precise rest = Precise.ONE.minus(x);
    return isBelowMean(a, b, x)
        ? slope(a, at -> PreciseGamma.incompleteBeta(at, b, x))
        : slope(a, at -> PreciseGamma.incompleteBeta(b, at, rest)).negated();
  }

  private static Precise betaincGradB(Precise a, Precise b, Precise x) {
    return betaincGradA(b, a, Precise.ONE.minus(x)).negated();
  }

  private static ScalarCase ofBetaSlope(ScalarFunction function) {
    return ScalarCase.of(function)
        .within(200, 0.51)
        .inUnitsOf((dtype, args, exact) -> Math.abs(exact) * GammaCases.logarithms(exact))
        .costly()
        .known(args -> isModest(args[0]) && isModest(args[1]) && args[2] > 1e-30 && args[2] < 1)
        .focus(0.002, 1, 0.002, 1, 0.001, 0.999)
        .focus(0.01, 20, 0.01, 20, 0.001, 0.999)
        .focus(1, 200, 1, 200, 0.001, 0.999)
        .focus(0.01, 9, 1, 900, 0.0001, 0.02)
        .corners(0.5, 1, 2, 0.25)
        .gives(0.0, 2, 3, 0)
        .gives(0.0, 2, 3, 1)
        .gives(0.0, 2, INF, 0.5)
        .gives(0.0, INF, 3, 0.5)
        .gives(NaN, 0, 3, 0.5)
        .gives(NaN, 2, 0, 0.5)
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
        .slope(2, 0, 3, 3, 0)
        .slope(2, 0, 3, 3, 1);
  }

  private static ScalarCase betaincGradA() {
    return ofBetaSlope(GammaFunctions.BETAINC_GRAD_A)
        .oracle(args -> betaincGradA(args[0], args[1], args[2]));
  }

  private static ScalarCase betaincGradB() {
    return ofBetaSlope(GammaFunctions.BETAINC_GRAD_B)
        .oracle(args -> betaincGradB(args[0], args[1], args[2]));
  }
}
