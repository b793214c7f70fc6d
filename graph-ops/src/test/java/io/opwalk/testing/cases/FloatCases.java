package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.FloatFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.Precise;
import java.util.List;

/** The rows of {@link FloatFunctions}. */
final class FloatCases {
  private static final double INF = POSITIVE_INFINITY;

  private FloatCases() {}

  static List<ScalarCase> all() {
    return List.of(
        choice(FloatFunctions.FMIN, -1),
        choice(FloatFunctions.FMAX, 1),
        copySign(),
        heaviside(),
        lerp(),
        nanToNum(),
        signBit(),
        divideNoNan());
  }

  private static ScalarCase choice(ScalarFunction function, int sign) {
    return ScalarCase.of(function)
        .binary((x, y) -> sign * x.compareTo(y) >= 0 ? x : y)
        .within(0, 0)
        .corners(0, 1)
        .gives(sign * 0.0, 0.0, -0.0)
        .gives(sign * 0.0, -0.0, 0.0)
        .gives(2, NaN, 2)
        .gives(2, 2, NaN)
        .gives(INF, NaN, INF)
        .gives(NaN, NaN, NaN)
        .gives(sign * INF, INF, -INF)
        .smooth(-9, 0, 1, 9)
        .smooth(1, 9, -9, 0)
        .slope(0, 1, 2, 2)
        .slope(1, 0, 2, 2)
        .slope(0, 1, 2, NaN)
        .slope(1, 1, NaN, 2);
  }

  private static ScalarCase copySign() {
    return ScalarCase.of(FloatFunctions.COPY_SIGN)
        .binary((x, y) -> y.signum() < 0 ? x.abs().negated() : x.abs())
        .within(0, 0)
        .corners(0, 1, -1)
        .gives(-2, 2, -0.0)
        .gives(2, -2, 0.0)
        .gives(-0.0, 0.0, -1)
        .gives(-INF, INF, -INF)
        .gives(2, -2, NaN)
        .gives(NaN, NaN, -1)
        .smooth(1, 9, 1, 9)
        .smooth(1, 9, -9, -1)
        .smooth(-9, -1, 1, 9);
  }

  private static ScalarCase heaviside() {
    return ScalarCase.of(FloatFunctions.HEAVISIDE)
        .binary((x, y) -> x.signum() == 0 ? y : x.signum() > 0 ? Precise.ONE : Precise.ZERO)
        .within(0, 0)
        .corners(0, 1, -1)
        .gives(0.5, 0, 0.5)
        .gives(0.5, -0.0, 0.5)
        .gives(1, INF, 0.5)
        .gives(0.0, -INF, 0.5)
        .gives(1, 2, NaN)
        .gives(NaN, 0, NaN)
        .gives(NaN, NaN, 0.5)
        .smooth(0, 0, -9, 9)
        .smooth(1, 2, -9, 9);
  }

  private static ScalarCase lerp() {
    return ScalarCase.of(FloatFunctions.LERP)
        .oracle(args -> args[0].plus(args[2].times(args[1].minus(args[0]))))
        .within(2.5, 2.5)
        .inUnitsOf((dtype, args, exact) -> Math.max(
            Math.max(Math.abs(args[0]), Math.abs(args[1])),
            Math.max(Math.abs(args[2] * (args[1] - args[0])), Math.abs(exact))))
        // Beyond that, the difference or the product overflows.
        .known(args ->
            Math.abs(args[0]) < 1e15 && Math.abs(args[1]) < 1e15 && Math.abs(args[2]) < 1e15)
        .focus(-9, 9, -9, 9, 0, 1)
        .corners(0, 1, -1, 0.5)
        .gives(3, 3, 7, 0)
        .gives(7, 3, 7, 1)
        .gives(5, 3, 7, 0.5)
        .gives(NaN, NaN, 7, 0.5)
        .gives(NaN, 3, NaN, 0.5)
        .gives(NaN, 3, 7, NaN)
        .smooth(-9, 9, -9, 9, 0, 0.4)
        .smooth(-9, 9, -9, 9, 0.6, 1);
  }

  private static ScalarCase nanToNum() {
    return ScalarCase.of(FloatFunctions.NAN_TO_NUM)
        .oracle(args -> args[0])
        .within(0, 0)
        .gives(5, 5, 1, 2, 3)
        .gives(1, NaN, 1, 2, 3)
        .gives(2, INF, 1, 2, 3)
        .gives(3, -INF, 1, 2, 3)
        .gives(-0.0, -0.0, 1, 2, 3)
        .smooth(-9, 9, 0, 1, 0, 1, 0, 1)
        .slope(1, 1, NaN, 1, 2, 3)
        .slope(2, 1, INF, 1, 2, 3)
        .slope(3, 1, -INF, 1, 2, 3);
  }

  private static ScalarCase signBit() {
    return ScalarCase.of(FloatFunctions.SIGN_BIT)
        .unary(x -> x.signum() < 0 ? Precise.ONE : Precise.ZERO)
        .corners(0, 1, -1)
        .gives(1, -0.0)
        .gives(0, 0.0)
        .gives(1, -INF)
        .gives(0, INF)
        .gives(0, NaN);
  }

  private static ScalarCase divideNoNan() {
    return ScalarCase.of(FloatFunctions.DIVIDE_NO_NAN)
        .binary((x, y) -> y.signum() == 0 ? Precise.ZERO : x.over(y))
        .within(0.5, 0.5)
        .focus(-9, 9, -9, 9)
        .corners(0, 1, -1)
        .gives(0.0, 0.0, 0.0)
        .gives(0.0, -1, -0.0)
        .gives(0.0, INF, 0.0)
        .gives(0.0, NaN, 0.0)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .gives(NaN, INF, INF)
        .gives(-INF, INF, -2)
        .smooth(-9, 9, 0.5, 9)
        .smooth(-9, 9, -9, -0.5)
        .slope(0, 0, 1, 0)
        .slope(1, 0, 1, 0)
        .slope(0, 0, 0, 0)
        .slope(1, 0, 0, 0);
  }
}
