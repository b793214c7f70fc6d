package io.opwalk.rules;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Functions to many more digits than a double has, and their limits where an argument is infinite.
 * A value is a BigDecimal, or a Double where it is infinite or there is none (NaN).
 */
final class TrueValue {
  private static final MathContext DIGITS = new MathContext(60);

  /** Beyond it exp leaves the range of doubles by far, in either direction. */
  private static final BigDecimal LARGE = BigDecimal.valueOf(2_000);

  /** What stands for exp there: 1 and it are 1, to all digits, or it alone. */
  private static final BigDecimal HUGE = new BigDecimal("1e868");

  private static final BigDecimal MINUTE = new BigDecimal("1e-868");
  private static final BigDecimal TINY = new BigDecimal("1e-30");
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private TrueValue() {}

  /** A double itself. */
  static Number of(double x) {
    return Double.isFinite(x) ? (Number) new BigDecimal(x) : (Number) x;
  }

  static Number negative(Number x) {
    return x instanceof BigDecimal big ? big.negate() : (Number) (-x.doubleValue());
  }

  static Number times(Number a, Number b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.multiply(y, DIGITS);
    }
    return (Number) (sign(a) * sign(b));
  }

  /** The sign; NaN for NaN, infinite for infinities. */
  private static double sign(Number x) {
    return x instanceof BigDecimal big ? big.signum() : x.doubleValue();
  }

  static Number plus(Number a, Number b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.add(y);
    }
    return (Number) ((a instanceof BigDecimal ? 0 : a.doubleValue())
        + (b instanceof BigDecimal ? 0 : b.doubleValue()));
  }

  static Number exp(Number x) {
    if (x instanceof BigDecimal big) {
      if (big.abs().compareTo(LARGE) > 0) {
        return big.signum() > 0 ? HUGE : MINUTE;
      }
      return BigDecimalMath.exp(big, DIGITS);
    }
    return x.doubleValue() == Double.NEGATIVE_INFINITY ? (Number) BigDecimal.ZERO : x;
  }

  static Number expm1(Number x) {
    if (x instanceof BigDecimal big && big.abs().compareTo(TINY) < 0) {
      return big.add(big.multiply(big, DIGITS).divide(TWO, DIGITS), DIGITS);
    }
    return plus(exp(x), ONE.negate());
  }

  static Number log(Number x) {
    if (x instanceof BigDecimal big) {
      return big.signum() > 0
          ? (Number) BigDecimalMath.log(big, DIGITS)
          : (Number) (big.signum() == 0 ? Double.NEGATIVE_INFINITY : Double.NaN);
    }
    return x.doubleValue() > 0 ? x : (Number) Double.NaN;
  }

  static Number log1p(Number x) {
    if (x instanceof BigDecimal big && big.abs().compareTo(TINY) < 0) {
      return big.subtract(big.multiply(big, DIGITS).divide(TWO, DIGITS), DIGITS);
    }
    return log(plus(x, ONE));
  }

  /** 1 / (1 + exp(-x)). */
  static Number sigmoid(Number x) {
    if (x instanceof BigDecimal) {
      BigDecimal power = (BigDecimal) exp(x);
      return power.divide(power.add(ONE), DIGITS);
    }
    return Double.isNaN(x.doubleValue())
        ? x
        : (Number) (x.doubleValue() > 0 ? ONE : BigDecimal.ZERO);
  }

  /** log(1 + exp(x)). */
  static Number softplus(Number x) {
    if (x instanceof BigDecimal big && big.signum() > 0) {
      return plus(x, log1p(exp(big.negate())));
    }
    return log1p(exp(x));
  }

  /** log(1 - exp(x)). */
  static Number log1mexp(Number x) {
    return log(negative(expm1(x)));
  }

  /** log(exp(a) + exp(b)). */
  static Number logaddexp(Number a, Number b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return plus(x.max(y), log1p(exp(x.subtract(y).abs().negate())));
    }
    if (Double.isNaN(a.doubleValue()) || Double.isNaN(b.doubleValue())) {
      return Double.NaN;
    }
    return a.doubleValue() > b.doubleValue() ? a : b;
  }

  /** |x|, where x is not below a bound; else there is none. */
  static Number from(double bound, double x, Number value) {
    return x >= bound ? value : (Number) Double.NaN;
  }

  static Number abs(Number x) {
    return x instanceof BigDecimal big ? big.abs() : (Number) Math.abs(x.doubleValue());
  }

  static Number half(Number x) {
    return times(x, new BigDecimal("0.5"));
  }

  /** 2 / sqrt(pi) times the sum of (-1)^n x^(2n+1) / (n! (2n+1)). */
  static Number erf(Number x) {
    if (x instanceof BigDecimal big) {
      // Beyond 30, 1 - |erf| is below e^-900.
      return big.abs().compareTo(BigDecimal.valueOf(30)) > 0
          ? (Number) BigDecimal.valueOf(big.signum())
          : (Number) erfSeries(big);
    }
    return Double.isNaN(x.doubleValue())
        ? x
        : (Number) BigDecimal.valueOf((long) Math.signum(x.doubleValue()));
  }

  private static BigDecimal erfSeries(BigDecimal x) {
    BigDecimal square = x.multiply(x);
    // Terms as large as e^(x^2) add up to what differs from 1 by e^(-x^2).
    int digits = DIGITS.getPrecision() + (int) (0.87 * square.doubleValue());
    MathContext context = new MathContext(digits);
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 1; power.signum() != 0 && power.precision() - power.scale() > -digits; n++) {
      power = power.multiply(square, context).divide(BigDecimal.valueOf(-n), context);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), context), context);
    }
    BigDecimal root = BigDecimalMath.sqrt(BigDecimalMath.pi(context), context);
    return sum.multiply(TWO, context).divide(root, context);
  }

  static Number erfc(Number x) {
    return plus(ONE, negative(erf(x)));
  }

  /** exp(x^2) erfc(x); from 12 on by its expansion, whose terms get smaller than 1e-60 there. */
  static Number erfcx(Number x) {
    if (x instanceof BigDecimal big) {
      return big.compareTo(BigDecimal.valueOf(12)) > 0
          ? (Number) erfcxExpansion(big)
          : times(exp(big.multiply(big)), erfc(big));
    }
    return x.doubleValue() == Double.POSITIVE_INFINITY
        ? (Number) BigDecimal.ZERO
        : -x.doubleValue();
  }

  /** 1 / (x sqrt(pi)) times the sum of (-1)^k (2k - 1)!! / (2 x^2)^k. */
  private static BigDecimal erfcxExpansion(BigDecimal x) {
    BigDecimal twiceSquare = x.multiply(x).multiply(TWO);
    BigDecimal term = ONE;
    BigDecimal sum = ONE;
    for (int k = 1; term.abs().compareTo(TINY.multiply(TINY)) > 0; k++) {
      term = term.multiply(BigDecimal.valueOf(1 - 2L * k)).divide(twiceSquare, DIGITS);
      sum = sum.add(term);
    }
    BigDecimal root = BigDecimalMath.sqrt(BigDecimalMath.pi(DIGITS), DIGITS);
    return sum.divide(x.multiply(root), DIGITS);
  }

  /** log(erfc(x)). */
  static Number logErfc(Number x) {
    if (x instanceof BigDecimal big && big.compareTo(BigDecimal.valueOf(12)) > 0) {
      return plus(log(erfcx(big)), big.multiply(big).negate());
    }
    return log(erfc(x));
  }

  /** 2 / sqrt(pi) / erfcx(x), the slope of -log(erfc(x)). */
  static Number erfcHazard(Number x) {
    Number scaled = erfcx(x);
    if (scaled instanceof BigDecimal big) {
      BigDecimal root = BigDecimalMath.sqrt(BigDecimalMath.pi(DIGITS), DIGITS);
      return big.signum() == 0
          ? (Number) Double.POSITIVE_INFINITY
          : (Number) TWO.divide(root.multiply(big), DIGITS);
    }
    return Double.isNaN(scaled.doubleValue()) ? scaled : (Number) BigDecimal.ZERO;
  }

  /** log(exp(a) - exp(b)). */
  static Number logsubexp(Number a, Number b) {
    if (b instanceof Double least && least == Double.NEGATIVE_INFINITY) {
      return a;
    }
    return plus(a, log1mexp(plus(b, negative(a))));
  }
}
