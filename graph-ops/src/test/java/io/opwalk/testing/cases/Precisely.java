package io.opwalk.testing.cases;

import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import java.util.Arrays;
import java.util.List;

/**
 * Means, variances and soft maxima to 128 bits, rounded once. What is not finite is as the Javadoc
 * of the functions says.
 */
final class Precisely {
  private Precisely() {}

  static double mean(List<Double> x) {
    return x.isEmpty() || !areFinite(x)
        ? Exact.sum(x) / x.size()
        : preciseMean(x).doubleValue();
  }

  static double variance(List<Double> x) {
    return x.isEmpty() || !areFinite(x) ? Double.NaN : preciseVariance(x).doubleValue();
  }

  static double standardDeviation(List<Double> x) {
    return x.isEmpty() || !areFinite(x) ? Double.NaN : preciseVariance(x).sqrt().doubleValue();
  }

  private static Precise preciseMean(List<Double> x) {
    return x.stream().map(Precise::of).reduce(Precise.ZERO, Precise::plus).over(x.size());
  }

  private static Precise preciseVariance(List<Double> x) {
    Precise mean = preciseMean(x);
    return x.stream()
        .map(value -> Precise.of(value).minus(mean))
        .map(deviation -> deviation.times(deviation))
        .reduce(Precise.ZERO, Precise::plus)
        .over(x.size());
  }

  static double logSumExp(List<Double> x) {
    if (x.contains(Double.NaN)) {
      return Double.NaN;
    }
    if (x.contains(Double.POSITIVE_INFINITY)) {
      return Double.POSITIVE_INFINITY;
    }
    double[] numbers = x.stream().mapToDouble(value -> value).toArray();
    return isProper(numbers) ? preciseLogSumExp(numbers).doubleValue() : Double.NEGATIVE_INFINITY;
  }

  /** Exponentials that are shifted by the largest, which is exact here, and keeps them small. */
  private static Precise preciseLogSumExp(double[] x) {
    double largest = Arrays.stream(x).max().orElseThrow();
    Precise sum = Arrays.stream(x)
        .mapToObj(value -> power(value, Precise.of(largest)))
        .reduce(Precise.ZERO, Precise::plus);
    return PreciseMath.log(sum).plus(largest);
  }

  /** The exponential of a difference, that of negative infinity being 0. */
  private static Precise power(double x, Precise shift) {
    return x == Double.NEGATIVE_INFINITY
        ? Precise.ZERO
        : PreciseMath.exp(Precise.of(x).minus(shift));
  }

  static double[] softmax(double[] x) {
    if (!isProper(x)) {
      return Arrays.stream(x).map(value -> Double.NaN).toArray();
    }
    Precise log = preciseLogSumExp(x);
    return Arrays.stream(x).map(value -> power(value, log).doubleValue()).toArray();
  }

  static double[] logSoftmax(double[] x) {
    if (!isProper(x)) {
      return Arrays.stream(x).map(value -> Double.NaN).toArray();
    }
    Precise log = preciseLogSumExp(x);
    return Arrays.stream(x)
        .map(value ->
            Double.isInfinite(value) ? value : Precise.of(value).minus(log).doubleValue())
        .toArray();
  }

  /** The cross entropy of the sigmoid of a logit: log(1 + e^z) - z y. */
  static double binaryCrossEntropy(double label, double logit) {
    if (Double.isNaN(label) || Double.isNaN(logit)) {
      return Double.NaN;
    }
    Precise linear = Precise.of(Math.max(logit, 0)).minus(Precise.of(logit).times(label));
    return linear.plus(PreciseMath.log1p(power(-Math.abs(logit), Precise.ZERO))).doubleValue();
  }

  /** Whether there is a soft maximum: no NaN, no positive infinity, and something finite. */
  private static boolean isProper(double[] x) {
    return Arrays.stream(x).noneMatch(value -> Double.isNaN(value) || value > Double.MAX_VALUE)
        && Arrays.stream(x).anyMatch(Double::isFinite);
  }

  private static boolean areFinite(List<Double> x) {
    return x.stream().allMatch(Double::isFinite);
  }
}
