package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.SpecialFunctions;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import java.util.List;

/** The rows of {@link SpecialFunctions}. */
final class SpecialCases {
  private static final double INF = POSITIVE_INFINITY;

  private SpecialCases() {}

  static List<ScalarCase> all() {
    return List.of(erf(), erfc(), logit());
  }

  private static ScalarCase erf() {
    return ScalarCase.of(SpecialFunctions.ERF)
        .unary(PreciseMath::erf)
        .within(2.5, 0.51)
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
        .within(4, 0.51)
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
