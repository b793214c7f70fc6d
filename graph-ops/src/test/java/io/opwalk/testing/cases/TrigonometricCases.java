package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.TrigonometricFunctions;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of {@link TrigonometricFunctions}. */
final class TrigonometricCases {
  private static final double INF = POSITIVE_INFINITY;
  private static final Precise NO_NUMBER = Precise.special(NaN);

  private TrigonometricCases() {}

  static List<ScalarCase> all() {
    return List.of(
        sin(), cos(), tan(), asin(), acos(), atan(), atan2(), sinh(), cosh(), tanh(), asinh(),
        acosh(), atanh(), degrees(), radians());
  }

  private static UnaryOperator<Precise> withinOne(UnaryOperator<Precise> definition) {
    return x -> x.abs().compareTo(Precise.ONE) > 0 ? NO_NUMBER : definition.apply(x);
  }

  private static ScalarCase sin() {
    return ScalarCase.of(TrigonometricFunctions.SIN)
        .unary(PreciseMath::sin)
        .within(1, 1)
        .focus(-7, 7)
        .focus(-1e6, 1e6)
        .corners(0, Math.PI / 4, Math.PI / 2, Math.PI, 100 * Math.PI)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(NaN, INF)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase cos() {
    return ScalarCase.of(TrigonometricFunctions.COS)
        .unary(PreciseMath::cos)
        .within(1, 1)
        .focus(-7, 7)
        .focus(-1e6, 1e6)
        .corners(0, Math.PI / 4, Math.PI / 2, Math.PI, 100.5 * Math.PI)
        .gives(1, 0.0)
        .gives(1, -0.0)
        .gives(NaN, INF)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase tan() {
    return ScalarCase.of(TrigonometricFunctions.TAN)
        .unary(PreciseMath::tan)
        .within(1, 1)
        .focus(-7, 7)
        .focus(-1e6, 1e6)
        .corners(0, Math.PI / 4, Math.PI / 2, Math.PI, 100.5 * Math.PI)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(NaN, INF)
        .gives(NaN, NaN)
        .smooth(-1.2, 1.2);
  }

  private static ScalarCase asin() {
    return ScalarCase.of(TrigonometricFunctions.ASIN)
        .unary(withinOne(PreciseMath::asin))
        .within(1, 1)
        .focus(-1, 1)
        .corners(0, 1, -1, 0.5)
        .gives(-0.0, -0.0)
        .gives(Math.PI / 2, 1)
        .gives(-Math.PI / 2, -1)
        .gives(NaN, 1.5)
        .gives(NaN, INF)
        .gives(NaN, NaN)
        .smooth(-0.9, 0.9)
        .slope(0, INF, 1)
        .slope(0, INF, -1);
  }

  private static ScalarCase acos() {
    return ScalarCase.of(TrigonometricFunctions.ACOS)
        .unary(withinOne(PreciseMath::acos))
        .within(1, 1)
        .focus(-1, 1)
        .corners(0, 1, -1, 0.5)
        .gives(0.0, 1)
        .gives(Math.PI / 2, 0.0)
        .gives(Math.PI, -1)
        .gives(NaN, 1.5)
        .gives(NaN, -INF)
        .gives(NaN, NaN)
        .smooth(-0.9, 0.9)
        .slope(0, -INF, 1)
        .slope(0, -INF, -1);
  }

  private static ScalarCase atan() {
    return ScalarCase.of(TrigonometricFunctions.ATAN)
        .unary(PreciseMath::atan)
        .within(1, 1)
        .focus(-9, 9)
        .corners(0, 1, -1, 0.4375, 1.1875, 2.4375)
        .gives(-0.0, -0.0)
        .gives(Math.PI / 2, INF)
        .gives(-Math.PI / 2, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .slope(0, 0, INF);
  }

  private static ScalarCase atan2() {
    return ScalarCase.of(TrigonometricFunctions.ATAN2)
        .binary(
            (y, x) -> y.signum() == 0 && x.signum() >= 0 ? Precise.ZERO : PreciseMath.atan2(y, x))
        .within(2, 2)
        .focus(-9, 9, -9, 9)
        .corners(0, 1, -1, 1e300, 1e-300)
        .gives(0.0, 0.0, 0.0)
        .gives(-0.0, -0.0, 0.0)
        .gives(Math.PI, 0.0, -0.0)
        .gives(-Math.PI, -0.0, -1)
        .gives(Math.PI / 2, 1, 0)
        .gives(Math.PI / 4, INF, INF)
        .gives(3 * Math.PI / 4, INF, -INF)
        .gives(0.0, 1, INF)
        .gives(-Math.PI, -1, -INF)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .smooth(-9, 9, 0.5, 9)
        .smooth(0.5, 9, -9, 9)
        .smooth(-9, -0.5, -9, 9)
        .slope(0, 0, 0, 0)
        .slope(1, 0, 0, 0);
  }

  private static ScalarCase sinh() {
    return ScalarCase.of(TrigonometricFunctions.SINH)
        .unary(PreciseMath::sinh)
        .within(2, 2)
        .focus(-711, 711)
        .focus(-90, 90)
        .focus(-1, 1)
        .corners(0, 22, 710.4758600739439, 89.41599)
        .gives(-0.0, -0.0)
        .gives(INF, INF)
        .gives(-INF, -INF)
        .gives(INF, 711)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase cosh() {
    return ScalarCase.of(TrigonometricFunctions.COSH)
        .unary(PreciseMath::cosh)
        .within(2, 2)
        .focus(-711, 711)
        .focus(-90, 90)
        .focus(-1, 1)
        .corners(0, 22, 710.4758600739439, 89.41599)
        .gives(1, 0.0)
        .gives(1, -0.0)
        .gives(INF, INF)
        .gives(INF, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase tanh() {
    return ScalarCase.of(TrigonometricFunctions.TANH)
        .unary(PreciseMath::tanh)
        .within(2, 2)
        .focus(-22, 22)
        .focus(-1, 1)
        .corners(0, 1, 19, 9)
        .gives(-0.0, -0.0)
        .gives(1, INF)
        .gives(-1, -INF)
        .gives(1, 40)
        .gives(NaN, NaN)
        .smooth(-5, 5)
        .slope(0, 0, INF)
        .slope(0, 0, -INF);
  }

  private static ScalarCase asinh() {
    return ScalarCase.of(TrigonometricFunctions.ASINH)
        .unary(PreciseMath::asinh)
        .within(2, 2)
        .focus(-9, 9)
        .focus(-1000, 1000)
        .corners(0, 1, 0x1p-28, 0x1p28, 1e154, 1e19)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(INF, INF)
        .gives(-INF, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .slope(0, 0, INF);
  }

  private static ScalarCase acosh() {
    return ScalarCase.of(TrigonometricFunctions.ACOSH)
        .unary(x -> x.compareTo(Precise.ONE) < 0 ? NO_NUMBER : PreciseMath.acosh(x))
        .within(3, 3)
        .focus(1, 2)
        .focus(1, 1000)
        .corners(1, 2, 0x1p28, 1e154, 1e19)
        .gives(0.0, 1)
        .gives(NaN, 0.5)
        .gives(NaN, -1)
        .gives(NaN, -1e30)
        .gives(NaN, -INF)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(1.2, 9)
        .slope(0, INF, 1);
  }

  private static ScalarCase atanh() {
    return ScalarCase.of(TrigonometricFunctions.ATANH)
        .unary(withinOne(x -> {
          boolean end = x.abs().compareTo(Precise.ONE) == 0;
          return end ? Precise.special(x.signum() * INF) : PreciseMath.atanh(x);
        }))
        .within(2, 2)
        .focus(-1, 1)
        .focus(-0.01, 0.01)
        .corners(0, 1, -1, 0.5, 0x1p-28)
        .gives(-0.0, -0.0)
        .gives(INF, 1)
        .gives(-INF, -1)
        .gives(NaN, 1.5)
        .gives(NaN, -1e30)
        .gives(NaN, INF)
        .gives(NaN, NaN)
        .smooth(-0.9, 0.9)
        .slope(0, INF, 1);
  }

  private static ScalarCase linear(ScalarFunction function, UnaryOperator<Precise> definition) {
    return ScalarCase.of(function)
        .unary(definition)
        .within(1.5, 1.5)
        .focus(-400, 400)
        .corners(0, 1, -1, 180, Math.PI)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(INF, INF)
        .gives(-INF, -INF)
        .gives(NaN, NaN)
        .smooth(-9, 9);
  }

  private static ScalarCase degrees() {
    return linear(TrigonometricFunctions.DEGREES, x -> x.times(180).over(PreciseMath.PI))
        .gives(180, Math.PI);
  }

  private static ScalarCase radians() {
    return linear(TrigonometricFunctions.RADIANS, x -> x.times(PreciseMath.PI).over(180))
        .gives(Math.PI, 180);
  }
}
