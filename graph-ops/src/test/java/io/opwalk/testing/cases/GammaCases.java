package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.DType;
import io.opwalk.ops.scalar.GammaFunctions;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseGamma;
import io.opwalk.testing.precise.PreciseMath;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of {@link GammaFunctions}, but for the incomplete functions. */
final class GammaCases {
  private static final double INF = POSITIVE_INFINITY;

  private GammaCases() {}

  static List<ScalarCase> all() {
    return List.of(gamma(), logGamma(), digamma(), trigamma(), polygamma(), beta(), logBeta());
  }

  private static boolean isPole(Precise x) {
    return x.signum() <= 0 && Precise.of(x.floor(), 0).equals(x);
  }

  private static UnaryOperator<Precise> withPoles(double atPoles, UnaryOperator<Precise> function) {
    return x -> isPole(x) ? Precise.special(atPoles) : function.apply(x);
  }

  /** At 0 with its sign; of -0.0 the oracle sees 0. */
  private static Precise signedAtZero(double atZero, Precise x, UnaryOperator<Precise> function) {
    return x.signum() == 0 ? Precise.special(atZero) : function.apply(x);
  }

  private static ScalarCase gamma() {
    return ScalarCase.of(GammaFunctions.GAMMA)
        .unary(x -> signedAtZero(INF, x, withPoles(NaN, PreciseGamma::gamma)))
        .within(10, 0.51)
        .costly()
        .focus(0, 20)
        .focus(-20, 0)
        .focus(-190, 175)
        .corners(1, 2, -1, -2.5, 0, 171.62, 35.04)
        .gives(1, 1)
        .gives(1, 2)
        .gives(24, 5)
        .gives(INF, 0.0)
        .gives(-INF, -0.0)
        .gives(NaN, -1)
        .gives(NaN, -0x1p53)
        .gives(INF, 200)
        .gives(INF, INF)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(0.5, 4)
        .smooth(-1.8, -1.2);
  }

  private static ScalarCase logGamma() {
    return ScalarCase.of(GammaFunctions.LOG_GAMMA)
        .unary(withPoles(INF, PreciseGamma::logGamma))
        .within(3, 0.51)
        .inUnitsOf((dtype, args, exact) ->
            args[0] < 0 ? 2 * Math.max(1, Math.abs(exact)) : Math.abs(exact))
        .costly()
        .focus(0, 20)
        .focus(0.9, 1.1)
        .focus(1.9, 2.1)
        .focus(-20, 0)
        .focus(-3, -2)
        .corners(1, 2, 0, -1, -2, -2.5)
        .gives(0.0, 1)
        .gives(0.0, 2)
        .gives(INF, 0.0)
        .gives(INF, -0.0)
        .gives(INF, -3)
        .gives(INF, -0x1p60)
        .gives(INF, INF)
        .gives(INF, -INF)
        .gives(NaN, NaN)
        .smooth(0.5, 9)
        .smooth(-1.8, -1.2)
        .slope(0, INF, -0.0)
        .slope(0, INF, INF);
  }

  private static ScalarCase digamma() {
    return ScalarCase.of(GammaFunctions.DIGAMMA)
        .unary(x -> signedAtZero(-INF, x, withPoles(NaN, y -> PreciseGamma.polygamma(0, y))))
        .within(4, 0.51)
        .inUnitsOf((dtype, args, exact) ->
            args[0] < 0 ? 2 * Math.max(Math.log1p(-args[0]) + 1, Math.abs(exact)) : Math.abs(exact))
        .costly()
        .focus(0, 20)
        .focus(1.4, 1.5)
        .focus(1, 3)
        .focus(-20, 0)
        .corners(1, 2, 12, 1.4616321449683622, 0, -1, -1.5)
        .gives(-INF, 0.0)
        .gives(INF, -0.0)
        .gives(NaN, -1)
        .gives(NaN, -0x1p60)
        .gives(INF, INF)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(0.5, 9)
        .smooth(-1.8, -1.2)
        .slope(0, INF, 0)
        .slope(0, INF, -1)
        .slope(0, 0, INF);
  }

  private static ScalarCase trigamma() {
    return ScalarCase.of(GammaFunctions.TRIGAMMA)
        .unary(withPoles(INF, x -> PreciseGamma.polygamma(1, x)))
        .within(6, 0.51)
        .costly()
        .focus(0, 20)
        .focus(-20, 0)
        .corners(1, 2, 13, 0, -1, -1.5)
        .gives(INF, 0.0)
        .gives(INF, -0.0)
        .gives(INF, -1)
        .gives(0.0, INF)
        .gives(INF, -0x1p60)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(0.6, 9)
        .smooth(-1.7, -1.3)
        .slope(0, -INF, 0);
  }

  private static Precise polygamma(Precise order, Precise x) {
    int n = order.floor().intValueExact();
    if (!isPole(x)) {
      return PreciseGamma.polygamma(n, x);
    }
    boolean isZero = x.signum() == 0;
    return Precise.special(n % 2 == 1 ? INF : isZero ? -INF : NaN);
  }

  private static ScalarCase polygamma() {
    ScalarCase row = ScalarCase.of(GammaFunctions.POLYGAMMA)
        .binary(GammaCases::polygamma)
        .within(1, 0.51)
        .inUnitsOf((dtype, args, exact) -> {
          double size = Math.abs(exact);
          if (args[1] > 0) {
            return dtype == DType.FLOAT32 ? size : (8 + args[0]) * size;
          }
          Precise mirrored = polygamma(Precise.of(args[0]), Precise.of(1).minus(args[1]));
          return (8 + 2 * args[0]) * Math.max(size, Math.abs(mirrored.doubleValue()));
        })
        .costly()
        .known(args -> args[0] >= 0
            && args[0] <= 30
            && args[0] == Math.rint(args[0])
            && args[1] > -100
            && args[1] < 1e9)
        .corners(1, 2, 3, 0, -1, -1.5, -0.5)
        .gives(-INF, 2, 0.0)
        .gives(INF, 2, -0.0)
        .gives(INF, 3, -0.0)
        .gives(NaN, 2, -1)
        .gives(INF, 3, -1)
        .gives(NaN, 1.5, 1)
        .gives(NaN, -1, 1)
        .gives(NaN, 101, 1)
        .gives(0.0, 1, INF)
        .gives(INF, 0, INF)
        .gives(NaN, 2, NaN)
        .gives(NaN, NaN, 2)
        .gives(NaN, 2, -INF)
        .smooth(2, 2, 0.9, 9)
        .smooth(0, 0, 0.6, 9)
        .smooth(1, 1, 0.6, 9)
        .smooth(3, 3, 1.5, 9)
        .smooth(2, 2, -1.7, -1.3)
        .slope(1, INF, 2, 0)
        .slope(1, -INF, 3, 0);
    for (int n = 0; n <= 8; n++) {
      row.focus(n, n, 0, 20).focus(n, n, -9, 0);
    }
    return row.focus(20, 20, 0, 50).focus(20, 20, -9, 0);
  }

  /** The larger of 1 and how far the logarithm of a number is from 0. */
  static double logarithms(double number) {
    return 1 + Math.abs(Math.log(Math.abs(number)));
  }

  private static boolean isModest(double x) {
    return x > 1e-10 && x < 1e12;
  }

  private static ScalarCase beta() {
    return ScalarCase.of(GammaFunctions.BETA)
        .binary((a, b) -> PreciseMath.exp(PreciseGamma.logBeta(a, b)))
        .within(16, 0.51)
        .inUnitsOf((dtype, args, exact) -> Math.abs(exact) * logarithms(exact))
        .costly()
        .known(args -> isModest(args[0]) && isModest(args[1]))
        .focus(0.01, 20, 0.01, 20)
        .focus(1, 200, 1, 200)
        .focus(0.001, 1000, 0.01, 1)
        .corners(1, 2, 1e6, 1e-6)
        .gives(1, 1, 1)
        .gives(INF, 0, 2)
        .gives(INF, 2, 0)
        .gives(NaN, 0, INF)
        .gives(0.0, 2, INF)
        .gives(0.0, INF, INF)
        .gives(NaN, -1, 2)
        .gives(NaN, 2, -1)
        .gives(NaN, NaN, 2)
        .gives(NaN, 0, NaN)
        .smooth(0.8, 4, 0.8, 4);
  }

  private static ScalarCase logBeta() {
    return ScalarCase.of(GammaFunctions.LOG_BETA)
        .binary(PreciseGamma::logBeta)
        .within(10, 0.51)
        .inUnitsOf((dtype, args, exact) -> Math.max(1, Math.abs(exact)))
        .costly()
        .known(args -> isModest(args[0]) && isModest(args[1]))
        .focus(0.01, 20, 0.01, 20)
        .focus(1, 200, 1, 200)
        .focus(0.001, 1000, 0.01, 1)
        .focus(1, 1e10, 1, 1e6)
        .corners(1, 2, 1e6, 1e-6)
        .gives(0.0, 1, 1)
        .gives(INF, 0, 2)
        .gives(-INF, 2, INF)
        .gives(NaN, 0, INF)
        .gives(NaN, -1, 2)
        .gives(NaN, NaN, 2)
        .smooth(0.8, 9, 0.8, 9)
        .slope(0, -INF, 0, 2);
  }
}
