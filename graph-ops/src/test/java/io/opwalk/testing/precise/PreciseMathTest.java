package io.opwalk.testing.precise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against big-math, which works with decimals and by other formulas. */
class PreciseMathTest {
  private static final MathContext DECIMALS = new MathContext(40);

  /** 2^-90, what {@link PreciseMath} promises. */
  private static final BigDecimal TOLERANCE = new BigDecimal("8e-28");

  private static Arguments row(
      String name,
      double low,
      double high,
      UnaryOperator<Precise> ours,
      BiFunction<BigDecimal, MathContext, BigDecimal> theirs) {
    return Arguments.of(name, low, high, ours, theirs);
  }

  private static Stream<Arguments> functions() {
    return Stream.of(
        row("exp", -750, 750, PreciseMath::exp, BigDecimalMath::exp),
        row(
            "expm1",
            -40,
            40,
            PreciseMath::expm1,
            (x, mc) -> BigDecimalMath.exp(x, more(mc)).subtract(BigDecimal.ONE)),
        row("log", 1e-9, 1e9, PreciseMath::log, BigDecimalMath::log),
        row("log near 1", 0.9, 1.1, PreciseMath::log, BigDecimalMath::log),
        row(
            "log1p",
            -0.99,
            9,
            PreciseMath::log1p,
            (x, mc) -> BigDecimalMath.log(x.add(BigDecimal.ONE), more(mc))),
        row("sin", -30, 30, PreciseMath::sin, BigDecimalMath::sin),
        row("sin of large numbers", 1e17, 1e18, PreciseMath::sin, BigDecimalMath::sin),
        row("cos", -30, 30, PreciseMath::cos, BigDecimalMath::cos),
        row("tan", -30, 30, PreciseMath::tan, BigDecimalMath::tan),
        row("asin", -1, 1, PreciseMath::asin, BigDecimalMath::asin),
        row("acos", -1, 1, PreciseMath::acos, BigDecimalMath::acos),
        row("atan", -50, 50, PreciseMath::atan, BigDecimalMath::atan),
        row("sinh", -50, 50, PreciseMath::sinh, BigDecimalMath::sinh),
        row("cosh", -50, 50, PreciseMath::cosh, BigDecimalMath::cosh),
        row("tanh", -9, 9, PreciseMath::tanh, BigDecimalMath::tanh),
        row("asinh", -50, 50, PreciseMath::asinh, BigDecimalMath::asinh),
        row("acosh", 1, 50, PreciseMath::acosh, BigDecimalMath::acosh),
        row("atanh", -1, 1, PreciseMath::atanh, BigDecimalMath::atanh),
        row(
            "cbrt",
            1e-9,
            1e9,
            PreciseMath::cbrt,
            (x, mc) -> BigDecimalMath.root(x, BigDecimal.valueOf(3), mc)),
        row("sqrt", 1e-9, 1e9, Precise::sqrt, BigDecimalMath::sqrt));
  }

  private static MathContext more(MathContext digits) {
    return new MathContext(digits.getPrecision() + 20);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void agreesWithDecimals(
      String name,
      double low,
      double high,
      UnaryOperator<Precise> ours,
      BiFunction<BigDecimal, MathContext, BigDecimal> theirs) {
    Random random = new Random(42);
    for (int i = 0; i < 60; i++) {
      double x = low + random.nextDouble() * (high - low);
      BigDecimal expected = theirs.apply(new BigDecimal(x), DECIMALS);
      assertNear(expected, ours.apply(Precise.of(x)), name + " of " + x);
    }
  }

  @Test
  void powersAndAnglesAgreeWithDecimals() {
    Random random = new Random(43);
    for (int i = 0; i < 60; i++) {
      double x = Math.exp(random.nextGaussian() * 5);
      double y = random.nextGaussian() * 9;
      BigDecimal a = new BigDecimal(x);
      BigDecimal b = new BigDecimal(y);
      String what = " of " + x + " and " + y;
      assertNear(
          BigDecimalMath.pow(a, b, DECIMALS),
          PreciseMath.pow(Precise.of(x), Precise.of(y)),
          "pow" + what);
      assertNear(
          BigDecimalMath.atan2(b, a, DECIMALS),
          PreciseMath.atan2(Precise.of(y), Precise.of(x)),
          "atan2" + what);
      assertNear(
          BigDecimalMath.atan2(b, a.negate(), DECIMALS),
          PreciseMath.atan2(Precise.of(y), Precise.of(-x)),
          "atan2 on the left" + what);
    }
  }

  @Test
  void theErrorFunctionAgreesWithItsSeriesInDecimals() {
    for (double x = 0.03125; x < 9; x += 0.34375) {
      BigDecimal erf = erfInDecimals(new BigDecimal(x));
      assertNear(erf, PreciseMath.erf(Precise.of(x)), "erf of " + x);
      assertNear(BigDecimal.ONE.subtract(erf), PreciseMath.erfc(Precise.of(x)), "erfc of " + x);
      assertNear(BigDecimal.ONE.add(erf), PreciseMath.erfc(Precise.of(-x)), "erfc of " + -x);
    }
  }

  /** 2 / sqrt(pi) times the sum of (-1)^n x^(2n+1) / (n! (2n+1)): not the form that is tested. */
  private static BigDecimal erfInDecimals(BigDecimal x) {
    MathContext digits = new MathContext(150);
    BigDecimal square = x.multiply(x);
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 1; n < 900; n++) {
      power = power.multiply(square).divide(BigDecimal.valueOf(-n), digits);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), digits), digits);
    }
    BigDecimal root = BigDecimalMath.sqrt(BigDecimalMath.pi(digits), digits);
    return sum.multiply(BigDecimal.valueOf(2)).divide(root, digits);
  }

  @Test
  void farFromZeroAndNearItNothingIsLost() {
    assertNear(
        BigDecimalMath.sin(new BigDecimal(Double.MAX_VALUE), new MathContext(400)),
        PreciseMath.sin(Precise.of(Double.MAX_VALUE)),
        "sin of the largest double");
    Precise tiny = Precise.of(Double.MIN_VALUE);
    assertEquals(tiny, PreciseMath.sin(tiny));
    assertEquals(tiny, PreciseMath.tanh(tiny));
    assertEquals(tiny, PreciseMath.asinh(tiny));
    assertEquals(tiny, PreciseMath.atan(tiny));
    assertEquals(tiny, PreciseMath.log1p(tiny));
    assertEquals(tiny, PreciseMath.expm1(tiny));
  }

  private static void assertNear(BigDecimal expected, Precise actual, String what) {
    Precise off = actual.minus(Precise.of(expected)).abs();
    Precise allowed = Precise.of(expected.abs()).times(Precise.of(TOLERANCE));
    assertTrue(off.compareTo(allowed) <= 0, () -> what + ": " + expected + " is off by " + off);
  }
}
