package io.opwalk.testing.precise;

import static io.opwalk.testing.precise.Precise.ONE;
import static io.opwalk.testing.precise.Precise.ZERO;

import java.math.BigInteger;
import java.util.function.UnaryOperator;

/**
 * Elementary and special functions of some hundred bits, from their power series and continued
 * fractions. Relative errors stay below 2^-90, zeros of the functions included.
 */
public final class PreciseMath {
  /** Enough for the reduction of the largest double by a multiple of a quarter turn. */
  private static final int PI_BITS = 1400;

  private static final BigInteger PI_DIGITS = piDigits();

  /** Beyond this, exponentials are further out than any double or float. */
  private static final Precise FAR = Precise.of(20_000);

  /** The area of the unit circle. */
  public static final Precise PI = Precise.of(PI_DIGITS, -PI_BITS);

  /** The natural logarithm of two. */
  public static final Precise LN_2 = atanhSeries(ONE.over(3)).scaled(1);

  private PreciseMath() {}

  /** e to the power of x; of what is beyond 20,000 from zero, that of 20,000. */
  public static Precise exp(Precise x) {
    if (x.abs().compareTo(FAR) > 0) {
      return exp(x.signum() < 0 ? FAR.negated() : FAR);
    }
    BigInteger k = x.over(LN_2).nearest();
    Precise rest = x.minus(LN_2.times(Precise.of(k, 0)));
    // exp(r / 2^8)^(2^8) = exp(r), and the series needs fewer terms.
    Precise result = expm1Series(rest.scaled(-8)).plus(1);
    for (int i = 0; i < 8; i++) {
      result = result.times(result);
    }
    return result.scaled(k.intValueExact());
  }

  /** e to the power of x, less one. */
  public static Precise expm1(Precise x) {
    return x.magnitude() < -2 ? expm1Series(x) : exp(x).minus(1);
  }

  private static Precise expm1Series(Precise x) {
    Precise term = x;
    Precise sum = x;
    for (int n = 2; matters(term, sum); n++) {
      term = term.times(x).over(n);
      sum = sum.plus(term);
    }
    return sum;
  }

  /** The natural logarithm of a positive number. */
  public static Precise log(Precise x) {
    if (x.signum() <= 0) {
      throw new IllegalArgumentException("log of " + x);
    }
    Precise excess = x.minus(1);
    if (excess.magnitude() < -4) {
      return log1p(excess);
    }
    int shift = x.magnitude();
    Precise reduced = x.scaled(-shift);
    Precise guess = Precise.of(Math.log(reduced.doubleValue()));
    Precise power = exp(guess);
    // Halley's step, which triples the digits.
    Precise step = reduced.minus(power).over(reduced.plus(power)).scaled(1);
    return guess.plus(step).plus(LN_2.times(shift));
  }

  /** The natural logarithm of 1 + x, for x above -1. */
  public static Precise log1p(Precise x) {
    return x.magnitude() < -3 ? atanhSeries(x.over(x.plus(2))).scaled(1) : log(x.plus(1));
  }

  private static Precise atanhSeries(Precise z) {
    Precise square = z.times(z);
    Precise power = z;
    Precise sum = z;
    for (int n = 3; matters(power, sum); n += 2) {
      power = power.times(square);
      sum = sum.plus(power.over(n));
    }
    return sum;
  }

  /** x to the power of y, for a positive x. */
  public static Precise pow(Precise x, Precise y) {
    return exp(y.times(log(x)));
  }

  /** The sine. */
  public static Precise sin(Precise x) {
    return circular(x, 0);
  }

  /** The cosine. */
  public static Precise cos(Precise x) {
    return circular(x, 1);
  }

  /** The sine of x plus some quarter turns. */
  private static Precise circular(Precise x, int quarters) {
    if (x.magnitude() < -1) {
      return quarterWave(x, quarters);
    }
    BigInteger turns = quartersIn(x);
    // Both products are exact until the difference is taken; then little of them is left.
    BigInteger fixed =
        exactTimesTwoToPiBits(x).subtract(turns.multiply(PI_DIGITS).shiftRight(1));
    Precise rest = Precise.of(fixed, -PI_BITS);
    return quarterWave(rest, turns.intValue() + quarters & 3);
  }

  private static BigInteger quartersIn(Precise x) {
    BigInteger eighths = exactTimesTwoToPiBits(x).shiftLeft(2).divide(PI_DIGITS);
    return eighths.add(BigInteger.ONE).shiftRight(1);
  }

  private static BigInteger exactTimesTwoToPiBits(Precise x) {
    return x.scaled(PI_BITS).floor();
  }

  private static Precise quarterWave(Precise x, int quarters) {
    Precise wave = (quarters & 1) == 0 ? alternating(x, x, 1) : alternating(ONE, x, 0);
    return (quarters & 2) == 0 ? wave : wave.negated();
  }

  /** first - first x^2 / ((n+1)(n+2)) + ... */
  private static Precise alternating(Precise first, Precise x, int n) {
    Precise square = x.times(x);
    Precise term = first;
    Precise sum = first;
    for (int i = n; matters(term, sum); i += 2) {
      term = term.times(square).over((i + 1.0) * (i + 2.0)).negated();
      sum = sum.plus(term);
    }
    return sum;
  }

  /** The tangent. */
  public static Precise tan(Precise x) {
    return sin(x).over(cos(x));
  }

  /** The inverse tangent. */
  public static Precise atan(Precise x) {
    Precise guess = Precise.of(Math.atan(x.doubleValue()));
    Precise sin = sin(guess);
    Precise cos = cos(guess);
    Precise rest = x.times(cos).minus(sin).over(cos.plus(x.times(sin)));
    // The rest is below 2^-50, and a fifth power of it below the last bit.
    Precise cube = rest.times(rest).times(rest).over(3);
    return guess.plus(rest.minus(cube));
  }

  /** The angle of the point (x, y), of which one is not zero. */
  public static Precise atan2(Precise y, Precise x) {
    if (x.signum() == 0) {
      return y.signum() < 0 ? PI.scaled(-1).negated() : PI.scaled(-1);
    }
    Precise acute = atan(y.over(x));
    if (x.signum() > 0) {
      return acute;
    }
    return y.signum() < 0 ? acute.minus(PI) : acute.plus(PI);
  }

  /** The inverse sine, for x within 1 of zero. */
  public static Precise asin(Precise x) {
    Precise square = ONE.minus(x).times(ONE.plus(x));
    return square.signum() == 0 ? PI.scaled(-1).times(x.signum()) : atan(x.over(square.sqrt()));
  }

  /** The inverse cosine, for x within 1 of zero. */
  public static Precise acos(Precise x) {
    Precise below = ONE.plus(x);
    return below.signum() == 0 ? PI : atan(ONE.minus(x).over(below).sqrt()).scaled(1);
  }

  /** The hyperbolic sine. */
  public static Precise sinh(Precise x) {
    return ofMagnitude(x, a -> {
      Precise e = expm1(a);
      return e.plus(e.over(e.plus(1))).scaled(-1);
    });
  }

  /** The hyperbolic cosine. */
  public static Precise cosh(Precise x) {
    Precise e = exp(x.abs());
    return e.plus(ONE.over(e)).scaled(-1);
  }

  /** The hyperbolic tangent. */
  public static Precise tanh(Precise x) {
    return ofMagnitude(x, a -> {
      Precise e = expm1(a.scaled(1));
      return e.over(e.plus(2));
    });
  }

  /** The inverse hyperbolic sine. */
  public static Precise asinh(Precise x) {
    return ofMagnitude(x, a -> {
      Precise root = a.times(a).plus(1).sqrt();
      return a.magnitude() < 0 ? atanh(a.over(root)) : log(a.plus(root));
    });
  }

  /** The inverse hyperbolic cosine, for x from 1 on. */
  public static Precise acosh(Precise x) {
    return log1p(x.minus(1).plus(x.minus(1).times(x.plus(1)).sqrt()));
  }

  /** The inverse hyperbolic tangent, for x nearer than 1 to zero. */
  public static Precise atanh(Precise x) {
    return ofMagnitude(x, a -> log1p(a.over(ONE.minus(a)).scaled(1)).scaled(-1));
  }

  /** The cube root. */
  public static Precise cbrt(Precise x) {
    return ofMagnitude(x, a -> exp(log(a).over(3)));
  }

  /** The error function. */
  public static Precise erf(Precise x) {
    return ofMagnitude(x, a -> a.magnitude() < 2 ? erfSeries(a) : ONE.minus(erfcFraction(a)));
  }

  /** One less the error function. */
  public static Precise erfc(Precise x) {
    return x.signum() > 0 && x.magnitude() >= 2 ? erfcFraction(x) : ONE.minus(erf(x));
  }

  /** 2 / sqrt(pi) exp(-x^2) times the sum of x (2 x^2)^n / (1 3 5 ... (2 n + 1)). */
  private static Precise erfSeries(Precise x) {
    Precise twiceSquare = x.times(x).scaled(1);
    Precise term = x;
    Precise sum = x;
    for (int n = 3; matters(term, sum); n += 2) {
      term = term.times(twiceSquare).over(n);
      sum = sum.plus(term);
    }
    return exp(x.times(x).negated()).times(sum).scaled(1).over(PI.sqrt());
  }

  /** For x from 4 on: exp(-x^2) / sqrt(pi) / (x + (1/2) / (x + (2/2) / (x + (3/2) / ...))). */
  private static Precise erfcFraction(Precise x) {
    if (x.compareTo(Precise.of(200)) > 0) {
      return exp(FAR.negated());
    }
    // After n steps the error is about exp(-2 x sqrt(2 n)).
    double depth = 16 / Math.min(x.doubleValue(), 16);
    Precise tail = x;
    for (int n = 4 + (int) (depth * depth * 8); n > 0; n--) {
      tail = x.plus(Precise.of(n).scaled(-1).over(tail));
    }
    return exp(x.times(x).negated()).over(PI.sqrt()).over(tail);
  }

  /** 1 / (1 + exp(-x)). */
  public static Precise logistic(Precise x) {
    return ONE.over(exp(x.negated()).plus(1));
  }

  private static Precise ofMagnitude(Precise x, UnaryOperator<Precise> oddFunction) {
    return switch (x.signum()) {
      case 0 -> ZERO;
      case 1 -> oddFunction.apply(x);
      default -> oddFunction.apply(x.negated()).negated();
    };
  }

  /** Whether a term is large enough to change a sum of 128 bits. */
  static boolean matters(Precise term, Precise sum) {
    return term.signum() != 0 && term.magnitude() > sum.magnitude() - Precise.BITS - 4;
  }

  /** Machin: pi = 16 atan(1/5) - 4 atan(1/239). */
  private static BigInteger piDigits() {
    BigInteger unit = BigInteger.ONE.shiftLeft(PI_BITS + 64);
    BigInteger sum =
        inverseAtan(unit, 5).shiftLeft(4).subtract(inverseAtan(unit, 239).shiftLeft(2));
    return sum.shiftRight(64);
  }

  private static BigInteger inverseAtan(BigInteger unit, long n) {
    BigInteger square = BigInteger.valueOf(n * n);
    BigInteger power = unit.divide(BigInteger.valueOf(n));
    BigInteger sum = BigInteger.ZERO;
    for (long k = 1; power.signum() != 0; k += 2) {
      BigInteger term = power.divide(BigInteger.valueOf(k));
      sum = k % 4 == 1 ? sum.add(term) : sum.subtract(term);
      power = power.divide(square);
    }
    return sum;
  }
}
