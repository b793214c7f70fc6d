package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.BesselFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseBessel;
import io.opwalk.testing.precise.PreciseModifiedBessel;
import java.util.List;
import java.util.function.BinaryOperator;

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
            .slope(0, 0.5, 0),
        ofFirstKind(BesselFunctions.IV)
            .binary((v, x) -> unlessOutside(v, x, PreciseModifiedBessel::besselI))
            .gives(INF, 2, INF)
            .gives(INF, 2, -INF)
            .gives(INF, 3, INF)
            .gives(-INF, 3, -INF)
            .gives(INF, -0.5, INF)
            .gives(INF, 1, 720),
        ofFirstKind(BesselFunctions.IVE)
            .binary((v, x) -> unlessOutside(v, x, PreciseModifiedBessel::besselIe))
            .gives(0.0, 2, INF)
            .gives(0.0, 2, -INF)
            .gives(0.0, 3, INF)
            .gives(-0.0, 3, -INF)
            .gives(0.0, -0.5, INF),
        ofSecondKind(BesselFunctions.KV).binary(PreciseModifiedBessel::besselK).gives(0.0, 2, 800),
        ofSecondKind(BesselFunctions.KVE).binary(PreciseModifiedBessel::besselKe));
  }

  /** There is no function of the first kind of a negative number, but of whole orders. */
  private static Precise unlessOutside(
      Precise order, Precise x, BinaryOperator<Precise> definition) {
    boolean isWhole = order.equals(Precise.of(order.nearest(), 0));
    return x.signum() < 0 && !isWhole ? Precise.special(NaN) : definition.apply(order, x);
  }

  /**
   * Of a negative order the sum of two terms, one of them the function of the order's magnitude.
   */
  private static double termsOfFirstKind(double[] args, double exact) {
    boolean cancels = args[0] < 0 && args[0] != Math.rint(args[0]) && args[1] > 0;
    double other = cancels
        ? PreciseModifiedBessel.besselI(Precise.of(-args[0]), Precise.of(args[1]))
            .doubleValue()
        : 0;
    return Math.abs(exact) + other;
  }

  private static ScalarCase ofFirstKind(ScalarFunction function) {
    return ofAnyOrder(function)
        .inUnitsOf((dtype, args, exact) -> termsOfFirstKind(args, exact))
        .known(args -> Math.abs(args[0]) < 1000 && isModest(Math.abs(args[1])))
        .gives(1, 0, 0)
        .gives(0.0, 2, 0)
        .gives(0.0, 0.5, 0)
        .gives(0.0, -2, 0)
        .gives(-0.0, 3, -0.0)
        .gives(INF, -0.5, 0)
        .gives(-INF, -1.5, 0)
        .gives(0.0, INF, 1)
        .gives(0.0, 900, 0.001)
        .gives(NaN, 0.5, -2)
        .gives(NaN, INF, -INF)
        .slope(1, 0, 0, 0)
        .slope(1, 0.5, 1, 0)
        .slope(1, 0, 2, 0)
        .slope(1, INF, 0.5, 0);
  }

  private static ScalarCase ofSecondKind(ScalarFunction function) {
    return ofAnyOrder(function)
        .known(args -> Math.abs(args[0]) < 1000 && isModest(args[1]))
        .gives(INF, 2, 0)
        .gives(INF, 0, -0.0)
        .gives(0.0, 2, INF)
        .gives(INF, INF, 1)
        .gives(INF, -INF, 0)
        .gives(INF, 900, 0.001)
        .gives(NaN, 0.5, -2)
        .gives(NaN, 2, -INF)
        .slope(1, -INF, 0, 0)
        .slope(1, -INF, 2.5, 0);
  }

  private static boolean isModest(double x) {
    return x > 1e-3 && x < 1500;
  }

  private static ScalarCase ofAnyOrder(ScalarFunction function) {
    return ScalarCase.of(function)
        .within(24, 0.51)
        .costly()
        .focus(-3, 3, 0.01, 3)
        .focus(0, 45, 0.01, 45)
        .focus(31, 32, 0.5, 12)
        .focus(0, 100, 0.1, 700)
        .focus(100, 900, 10, 1400)
        .corners(0, 1, 0.5, 2.5, 40, -2)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .gives(NaN, INF, INF)
        .smooth(0.2, 4, 0.5, 6)
        .smooth(20, 60, 50, 60);
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
