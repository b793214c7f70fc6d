package io.opwalk.testing.cases;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * Means, variances and soft maxima to 40 digits, rounded once. What is not finite is as the Javadoc
 * of the functions says.
 */
final class Precisely {
  private static final MathContext DIGITS = new MathContext(40);

  private Precisely() {}

  static double mean(List<Double> x) {
    if (x.isEmpty() || !areFinite(x)) {
      return Exact.sum(x) / x.size();
    }
    return bigMean(x).doubleValue();
  }

  static double variance(List<Double> x) {
    return x.isEmpty() || !areFinite(x) ? Double.NaN : bigVariance(x).doubleValue();
  }

  static double standardDeviation(List<Double> x) {
    return x.isEmpty() || !areFinite(x)
        ? Double.NaN
        : bigVariance(x).sqrt(DIGITS).doubleValue();
  }

  private static BigDecimal bigMean(List<Double> x) {
    return x.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(x.size()), DIGITS);
  }

  private static BigDecimal bigVariance(List<Double> x) {
    BigDecimal mean = bigMean(x);
    return x.stream()
        .map(value -> new BigDecimal(value).subtract(mean).pow(2))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(x.size()), DIGITS);
  }

  static double logSumExp(List<Double> x) {
    if (x.contains(Double.NaN)) {
      return Double.NaN;
    }
    if (x.contains(Double.POSITIVE_INFINITY)) {
      return Double.POSITIVE_INFINITY;
    }
    BigDecimal sum = sumOfPowers(x);
    return sum.signum() == 0
        ? Double.NEGATIVE_INFINITY
        : BigDecimalMath.log(sum, DIGITS).doubleValue();
  }

  /** The sum of the exponentials, those of negative infinity being 0. */
  private static BigDecimal sumOfPowers(List<Double> x) {
    return x.stream().map(Precisely::power).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal power(double x) {
    return x == Double.NEGATIVE_INFINITY
        ? BigDecimal.ZERO
        : BigDecimalMath.exp(new BigDecimal(x), DIGITS);
  }

  static double[] softmax(double[] x) {
    BigDecimal sum = isProper(x) ? sumOfPowers(boxed(x)) : BigDecimal.ZERO;
    return Arrays.stream(x)
        .map(value -> isProper(x) ? power(value).divide(sum, DIGITS).doubleValue() : Double.NaN)
        .toArray();
  }

  static double[] logSoftmax(double[] x) {
    BigDecimal log =
        isProper(x) ? BigDecimalMath.log(sumOfPowers(boxed(x)), DIGITS) : BigDecimal.ZERO;
    return Arrays.stream(x)
        .map(value -> {
          if (!isProper(x)) {
            return Double.NaN;
          }
          return Double.isInfinite(value)
              ? value
              : new BigDecimal(value).subtract(log).doubleValue();
        })
        .toArray();
  }

  /** The cross entropy of the sigmoid of a logit: log(1 + e^z) - z y. */
  static double binaryCrossEntropy(double label, double logit) {
    if (Double.isNaN(label) || Double.isNaN(logit)) {
      return Double.NaN;
    }
    BigDecimal z = new BigDecimal(logit);
    return z.max(BigDecimal.ZERO)
        .subtract(z.multiply(new BigDecimal(label)))
        .add(logOfOneAnd(power(-Math.abs(logit))))
        .doubleValue();
  }

  /** log(1 + t) for t from 0 to 1; by three terms of its series where t is below 1e-15. */
  private static BigDecimal logOfOneAnd(BigDecimal t) {
    if (t.compareTo(new BigDecimal("1e-15")) > 0) {
      return BigDecimalMath.log(BigDecimal.ONE.add(t), DIGITS);
    }
    BigDecimal half = t.pow(2).divide(BigDecimal.valueOf(2), DIGITS);
    BigDecimal third = t.pow(3).divide(BigDecimal.valueOf(3), DIGITS);
    return t.subtract(half).add(third);
  }

  /** Whether there is a soft maximum: no NaN, no positive infinity, and something finite. */
  private static boolean isProper(double[] x) {
    return Arrays.stream(x).noneMatch(value -> Double.isNaN(value) || value > Double.MAX_VALUE)
        && Arrays.stream(x).anyMatch(Double::isFinite);
  }

  private static boolean areFinite(List<Double> x) {
    return x.stream().allMatch(Double::isFinite);
  }

  private static List<Double> boxed(double[] x) {
    return Arrays.stream(x).boxed().toList();
  }
}
