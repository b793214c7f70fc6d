package io.opwalk.grad;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Probability.binaryCrossEntropyFromLogits;
import static io.opwalk.ops.Probability.crossEntropyFromLogits;
import static io.opwalk.ops.Probability.logSoftmax;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.logSumExp;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.std;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Reductions.variance;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.onesLike;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.reference.ReferenceBackend;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients in closed form, in decimal arithmetic of 50 digits, where exponentials overflow,
 * underflow or cancel and finite differences say nothing.
 */
class StableGradientsTest {
  private static final MathContext DIGITS = new MathContext(50);
  private static final double UNIT = 0x1p-53;

  private final Tensor x = placeholder("x", DType.FLOAT64, Shape.UNKNOWN);

  static Stream<double[]> rows() {
    return Stream.of(
        new double[] {0.3, -1.2, 2.5, 0.7},
        new double[] {1000, 1001, 999.5},
        new double[] {-1000, -1001, -1750},
        new double[] {0x1p13, 0x1p13 + 1, -0x1p13},
        new double[] {700, -700, 0},
        new double[] {5},
        new double[] {1e-300, -1e-300, 0, -0.0},
        new SplittableRandom(7).doubles(50, -40, 40).toArray());
  }

  private double[] at(Tensor gradient, double... row) {
    return gradient
        .evaluate(Feed.feed(x, NDArray.of(row)), new ReferenceBackend())
        .toDoubles();
  }

  /** The softmax, as its definition says. */
  private static BigDecimal[] shares(double... row) {
    BigDecimal[] powers = Arrays.stream(row)
        .mapToObj(value -> BigDecimalMath.exp(new BigDecimal(value), DIGITS))
        .toArray(BigDecimal[]::new);
    BigDecimal sum = Arrays.stream(powers).reduce(BigDecimal.ZERO, BigDecimal::add);
    return Arrays.stream(powers).map(power -> power.divide(sum, DIGITS)).toArray(BigDecimal[]::new);
  }

  /**
   * Twice the number of elements for sums, some more for the rest, each relative to 1: shares and
   * weights are not above 1. The rows keep the differences from the largest element exact or small.
   */
  private static double tolerance(double... row) {
    return (2 * row.length + 50) * UNIT;
  }

  private static double[] weights(int count) {
    return new SplittableRandom(3).doubles(count, -1, 1).toArray();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ofLogSumExpIsSoftmax(double... row) {
    double[] expected =
        Arrays.stream(shares(row)).mapToDouble(BigDecimal::doubleValue).toArray();
    Tensor gradient = Gradients.gradient(logSumExp(x), x);
    assertArrayEquals(expected, at(gradient, row), tolerance(row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ofSoftmax(double... row) {
    double[] weights = weights(row.length);
    BigDecimal[] shares = shares(row);
    BigDecimal mean = BigDecimal.ZERO;
    for (int i = 0; i < row.length; i++) {
      mean = mean.add(shares[i].multiply(new BigDecimal(weights[i])));
    }
    double[] expected = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      expected[i] =
          shares[i].multiply(new BigDecimal(weights[i]).subtract(mean)).doubleValue();
    }
    Tensor gradient = Gradients.vjp(softmax(x), constant(weights), x);
    assertArrayEquals(expected, at(gradient, row), tolerance(row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ofLogSoftmax(double... row) {
    double[] weights = weights(row.length);
    BigDecimal total =
        Arrays.stream(weights).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal[] shares = shares(row);
    double[] expected = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      expected[i] =
          new BigDecimal(weights[i]).subtract(shares[i].multiply(total)).doubleValue();
    }
    Tensor gradient = Gradients.vjp(logSoftmax(x), constant(weights), x);
    // The total of the weights, not above their number, multiplies the error of a share.
    assertArrayEquals(expected, at(gradient, row), row.length * tolerance(row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ofCrossEntropyIsTheDifferenceFromTheLabels(double... row) {
    double[] labels = new double[row.length];
    labels[row.length - 1] = 1;
    BigDecimal[] shares = shares(row);
    double[] expected = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      expected[i] = shares[i].subtract(new BigDecimal(labels[i])).doubleValue();
    }
    Tensor open = placeholder("labels", DType.FLOAT64, Shape.UNKNOWN);
    Tensor gradient = Gradients.gradient(crossEntropyFromLogits(open, x), x);
    Feed feed = Feed.feed(open, labels).and(x, row);
    double[] actual = gradient.evaluate(feed, new ReferenceBackend()).toDoubles();
    assertArrayEquals(expected, actual, tolerance(row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ofBinaryCrossEntropyIsTheDifferenceFromTheLabels(double... row) {
    Tensor labels = multiply(0.25, onesLike(x));
    double[] expected = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      BigDecimal power = BigDecimalMath.exp(new BigDecimal(-Math.abs(row[i])), DIGITS);
      BigDecimal above = BigDecimal.ONE.divide(BigDecimal.ONE.add(power), DIGITS);
      BigDecimal sigmoid = row[i] < 0 ? BigDecimal.ONE.subtract(above) : above;
      expected[i] = sigmoid.doubleValue() - 0.25;
    }
    Tensor gradient = Gradients.gradient(sum(binaryCrossEntropyFromLogits(labels, x)), x);
    // The sigmoid is not above 1, and its formula a handful of roundings.
    assertArrayEquals(expected, at(gradient, row), 8 * UNIT);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theHessianOfLogSumExp(double... row) {
    Tensor first = Gradients.gradient(logSumExp(x), x);
    double[] weights = weights(row.length);
    // The Hessian is diag(p) - p p', here times a vector.
    BigDecimal[] shares = shares(row);
    BigDecimal mean = BigDecimal.ZERO;
    for (int i = 0; i < row.length; i++) {
      mean = mean.add(shares[i].multiply(new BigDecimal(weights[i])));
    }
    double[] expected = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      expected[i] =
          shares[i].multiply(new BigDecimal(weights[i]).subtract(mean)).doubleValue();
    }
    Tensor second = Gradients.vjp(first, constant(weights), x);
    assertArrayEquals(expected, at(second, row), row.length * tolerance(row));
  }

  @Test
  void ofVarianceWithALargeMean() {
    double[] row = {1e9 + 1, 1e9 + 2, 1e9 + 6};
    // The mean, 1e9 + 3, is exact, and so are the deviations: -2, -1 and 3.
    assertEquals(14.0 / 3, at(variance(x), row)[0], 4 * UNIT);
    double[] expected = {-4.0 / 3, -2.0 / 3, 2};
    assertArrayEquals(expected, at(Gradients.gradient(variance(x), x), row), 4 * UNIT);
  }

  @Test
  void ofAMeanOverAnUnknownSize() {
    assertArrayEquals(
        new double[] {0.25, 0.25, 0.25, 0.25}, at(Gradients.gradient(mean(x), x), 1, 2, 3, 4));
  }

  @Test
  void aLabelOfZeroWithALogitOfNegativeInfinity() {
    Tensor labels = constant(new double[] {1, 0, 0});
    double[] row = {0, 0, Double.NEGATIVE_INFINITY};
    Tensor loss = crossEntropyFromLogits(labels, x);
    // The logarithm of 2, and a softmax of one half: correctly rounded but for a unit.
    assertEquals(Math.log(2), at(loss, row)[0], 2 * UNIT);
    assertArrayEquals(new double[] {-0.5, 0.5, 0}, at(Gradients.gradient(loss, x), row), UNIT);
  }

  @Test
  void whatIsNotFiniteIsAsDocumented() {
    double inf = Double.POSITIVE_INFINITY;
    assertEquals(-inf, at(logSumExp(x), -inf, -inf)[0]);
    assertEquals(-inf, at(logSumExp(x))[0]);
    assertEquals(inf, at(logSumExp(x), 1, inf, -inf)[0]);
    assertTrue(Double.isNaN(at(logSumExp(x), 1, Double.NaN)[0]));
    for (double[] row : new double[][] {{-inf, -inf}, {inf, 0}, {Double.NaN, 0}}) {
      assertTrue(Arrays.stream(at(softmax(x), row)).allMatch(Double::isNaN));
      assertTrue(Arrays.stream(at(logSoftmax(x), row)).allMatch(Double::isNaN));
    }
    assertTrue(Double.isNaN(at(mean(x))[0]));
    assertTrue(Double.isNaN(at(variance(x))[0]));
    assertEquals(0, at(softmax(x)).length);
  }

  @Test
  void hugeRowsDoNotOverflow() {
    double huge = Double.MAX_VALUE / 4;
    assertEquals(huge, at(logSumExp(x), huge, huge)[0]);
    assertArrayEquals(new double[] {0.5, 0.5}, at(softmax(x), huge, huge));
    assertArrayEquals(new double[] {1, 0}, at(softmax(x), huge, -huge));
    Tensor labels = constant(new double[] {0, 1});
    assertEquals(2 * huge, at(crossEntropyFromLogits(labels, x), huge, -huge)[0]);
    Tensor binary = binaryCrossEntropyFromLogits(labels, x);
    assertArrayEquals(new double[] {huge, huge}, at(binary, huge, -huge));
    assertArrayEquals(new double[] {1, -1}, at(Gradients.gradient(sum(binary), x), huge, -huge));
  }

  @Test
  void theGradientOfAStandardDeviationOfEqualElementsIsNotFinite() {
    Tensor gradient = Gradients.gradient(std(x), x);
    assertTrue(Arrays.stream(at(gradient, 2, 2)).noneMatch(Double::isFinite));
    Tensor shifted = Gradients.gradient(sqrt(add(variance(x), 1e-9)), x);
    assertArrayEquals(new double[] {0, 0}, at(shifted, 2, 2));
  }
}
