package io.opwalk.testing.cases;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.ArithmeticFunctions;
import io.opwalk.testing.precise.Precise;
import java.math.BigInteger;
import java.util.List;

/** The rows of {@link ArithmeticFunctions} that do not round to integers. */
final class ArithmeticCases {
  private static final double INF = POSITIVE_INFINITY;

  private ArithmeticCases() {}

  static List<ScalarCase> all() {
    return List.of(
        add(),
        subtract(),
        multiply(),
        divide(),
        negative(),
        reciprocal(),
        abs(),
        sign(),
        square(),
        minimum(),
        maximum(),
        clip());
  }

  private static ScalarCase add() {
    return ScalarCase.of(ArithmeticFunctions.ADD)
        .binary(Precise::plus)
        .within(0.5, 0.5)
        .focus(-9, 9, -9, 9)
        .corners(0, 1, -1)
        .gives(NaN, INF, -INF)
        .gives(INF, INF, 1)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .gives(0.0, 0.0, -0.0)
        .gives(-0.0, -0.0, -0.0)
        .smooth(-9, 9, -9, 9)
        .integers(args -> args.get(0).add(args.get(1)));
  }

  private static ScalarCase subtract() {
    return ScalarCase.of(ArithmeticFunctions.SUBTRACT)
        .binary(Precise::minus)
        .within(0.5, 0.5)
        .focus(-9, 9, -9, 9)
        .corners(0, 1, -1)
        .gives(NaN, INF, INF)
        .gives(INF, INF, -INF)
        .gives(-INF, 1, INF)
        .gives(NaN, NaN, 1)
        .gives(0.0, 3, 3)
        .gives(-0.0, -0.0, 0.0)
        .smooth(-9, 9, -9, 9)
        .integers(args -> args.get(0).subtract(args.get(1)));
  }

  private static ScalarCase multiply() {
    return ScalarCase.of(ArithmeticFunctions.MULTIPLY)
        .binary(Precise::times)
        .within(0.5, 0.5)
        .focus(-9, 9, -9, 9)
        .gives(NaN, INF, 0)
        .gives(-INF, INF, -2)
        .gives(-0.0, 0.0, -2)
        .gives(NaN, NaN, 0)
        .smooth(-9, 9, -9, 9)
        .integers(args -> args.get(0).multiply(args.get(1)));
  }

  private static ScalarCase divide() {
    return ScalarCase.of(ArithmeticFunctions.DIVIDE)
        .binary(Precise::over)
        .within(0.5, 0.5)
        .focus(-9, 9, -9, 9)
        .gives(INF, 1, 0.0)
        .gives(-INF, 1, -0.0)
        .gives(NaN, 0, 0)
        .gives(NaN, INF, INF)
        .gives(-0.0, -1, INF)
        .gives(NaN, NaN, 1)
        .smooth(-9, 9, 0.5, 9)
        .smooth(-9, 9, -9, -0.5)
        .slope(0, INF, 1, 0.0)
        .integers(args -> args.get(0).divide(args.get(1)));
  }

  private static ScalarCase negative() {
    return ScalarCase.of(ArithmeticFunctions.NEGATIVE)
        .unary(Precise::negated)
        .within(0, 0)
        .gives(-0.0, 0.0)
        .gives(0.0, -0.0)
        .gives(-INF, INF)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .integers(args -> args.get(0).negate());
  }

  private static ScalarCase reciprocal() {
    return ScalarCase.of(ArithmeticFunctions.RECIPROCAL)
        .unary(Precise.ONE::over)
        .within(0.5, 0.5)
        .focus(-9, 9)
        .gives(INF, 0.0)
        .gives(-INF, -0.0)
        .gives(0.0, INF)
        .gives(-0.0, -INF)
        .gives(NaN, NaN)
        .smooth(0.5, 9)
        .smooth(-9, -0.5)
        .slope(0, -INF, 0);
  }

  private static ScalarCase abs() {
    return ScalarCase.of(ArithmeticFunctions.ABS)
        .unary(Precise::abs)
        .within(0, 0)
        .gives(0.0, -0.0)
        .gives(INF, -INF)
        .gives(NaN, NaN)
        .smooth(0.5, 9)
        .smooth(-9, -0.5)
        .slope(0, 0, 0.0)
        .slope(0, 0, -0.0)
        .integers(args -> args.get(0).abs());
  }

  private static ScalarCase sign() {
    return ScalarCase.of(ArithmeticFunctions.SIGN)
        .unary(x -> Precise.of(x.signum()))
        .within(0, 0)
        .gives(0.0, 0.0)
        .gives(0.0, -0.0)
        .gives(1, INF)
        .gives(-1, NEGATIVE_INFINITY)
        .gives(1, 0x1p-149)
        .gives(NaN, NaN)
        .integers(args -> BigInteger.valueOf(args.get(0).signum()));
  }

  private static ScalarCase square() {
    return ScalarCase.of(ArithmeticFunctions.SQUARE)
        .unary(x -> x.times(x))
        .within(0.5, 0.5)
        .focus(-9, 9)
        .gives(0.0, -0.0)
        .gives(INF, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .integers(args -> args.get(0).multiply(args.get(0)));
  }

  private static ScalarCase minimum() {
    return ScalarCase.of(ArithmeticFunctions.MINIMUM)
        .binary((x, y) -> x.compareTo(y) <= 0 ? x : y)
        .within(0, 0)
        .corners(0, 1)
        .gives(-0.0, 0.0, -0.0)
        .gives(-0.0, -0.0, 0.0)
        .gives(NaN, NaN, -INF)
        .gives(NaN, -INF, NaN)
        .gives(-INF, 1, -INF)
        .smooth(-9, 0, 1, 9)
        .smooth(1, 9, -9, 0)
        .slope(0, 1, 2, 2)
        .slope(1, 0, 2, 2)
        .integers(args -> args.get(0).min(args.get(1)));
  }

  private static ScalarCase maximum() {
    return ScalarCase.of(ArithmeticFunctions.MAXIMUM)
        .binary((x, y) -> x.compareTo(y) >= 0 ? x : y)
        .within(0, 0)
        .corners(0, 1)
        .gives(0.0, 0.0, -0.0)
        .gives(0.0, -0.0, 0.0)
        .gives(NaN, NaN, INF)
        .gives(NaN, INF, NaN)
        .gives(INF, 1, INF)
        .smooth(-9, 0, 1, 9)
        .smooth(1, 9, -9, 0)
        .slope(0, 1, 2, 2)
        .slope(1, 0, 2, 2)
        .integers(args -> args.get(0).max(args.get(1)));
  }

  private static ScalarCase clip() {
    return ScalarCase.of(ArithmeticFunctions.CLIP)
        .oracle(args -> {
          Precise raised = args[0].compareTo(args[1]) >= 0 ? args[0] : args[1];
          return raised.compareTo(args[2]) <= 0 ? raised : args[2];
        })
        .within(0, 0)
        .focus(-9, 9, -3, 0, 0, 3)
        .corners(0, 1)
        .gives(2, 5, 1, 2)
        .gives(1, -5, 1, 2)
        .gives(1, 5, 3, 1)
        .gives(NaN, NaN, 1, 2)
        .gives(NaN, 1, NaN, 2)
        .gives(NaN, 1, 0, NaN)
        .gives(2, INF, 1, 2)
        .gives(1, -INF, 1, 2)
        .smooth(-1, 1, -5, -2, 2, 5)
        .smooth(3, 9, -1, 0, 1, 2)
        .smooth(-9, -3, -1, 0, 1, 2)
        .smooth(-1, 9, 4, 5, 2, 3)
        .slope(0, 1, 1, 1, 2)
        .slope(1, 0, 1, 1, 2)
        .slope(0, 1, 2, 1, 2)
        .slope(2, 0, 2, 1, 2)
        .integers(args -> args.get(0).max(args.get(1)).min(args.get(2)));
  }
}
