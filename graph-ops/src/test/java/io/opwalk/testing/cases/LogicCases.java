package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.LogicFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.Precise;
import java.math.BigInteger;
import java.util.List;
import java.util.function.IntPredicate;

/** The rows of {@link LogicFunctions}. */
final class LogicCases {
  private static final double INF = POSITIVE_INFINITY;

  private LogicCases() {}

  static List<ScalarCase> all() {
    return List.of(
        equal(),
        notEqual(),
        less(),
        lessEqual(),
        greater(),
        greaterEqual(),
        connective(LogicFunctions.LOGICAL_AND, 0, 0, 0, 1),
        connective(LogicFunctions.LOGICAL_OR, 0, 1, 1, 1),
        connective(LogicFunctions.LOGICAL_XOR, 0, 1, 1, 0),
        not(),
        where(),
        isNaN(),
        isInfinite(),
        isFinite(),
        isOne(LogicFunctions.IS_POS_INF, INF),
        isOne(LogicFunctions.IS_NEG_INF, -INF),
        isClose());
  }

  private static Precise truth(boolean value) {
    return value ? Precise.ONE : Precise.ZERO;
  }

  private static ScalarCase comparison(ScalarFunction function, IntPredicate holds) {
    return ScalarCase.of(function)
        .binary((x, y) -> truth(holds.test(x.compareTo(y))))
        .corners(0, 1, -1)
        .integers(args ->
            holds.test(args.get(0).compareTo(args.get(1))) ? BigInteger.ONE : BigInteger.ZERO);
  }

  private static ScalarCase equal() {
    return comparison(LogicFunctions.EQUAL, order -> order == 0)
        .gives(1, 0.0, -0.0)
        .gives(0, NaN, NaN)
        .gives(1, INF, INF)
        .gives(0, INF, -INF)
        .gives(0, 1, NaN);
  }

  private static ScalarCase notEqual() {
    return comparison(LogicFunctions.NOT_EQUAL, order -> order != 0)
        .gives(0, 0.0, -0.0)
        .gives(1, NaN, NaN)
        .gives(0, INF, INF)
        .gives(1, INF, -INF)
        .gives(1, 1, NaN);
  }

  private static ScalarCase less() {
    return comparison(LogicFunctions.LESS, order -> order < 0)
        .gives(0, -0.0, 0.0)
        .gives(0, NaN, 1)
        .gives(0, 1, NaN)
        .gives(1, -INF, INF);
  }

  private static ScalarCase lessEqual() {
    return comparison(LogicFunctions.LESS_EQUAL, order -> order <= 0)
        .gives(1, 0.0, -0.0)
        .gives(0, NaN, NaN)
        .gives(0, 1, NaN)
        .gives(1, INF, INF);
  }

  private static ScalarCase greater() {
    return comparison(LogicFunctions.GREATER, order -> order > 0)
        .gives(0, 0.0, -0.0)
        .gives(0, NaN, 1)
        .gives(0, 1, NaN)
        .gives(1, INF, -INF);
  }

  private static ScalarCase greaterEqual() {
    return comparison(LogicFunctions.GREATER_EQUAL, order -> order >= 0)
        .gives(1, -0.0, 0.0)
        .gives(0, NaN, NaN)
        .gives(0, 1, NaN)
        .gives(1, INF, INF);
  }

  /** By its truth table: of (0, 0), (0, 1), (1, 0) and (1, 1). */
  private static ScalarCase connective(ScalarFunction function, int... table) {
    return ScalarCase.of(function)
        .binary((x, y) -> Precise.of(table[2 * x.signum() + y.signum()]))
        .gives(table[0], 0, 0)
        .gives(table[1], 0, 1)
        .gives(table[2], 1, 0)
        .gives(table[3], 1, 1);
  }

  private static ScalarCase not() {
    return ScalarCase.of(LogicFunctions.LOGICAL_NOT)
        .unary(x -> truth(x.signum() == 0))
        .gives(1, 0)
        .gives(0, 1);
  }

  private static ScalarCase where() {
    return ScalarCase.of(LogicFunctions.WHERE)
        .oracle(args -> args[0].signum() != 0 ? args[1] : args[2])
        .within(0, 0)
        .gives(1, 1, 1, NaN)
        .gives(NaN, 0, 1, NaN)
        .gives(-0.0, 1, -0.0, 0.0)
        .gives(-INF, 0, INF, -INF)
        .smooth(0, 0, -9, 9, -9, 9)
        .smooth(1, 1, -9, 9, -9, 9)
        .integers(args -> args.get(0).signum() != 0 ? args.get(1) : args.get(2));
  }

  private static ScalarCase isNaN() {
    return ScalarCase.of(LogicFunctions.IS_NAN)
        .unary(x -> truth(false))
        .gives(1, NaN)
        .gives(0, INF)
        .gives(0, -INF)
        .gives(0, 0);
  }

  private static ScalarCase isInfinite() {
    return ScalarCase.of(LogicFunctions.IS_INFINITE)
        .unary(x -> truth(false))
        .gives(0, NaN)
        .gives(1, INF)
        .gives(1, -INF)
        .gives(0, 0);
  }

  private static ScalarCase isFinite() {
    return ScalarCase.of(LogicFunctions.IS_FINITE)
        .unary(x -> truth(true))
        .gives(0, NaN)
        .gives(0, INF)
        .gives(0, -INF)
        .gives(1, 0);
  }

  private static ScalarCase isOne(ScalarFunction function, double infinity) {
    return ScalarCase.of(function)
        .unary(x -> truth(false))
        .gives(1, infinity)
        .gives(0, -infinity)
        .gives(0, NaN)
        .gives(0, 0);
  }

  private static ScalarCase isClose() {
    return ScalarCase.of(LogicFunctions.IS_CLOSE)
        .oracle(args -> {
          Precise allowed = args[3].plus(args[2].times(args[1].abs()));
          boolean isNear = args[0].minus(args[1]).abs().compareTo(allowed) <= 0;
          return truth(args[0].equals(args[1]) || isNear);
        })
        // Not where roundings decide.
        .known(args -> {
          double apart = Math.abs(args[0] - args[1]);
          double allowed = args[3] + args[2] * Math.abs(args[1]);
          double larger = Math.max(apart, Math.abs(allowed));
          return larger < 1e30 && (apart == 0 || Math.abs(apart - allowed) > 1e-4 * larger);
        })
        .focus(-9, 9, -9, 9, 0, 1, 0, 9)
        .focus(1, 1.1, 1, 1.1, 0, 0.1, 0, 0.001)
        .gives(1, 1, 3, 0, 2)
        .gives(0, 1, 3.5, 0, 2)
        .gives(1, 8, 4, 1, 0)
        .gives(1, 2, 2, 0, 0)
        .gives(1, INF, INF, 0, 0)
        .gives(0, INF, -INF, 1, 1)
        .gives(0, 1, INF, 1, 1)
        .gives(0, INF, 1, 1, 1)
        .gives(0, NaN, NaN, 1, 1)
        .gives(0, NaN, 1, 1, 1)
        .gives(0, 1, 2, NaN, 1);
  }
}
