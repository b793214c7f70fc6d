package io.opwalk.testing.precise;

import static io.opwalk.testing.precise.Precise.ONE;
import static io.opwalk.testing.precise.Precise.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The gamma function and its relatives, of some hundred bits, from Stirling's series after enough
 * steps of the recurrence (DLMF 5.11, 5.15, 8.7, 8.9, 8.17). Relative errors stay below 2^-90, but
 * that near a zero of the function errors are absolute.
 */
public final class PreciseGamma {
  /** From here on 40 terms of Stirling's series give more than 128 bits. */
  private static final int LARGE = 32;

  /** The Bernoulli numbers of the indices 2, 4, 6 and so on. */
  private static final List<Precise> BERNOULLI = bernoulli(40);

  private PreciseGamma() {}

  /** B(2n) = (-1)^(n-1) 2n T(n) / (4^n (4^n - 1)), of the tangent numbers T. */
  private static List<Precise> bernoulli(int count) {
    BigInteger[] tangents = new BigInteger[count + 1];
    tangents[1] = BigInteger.ONE;
    for (int k = 2; k <= count; k++) {
      tangents[k] = tangents[k - 1].multiply(BigInteger.valueOf(k - 1));
    }
    for (int k = 2; k <= count; k++) {
      for (int j = k; j <= count; j++) {
        tangents[j] = tangents[j - 1]
            .multiply(BigInteger.valueOf(j - k))
            .add(tangents[j].multiply(BigInteger.valueOf(j - k + 2)));
      }
    }
    List<Precise> numbers = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      Precise fourToN = ONE.scaled(2 * n);
      Precise size =
          Precise.of(tangents[n], 0).times(2.0 * n).over(fourToN.times(fourToN.minus(1)));
      numbers.add(n % 2 == 1 ? size : size.negated());
    }
    return numbers;
  }

  /** The gamma function, but at its poles. */
  public static Precise gamma(Precise x) {
    if (x.compareTo(ONE.scaled(-1)) < 0) {
      return PreciseMath.PI.over(sinPi(x).times(gamma(ONE.minus(x))));
    }
    return PreciseMath.exp(logGamma(x));
  }

  /** The logarithm of the magnitude of the gamma function, but at its poles. */
  public static Precise logGamma(Precise x) {
    if (x.equals(ONE) || x.equals(ONE.scaled(1))) {
      return ZERO;
    }
    if (x.compareTo(ONE.scaled(-1)) < 0) {
      return PreciseMath.log(PreciseMath.PI.over(sinPi(x).abs())).minus(logGamma(ONE.minus(x)));
    }
    Precise product = ONE;
    Precise large = x;
    while (large.compareTo(Precise.of(LARGE)) < 0) {
      product = product.times(large);
      large = large.plus(1);
    }
    Precise sum = large.minus(0.5).times(PreciseMath.log(large)).minus(large);
    sum = sum.plus(PreciseMath.log(PreciseMath.PI.scaled(1)).scaled(-1));
    Precise inverse = ONE.over(large);
    Precise power = inverse;
    for (int n = 1; n <= BERNOULLI.size(); n++) {
      sum = sum.plus(BERNOULLI.get(n - 1).times(power).over(2.0 * n * (2 * n - 1)));
      power = power.times(inverse).times(inverse);
    }
    return sum.minus(PreciseMath.log(product));
  }

  /** The sine of pi times x. */
  public static Precise sinPi(Precise x) {
    BigInteger nearest = x.nearest();
    Precise rest = x.minus(Precise.of(nearest, 0));
    Precise sine = PreciseMath.sin(rest.times(PreciseMath.PI));
    return nearest.testBit(0) ? sine.negated() : sine;
  }

  /** The derivative of order n of the digamma function, which is that of order 0; not at a pole. */
  public static Precise polygamma(int n, Precise x) {
    if (x.compareTo(Precise.of(-200)) < 0 && n < 2) {
      Precise sine = sinPi(x);
      Precise cosine = sinPi(x.plus(0.5));
      Precise ratio = PreciseMath.PI.over(sine);
      return n == 0
          ? polygamma(0, ONE.minus(x)).minus(ratio.times(cosine))
          : ratio.times(ratio).minus(polygamma(1, ONE.minus(x)));
    }
    // Here up to the last line without the sign, which is that of (-1)^(n+1).
    Precise sum = ZERO;
    Precise large = x;
    while (large.compareTo(Precise.of(LARGE + n)) < 0) {
      sum = sum.plus(factorial(n).over(power(large, n + 1)));
      large = large.plus(1);
    }
    Precise first =
        n == 0 ? PreciseMath.log(large).negated() : factorial(n - 1).over(power(large, n));
    sum = sum.plus(first).plus(factorial(n).over(power(large, n + 1)).scaled(-1));
    Precise factor = n == 0 ? ONE.scaled(-1) : factorial(n + 1).scaled(-1);
    Precise down = ONE.over(power(large, n + 2));
    for (int k = 1; k <= BERNOULLI.size(); k++) {
      // The factor is (2k + n - 1)! / (2k)!.
      sum = sum.plus(BERNOULLI.get(k - 1).times(factor).times(down));
      factor = factor.times(2.0 * k + n).times(2.0 * k + n + 1).over((2.0 * k + 1) * (2 * k + 2));
      down = down.over(large).over(large);
    }
    return n % 2 == 1 ? sum : sum.negated();
  }

  private static Precise factorial(int n) {
    Precise product = ONE;
    for (int i = 2; i <= n; i++) {
      product = product.times(i);
    }
    return product;
  }

  private static Precise power(Precise x, int n) {
    Precise product = ONE;
    for (int i = 0; i < n; i++) {
      product = product.times(x);
    }
    return product;
  }

  /** The logarithm of the beta function of positive numbers. */
  public static Precise logBeta(Precise a, Precise b) {
    return logGamma(a).plus(logGamma(b)).minus(logGamma(a.plus(b)));
  }

  /** The regularised lower incomplete gamma function of positive numbers. */
  public static Precise lowerGamma(Precise a, Precise x) {
    return x.compareTo(a.plus(1)) < 0 ? lowerSeries(a, x) : ONE.minus(upperFraction(a, x));
  }

  /** One less the regularised lower incomplete gamma function of positive numbers. */
  public static Precise upperGamma(Precise a, Precise x) {
    return x.compareTo(a.plus(1)) < 0 ? ONE.minus(lowerSeries(a, x)) : upperFraction(a, x);
  }

  /** exp(-x) x^a / gamma(a + 1) times the sum of x^k / ((a + 1) ... (a + k)). */
  private static Precise lowerSeries(Precise a, Precise x) {
    Precise term = ONE;
    Precise sum = ONE;
    for (int k = 1; PreciseMath.matters(term, sum); k++) {
      term = term.times(x).over(a.plus(k));
      sum = sum.plus(term);
    }
    Precise scale = a.times(PreciseMath.log(x)).minus(x).minus(logGamma(a.plus(1)));
    return PreciseMath.exp(scale).times(sum);
  }

  /** exp(-x) x^a / gamma(a) / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / ...)), by Lentz. */
  private static Precise upperFraction(Precise a, Precise x) {
    Precise b = x.plus(1).minus(a);
    Precise c = ONE.scaled(1000);
    Precise d = ONE.over(b);
    Precise h = d;
    Precise off = ONE;
    // The last steps only move the last bits to and fro.
    for (int i = 1; off.magnitude() > 8 - Precise.BITS; i++) {
      Precise an = a.minus(i).times(i);
      b = b.plus(2);
      d = ONE.over(an.times(d).plus(b));
      c = b.plus(an.over(c));
      Precise factor = c.times(d);
      h = h.times(factor);
      off = factor.minus(1);
    }
    Precise scale = a.times(PreciseMath.log(x)).minus(x).minus(logGamma(a));
    return PreciseMath.exp(scale).times(h);
  }

  /** The regularised incomplete beta function of positive a and b, and x between 0 and 1. */
  public static Precise incompleteBeta(Precise a, Precise b, Precise x) {
    Precise middle = a.plus(1).over(a.plus(b).plus(2));
    Precise rest = ONE.minus(x);
    return x.compareTo(middle) <= 0
        ? betaSeries(a, b, x, rest)
        : ONE.minus(betaSeries(b, a, rest, x));
  }

  /** x^a rest^b / (a B(a, b)) times the sum of x^k (a + b)_k / (a + 1)_k. */
  private static Precise betaSeries(Precise a, Precise b, Precise x, Precise rest) {
    Precise term = ONE;
    Precise sum = ONE;
    for (int k = 0; PreciseMath.matters(term, sum); k++) {
      term = term.times(x).times(a.plus(b).plus(k)).over(a.plus(1).plus(k));
      sum = sum.plus(term);
    }
    Precise scale =
        a.times(PreciseMath.log(x)).plus(b.times(PreciseMath.log(rest))).minus(logBeta(a, b));
    return PreciseMath.exp(scale).times(sum).over(a);
  }
}
