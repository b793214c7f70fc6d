package io.opwalk.rules;

import static io.opwalk.rules.TrueValue.negative;
import static io.opwalk.rules.TrueValue.of;
import static io.opwalk.rules.TrueValue.plus;
import static io.opwalk.rules.TrueValue.times;

import io.opwalk.rewrite.RuleExample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * What a gradient g becomes on its way through functions that are written by hand, to many digits;
 * g is the first argument.
 */
final class TrueSlopes {
  private static final MathContext DIGITS = new MathContext(60);

  private TrueSlopes() {}

  /** The gradient of the right side of an example. */
  static StableRulesTest.Oracle oracle(RuleExample example) {
    if (example.rule().name().startsWith(SlopeRulesTest.LOGISTIC)) {
      return x -> hill(example, x);
    }
    boolean plus = !isNegative(example);
    return switch (example.rule().name()) {
      case SlopeRulesTest.IDENTITY -> gx -> of(gx[0]);
      case SlopeRulesTest.FALLING -> x -> quotient(plus, x, -1);
      case SlopeRulesTest.RISING -> x -> quotient(plus, x, 1);
      case SlopeRulesTest.SUM -> gab -> times(of(gab[0]), share(gab[1], gab[2]));
      case SlopeRulesTest.LONG_SUM -> gabc -> times(of(gabc[0]), share(gabc[1], gabc[2], gabc[3]));
      case SlopeRulesTest.DIFFERENCE_IN_A -> gab -> overExpm1(gab[0], gab[2], gab[1]);
      case SlopeRulesTest.DIFFERENCE_IN_B -> gab -> overExpm1(gab[0], gab[1], gab[2]);
      default -> throw new AssertionError(example.rule().name());
    };
  }

  /** The gradient times p (1 - p): -u comes as u, and 1 or -1 does not come. */
  private static Number hill(RuleExample example, double[] point) {
    double x = point[point.length - 1];
    double size = point.length == 1 ? 1 : point[0];
    boolean opposite = example.rule().name().contains("gradient -");
    return times(of(opposite ? -size : size), times(sigmoid(x), sigmoid(-x)));
  }

  /** Whether what comes to the exponential has a minus before it. */
  private static boolean isNegative(RuleExample example) {
    return Expressions.text(example.left()).contains("0.0, negative(");
  }

  private static Number sigmoid(double x) {
    return TrueValue.sigmoid(TrueValue.of(x));
  }

  /**
   * {@code r p (1 - p) / p}, where p is a sigmoid of x, times -1 if need be, but 0 where the
   * gradient is 0 and this NaN. Where there is no r, it is p itself.
   */
  private static Number quotient(boolean plus, double[] point, int sign) {
    double x = point[point.length - 1];
    Number rest = sigmoid(sign * x);
    Number r = point.length == 3 ? of(point[1]) : sigmoid(-sign * x);
    Number product = times(plus ? r : negative(r), rest);
    boolean isNan = product instanceof Double number && number.isNaN();
    return point[0] == 0 && isNan ? BigDecimal.ZERO : product;
  }

  /** The share of the first exponential in the sum of all; the same for all that are infinite. */
  private static Number share(double... exponents) {
    double largest = Arrays.stream(exponents).reduce(Double.NEGATIVE_INFINITY, Math::max);
    if (Double.isNaN(largest)) {
      return Double.NaN;
    }
    if (Double.isInfinite(largest)) {
      long count = Arrays.stream(exponents).filter(x -> x == largest).count();
      return exponents[0] == largest
          ? BigDecimal.ONE.divide(BigDecimal.valueOf(count), DIGITS)
          : BigDecimal.ZERO;
    }
    Number sum = Arrays.stream(exponents)
        .mapToObj(TrueValue::of)
        .reduce(TrueValue::logaddexp)
        .orElseThrow();
    return TrueValue.exp(plus(of(exponents[0]), negative(sum)));
  }

  /**
   * {@code -g / expm1(a - b)}. A pole is not compared, whose sign is that of a difference of 0; nor
   * is an infinite gradient: where what it is multiplied with underflows it is NaN, on either side
   * somewhere else.
   */
  private static Number overExpm1(double g, double a, double b) {
    if (Double.isInfinite(g) || (a == b && Double.isFinite(a))) {
      return null;
    }
    Number below = TrueValue.expm1(plus(of(a), of(-b)));
    if (below instanceof BigDecimal big) {
      return times(of(-g), BigDecimal.ONE.divide(big, DIGITS));
    }
    return Double.isNaN(below.doubleValue()) ? below : times(of(g), BigDecimal.ZERO);
  }
}
