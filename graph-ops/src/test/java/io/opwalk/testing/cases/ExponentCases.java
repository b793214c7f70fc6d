package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of {@link ExponentFunctions}. */
final class ExponentCases {
  private static final double INF = POSITIVE_INFINITY;
  private static final Precise NO_NUMBER = Precise.special(NaN);
  private static final Precise BELOW_ALL = Precise.special(-INF);
  private static final Precise LN_10 = PreciseMath.log(Precise.of(10));

  private ExponentCases() {}

  static List<ScalarCase> all() {
    return List.of(
        exp(),
        expm1(),
        exp2(),
        log(),
        log1p(),
        log2(),
        log10(),
        sqrt(),
        rsqrt(),
        cbrt(),
        power(),
        integerPower(),
        logaddexp(),
        logaddexp2(),
        hypot());
  }

  /** A function of positive numbers that falls without bound at zero. */
  private static UnaryOperator<Precise> fromZero(UnaryOperator<Precise> definition) {
    return x -> switch (x.signum()) {
      case 0 -> BELOW_ALL;
      case 1 -> definition.apply(x);
      default -> NO_NUMBER;
    };
  }

  private static ScalarCase exp() {
    return ScalarCase.of(ExponentFunctions.EXP)
        .unary(PreciseMath::exp)
        .within(1, 1)
        .focus(-746, 710)
        .focus(-104, 89)
        .focus(-1, 1)
        .corners(0, 1, 709.782712893384, -745.1332191019411, -708.3964185322641, 88.722839)
        .gives(1, 0.0)
        .gives(1, -0.0)
        .gives(INF, INF)
        .gives(0.0, -INF)
        .gives(INF, 710)
        .gives(0.0, -746)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase expm1() {
    return ScalarCase.of(ExponentFunctions.EXPM1)
        .unary(PreciseMath::expm1)
        .within(1, 1)
        .focus(-40, 710)
        .focus(-1, 1)
        .corners(0, -37, 709.782712893384)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(-1, -INF)
        .gives(-1, -50)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase exp2() {
    return ScalarCase.of(ExponentFunctions.EXP2)
        .unary(x -> PreciseMath.exp(x.times(PreciseMath.LN_2)))
        .within(1, 1)
        .focus(-1076, 1025)
        .focus(-150, 129)
        .corners(0, 1, -1, 10, -1022, -1074, 1023, -149)
        .gives(1, 0)
        .gives(0.5, -1)
        .gives(1024, 10)
        .gives(0x1p-149, -149)
        .gives(0x1p127, 127)
        .gives(INF, INF)
        .gives(0.0, -INF)
        .gives(INF, 1024)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase log() {
    return ScalarCase.of(ExponentFunctions.LOG)
        .unary(fromZero(PreciseMath::log))
        .within(1, 1)
        .focus(0.4, 2.5)
        .focus(0, 1000)
        .corners(1, 0.5, 2, Math.E)
        .gives(0.0, 1)
        .gives(-INF, 0.0)
        .gives(-INF, -0.0)
        .gives(NaN, -1)
        .gives(NaN, -INF)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(0.2, 9)
        .slope(0, INF, 0);
  }

  private static ScalarCase log1p() {
    return ScalarCase.of(ExponentFunctions.LOG1P)
        .unary(x -> fromZero(onePlus -> PreciseMath.log1p(x)).apply(x.plus(1)))
        .within(1, 1)
        .focus(-1, 2)
        .focus(-0.01, 0.01)
        .focus(-1, 1000)
        .corners(0, -1, 1)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(-INF, -1)
        .gives(NaN, -2)
        .gives(NaN, -INF)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(-0.8, 9)
        .slope(0, INF, -1);
  }

  private static ScalarCase log2() {
    return ScalarCase.of(ExponentFunctions.LOG2)
        .unary(fromZero(x -> PreciseMath.log(x).over(PreciseMath.LN_2)))
        .within(1, 1)
        .focus(0.4, 2.5)
        .focus(0, 1000)
        .corners(1, 0.5, 2, 1024, 0x1p-1022)
        .gives(0.0, 1)
        .gives(3, 8)
        .gives(29, 0x1p29)
        .gives(-149, 0x1p-149)
        .gives(127, 0x1p127)
        .gives(-INF, 0.0)
        .gives(-INF, -0.0)
        .gives(NaN, -1)
        .gives(NaN, -INF)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(0.2, 9);
  }

  private static ScalarCase log10() {
    return ScalarCase.of(ExponentFunctions.LOG10)
        .unary(fromZero(x -> PreciseMath.log(x).over(LN_10)))
        .within(1, 1)
        .focus(0.4, 2.5)
        .focus(0, 1000)
        .corners(1, 10, 1000, 1e22)
        .gives(0.0, 1)
        .gives(3, 1000)
        .gives(10, 1e10)
        .gives(-INF, 0.0)
        .gives(-INF, -0.0)
        .gives(NaN, -1)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(0.2, 9);
  }

  private static ScalarCase sqrt() {
    return ScalarCase.of(ExponentFunctions.SQRT)
        .unary(x -> x.signum() < 0 ? NO_NUMBER : x.sqrt())
        .within(0.5, 0.5)
        .focus(0, 9)
        .corners(1, 4)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(NaN, -1)
        .gives(NaN, -INF)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(0.2, 9)
        .slope(0, INF, 0);
  }

  private static ScalarCase rsqrt() {
    return ScalarCase.of(ExponentFunctions.RSQRT)
        .unary(x -> x.signum() < 0 ? NO_NUMBER : Precise.ONE.over(x.sqrt()))
        .within(1.5, 1.5)
        .focus(0, 9)
        .corners(1, 4)
        .gives(INF, 0.0)
        .gives(-INF, -0.0)
        .gives(0.5, 4)
        .gives(NaN, -1)
        .gives(0.0, INF)
        .gives(NaN, NaN)
        .smooth(0.2, 9);
  }

  private static ScalarCase cbrt() {
    return ScalarCase.of(ExponentFunctions.CBRT)
        .unary(PreciseMath::cbrt)
        .within(1, 1)
        .focus(-9, 9)
        .corners(1, 8, -27)
        .gives(-3, -27)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(-INF, -INF)
        .gives(NaN, NaN)
        .smooth(0.2, 9)
        .smooth(-9, -0.2)
        .slope(0, INF, 0);
  }

  private static Precise power(Precise x, Precise y) {
    if (y.signum() == 0) {
      return Precise.ONE;
    }
    if (x.signum() == 0) {
      return y.signum() > 0 ? Precise.ZERO : Precise.special(INF);
    }
    Precise magnitude = PreciseMath.pow(x.abs(), y);
    if (x.signum() > 0) {
      return magnitude;
    }
    boolean whole = y.magnitude() > 60 || Precise.of(y.floor(), 0).compareTo(y) == 0;
    if (!whole) {
      return NO_NUMBER;
    }
    return isOdd(y) ? magnitude.negated() : magnitude;
  }

  private static boolean isOdd(Precise y) {
    return y.magnitude() < 60 && y.floor().testBit(0);
  }

  private static ScalarCase power() {
    return ScalarCase.of(ExponentFunctions.POWER)
        .binary(ExponentCases::power)
        .within(1, 1)
        .focus(0, 9, -9, 9)
        .focus(0, 2, -700, 700)
        .focus(0, 1e9, -30, 30)
        .corners(0, 1, -1, 2, -2, 3, 0.5)
        .gives(1, 0, 0)
        .gives(1, NaN, 0)
        .gives(NaN, 1, NaN)
        .gives(NaN, NaN, 1)
        .gives(NaN, -8, 1.0 / 3)
        .gives(-8, -2, 3)
        .gives(0.25, -2, -2)
        .gives(INF, 0.0, -1)
        .gives(-INF, -0.0, -1)
        .gives(-0.0, -0.0, 3)
        .gives(INF, 2, INF)
        .gives(0.0, 0.5, INF)
        .gives(0.0, 2, -INF)
        .gives(-INF, -INF, 3)
        .smooth(0.3, 4, -3, 3)
        // y pow(x, y - 1) at x = 0.
        .slope(0, 0, 0, 2)
        .slope(0, 1, 0, 1)
        .slope(0, 0, 0, 0)
        .slope(0, INF, 0, 0.5)
        .slope(0, 12, -2, 3)
        .slope(0, 0, -2, 0)
        .slope(1, 0, 0, 2)
        .slope(1, 0, 0, 0)
        .slope(1, 0, -2, 3)
        .slope(1, 0, 1, 3);
  }

  private static ScalarCase integerPower() {
    return ScalarCase.of(ExponentFunctions.INTEGER_POWER)
        .integers(args -> args.get(0).modPow(args.get(1), BigInteger.TWO.pow(64)));
  }

  private static Precise logaddexp(Precise x, Precise y, Precise unit) {
    Precise above = x.compareTo(y) >= 0 ? x : y;
    Precise below = above == x ? y : x;
    Precise ratio = PreciseMath.exp(below.minus(above).times(unit));
    return above.plus(PreciseMath.log1p(ratio).over(unit));
  }

  private static ScalarCase sumOfPowers(ScalarFunction function, Precise unit) {
    return ScalarCase.of(function)
        .binary((x, y) -> logaddexp(x, y, unit))
        .within(3, 3)
        // Of the rounding of x - y, of the larger one, and of the logarithm that may cancel it.
        .inUnitsOf((dtype, args, exact) -> {
          double apart = Math.min(Math.abs(args[0] - args[1]), 1000);
          double larger = Math.max(args[0], args[1]);
          return Math.max(Math.abs(exact), Math.max(Math.abs(larger), apart * Math.exp(-apart)));
        })
        .focus(-30, 30, -30, 30)
        .focus(-1, 1, -1, 1)
        .corners(0, 1, -0.6931471805599453)
        .gives(INF, INF, INF)
        .gives(-INF, -INF, -INF)
        .gives(INF, INF, -INF)
        .gives(INF, 1, INF)
        .gives(1, 1, -INF)
        .gives(NaN, NaN, INF)
        .gives(NaN, INF, NaN)
        .smooth(-9, 9, -9, 9)
        .slope(0, 0.5, 3, 3)
        .slope(1, 0.5, 3, 3)
        .slope(0, 0.5, -INF, -INF)
        .slope(1, 0.5, INF, INF)
        .slope(0, 1, 1, -INF)
        .slope(1, 0, 1, -INF);
  }

  private static ScalarCase logaddexp() {
    return sumOfPowers(ExponentFunctions.LOGADDEXP, Precise.ONE).gives(Math.log(2), 0, 0);
  }

  private static ScalarCase logaddexp2() {
    // The power and the quotient round once more each than what the natural one is made of.
    return sumOfPowers(ExponentFunctions.LOGADDEXP2, PreciseMath.LN_2)
        .within(4, 4)
        .gives(1, 0, 0)
        .gives(4, 3, 3);
  }

  private static ScalarCase hypot() {
    return ScalarCase.of(ExponentFunctions.HYPOT)
        .binary((x, y) -> x.times(x).plus(y.times(y)).sqrt())
        .within(1, 1)
        .focus(-9, 9, -9, 9)
        .corners(0, 1, 1e300, 1e-300, 3e38, 1e-40)
        .gives(5, 3, -4)
        .gives(0.0, -0.0, -0.0)
        .gives(INF, -INF, NaN)
        .gives(INF, NaN, INF)
        .gives(NaN, NaN, 1)
        .smooth(0.5, 9, -9, 9)
        .smooth(-9, 9, -9, -0.5)
        .slope(0, 0, 0, 0)
        .slope(1, 0, 0, 0);
  }
}
