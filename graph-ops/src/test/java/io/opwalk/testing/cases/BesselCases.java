package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.BesselFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.PreciseBessel;
import java.util.List;

/** The rows of {@link BesselFunctions}. */
final class BesselCases {
  private static final double INF = POSITIVE_INFINITY;

  private BesselCases() {}

  static List<ScalarCase> all() {
    return List.of(
        row(BesselFunctions.I0)
            .unary(x -> PreciseBessel.besselI(0, x))
            .gives(1, 0)
            .gives(INF, INF)
            .gives(INF, -INF)
            .gives(INF, 714)
            .smooth(-4, 4)
            .slope(0, 0, 0),
        row(BesselFunctions.I1)
            .unary(x -> PreciseBessel.besselI(1, x))
            .gives(0.0, 0.0)
            .gives(-0.0, -0.0)
            .gives(INF, INF)
            .gives(-INF, -INF)
            .smooth(-4, -0.5)
            .smooth(0.5, 4)
            .slope(0, 0.5, 0),
        row(BesselFunctions.I0E)
            .unary(x -> PreciseBessel.besselIe(0, x))
            .gives(1, 0)
            .gives(0.0, INF)
            .gives(0.0, -INF)
            .smooth(-9, -0.1)
            .smooth(0.1, 9)
            .slope(0, 0, 0),
        row(BesselFunctions.I1E)
            .unary(x -> PreciseBessel.besselIe(1, x))
            .gives(0.0, 0.0)
            .gives(-0.0, -0.0)
            .gives(0.0, INF)
            .gives(-0.0, -INF)
            .smooth(-9, -0.5)
            .smooth(0.5, 9)
            .slope(0, 0.5, 0));
  }

  private static ScalarCase row(ScalarFunction function) {
    return ScalarCase.of(function)
        .within(5, 0.51)
        .costly()
        .focus(-9, 9)
        .focus(0, 720)
        .focus(-1, 1)
        .corners(0, 8, 713, -8)
        .gives(NaN, NaN);
  }
}
