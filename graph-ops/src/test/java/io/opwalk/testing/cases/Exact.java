package io.opwalk.testing.cases;

import io.opwalk.DType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.function.BinaryOperator;

/** Sums and products without rounding, or with so little that it does not count. */
final class Exact {
  /** Digits enough for a product of some thousand doubles to be right as a double. */
  private static final MathContext DIGITS = new MathContext(60);

  private Exact() {}

  /** The sum, rounded once; by the rules of IEEE 754 where a term is not finite. */
  static double sum(List<Double> terms) {
    if (!terms.stream().allMatch(Double::isFinite)) {
      return terms.stream().reduce(0.0, Double::sum);
    }
    return terms.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  /** The product, rounded once; by the rules of IEEE 754 where a factor is 0 or not finite. */
  static double product(List<Double> factors) {
    if (!factors.stream().allMatch(x -> Double.isFinite(x) && x != 0)) {
      return factors.stream().reduce(1.0, (x, y) -> x * y);
    }
    return factors.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ONE, (x, y) -> x.multiply(y, DIGITS))
        .doubleValue();
  }

  /**
   * By what the error of a sum of n terms is judged, whatever the order: it is below n ulps of the
   * sum of the magnitudes (N. J. Higham, "The accuracy of floating point summation", SIAM J. Sci.
   * Comput. 14, 1993, section 3).
   */
  static double sumScale(List<Double> terms) {
    return terms.size() * sum(terms.stream().map(Math::abs).toList());
  }

  /**
   * The sum of the products of neighbours, rounded once; by the rules of IEEE 754 where a factor is
   * not finite.
   */
  static double dot(List<Double> pairs) {
    if (!pairs.stream().allMatch(Double::isFinite)) {
      double sum = 0;
      for (int i = 0; i < pairs.size(); i += 2) {
        sum += pairs.get(i) * pairs.get(i + 1);
      }
      return sum;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < pairs.size(); i += 2) {
      sum = sum.add(new BigDecimal(pairs.get(i)).multiply(new BigDecimal(pairs.get(i + 1))));
    }
    return sum.doubleValue();
  }

  /**
   * By what the error of {@link #dot} is judged: the bound of the sum of n rounded products is that
   * of a sum of n + 1 terms (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed.,
   * section 3.1), and each product that is subnormal may be off by half the smallest number more.
   */
  static double dotScale(List<Double> pairs, DType dtype) {
    int terms = pairs.size() / 2;
    double smallest = dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return (terms + 1) * (dot(pairs.stream().map(Math::abs).toList()) + smallest);
  }

  /** Integers combined without overflow, and wrapped in the end. */
  static Object integers(List<Object> group, BigInteger start, BinaryOperator<BigInteger> op) {
    return group.stream()
        .map(x -> BigInteger.valueOf((Long) x))
        .reduce(start, op)
        .longValue();
  }
}
