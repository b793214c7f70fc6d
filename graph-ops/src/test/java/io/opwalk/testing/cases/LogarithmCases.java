package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import java.util.List;

/** The rows of the logarithms of {@link ExponentFunctions} that have more than one part. */
final class LogarithmCases {
  private static final double INF = POSITIVE_INFINITY;

  private LogarithmCases() {}

  static List<ScalarCase> all() {
    return List.of(logsubexp(), log1mexp(), xlogy(), xlog1py());
  }

  private static Precise log1mexp(Precise x) {
    return switch (x.signum()) {
      case 0 -> Precise.special(-INF);
      case 1 -> Precise.special(NaN);
      default ->
        x.magnitude() < 0
            ? PreciseMath.log(PreciseMath.expm1(x).negated())
            : PreciseMath.log1p(PreciseMath.exp(x).negated());
    };
  }

  private static ScalarCase logsubexp() {
    return ScalarCase.of(ExponentFunctions.LOGSUBEXP)
        .binary((x, y) -> {
          Precise rest = log1mexp(y.minus(x));
          return rest.isNumber() ? x.plus(rest) : rest;
        })
        .within(2, 2)
        .inUnitsOf((dtype, args, exact) -> {
          double apart = Math.min(1e4, Math.abs(args[0] - args[1]));
          double added = Math.abs(exact - args[0]) * (1 + apart);
          return Math.max(Math.abs(args[0]), Math.max(Math.abs(exact), added));
        })
        .focus(-9, 9, -9, 9)
        .focus(0, 30, -30, 0)
        .corners(0, 1, -1)
        .gives(-INF, 2, 2)
        .gives(NaN, 1, 2)
        .gives(1, 1, -INF)
        .gives(-INF, -INF, -INF)
        .gives(INF, INF, 1)
        .gives(NaN, INF, INF)
        .gives(NaN, -INF, 1)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .smooth(3, 6, -3, 1)
        .slope(0, 1, 1, -INF)
        .slope(1, 0, 1, -INF)
        .slope(0, INF, 2, 2)
        .slope(1, -INF, 2, 2);
  }

  private static ScalarCase log1mexp() {
    return ScalarCase.of(ExponentFunctions.LOG1MEXP)
        .unary(LogarithmCases::log1mexp)
        .within(2, 2.5)
        .focus(-9, 0)
        .focus(-1, 0)
        .corners(0, -0.6931471805599453)
        .gives(-INF, 0.0)
        .gives(-INF, -0.0)
        .gives(NaN, 1)
        .gives(-0.0, -INF)
        .gives(NaN, INF)
        .gives(NaN, NaN)
        .smooth(-5, -0.5)
        .slope(0, -INF, -0.0);
  }

  private static ScalarCase xlogy() {
    return ScalarCase.of(ExponentFunctions.XLOGY)
        .binary((x, y) -> x.signum() == 0
            ? Precise.ZERO
            : switch (y.signum()) {
              case 0 -> Precise.special(x.signum() < 0 ? INF : -INF);
              case 1 -> x.times(PreciseMath.log(y));
              default -> Precise.special(NaN);
            })
        .within(2, 2)
        .focus(-9, 9, 0, 9)
        .focus(-9, 9, 0.9, 1.1)
        .corners(0, 1, -1)
        .gives(0.0, 0, 0)
        .gives(0.0, 0, -1)
        .gives(0.0, 0, INF)
        .gives(0.0, 0, -INF)
        .gives(NaN, 0, NaN)
        .gives(NaN, NaN, 1)
        .gives(-INF, 2, 0)
        .gives(NaN, 2, -1)
        .gives(INF, 2, INF)
        .smooth(-5, 5, 0.5, 9)
        .slope(0, -INF, 0, 0)
        .slope(1, 0, 0, 0)
        .slope(1, INF, 1, 0);
  }

  private static ScalarCase xlog1py() {
    return ScalarCase.of(ExponentFunctions.XLOG1PY)
        .binary((x, y) -> {
          Precise shifted = y.plus(1);
          if (x.signum() == 0) {
            return Precise.ZERO;
          }
          if (shifted.signum() == 0) {
            return Precise.special(x.signum() < 0 ? INF : -INF);
          }
          return shifted.signum() < 0 ? Precise.special(NaN) : x.times(PreciseMath.log1p(y));
        })
        .within(2, 2)
        .focus(-9, 9, -1, 9)
        .focus(-9, 9, -0.1, 0.1)
        .corners(0, 1, -1)
        .gives(0.0, 0, -1)
        .gives(0.0, 0, -2)
        .gives(NaN, 0, NaN)
        .gives(NaN, NaN, 1)
        .gives(-INF, 2, -1)
        .gives(NaN, 2, -3)
        .gives(INF, 2, INF)
        .smooth(-5, 5, -0.5, 9)
        .slope(0, -INF, 0, -1)
        .slope(1, 0, 0, -1)
        .slope(1, INF, 1, -1);
  }
}
