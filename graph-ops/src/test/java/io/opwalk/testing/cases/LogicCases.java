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
        isOne(LogicFunctions.IS_NEG_INF, -INF));
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
}
