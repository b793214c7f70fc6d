package io.opwalk.nn.loss;

import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each loss against its formula in plain doubles, and its gradient against differences. */
final class LossFormulasTest {
  private static final int ROWS = 6;
  private static final int COLUMNS = 3;

  static List<LossCase> cases() {
    return LossCase.all();
  }

  private final SplittableRandom random = new SplittableRandom(7);
  private final double[][] labels = new double[ROWS][];
  private final double[][] predictions = new double[ROWS][];
  private final double[] weights = {0.5, 2, 0, 1, 0.25, 3};

  private void draw(LossCase.Data data) {
    for (int i = 0; i < ROWS; i++) {
      labels[i] = label(data, i);
      predictions[i] = prediction(data);
    }
  }

  private double[] label(LossCase.Data data, int row) {
    return switch (data) {
      case REALS -> draw(-2, 2);
      case COUNTS -> Arrays.stream(draw(0, 5)).map(Math::floor).toArray();
      case SIGNS -> Arrays.stream(draw(-1, 1)).map(Math::signum).toArray();
      case YES_NO_PROBABILITIES, YES_NO_LOGITS ->
        Arrays.stream(draw(-1, 1)).map(x -> x > 0 ? 1 : 0).toArray();
      case ONE_HOT_PROBABILITIES, ONE_HOT_LOGITS ->
        IntStream.range(0, COLUMNS).mapToDouble(k -> k == row % COLUMNS ? 1 : 0).toArray();
      case DISTRIBUTIONS -> distribution();
    };
  }

  private double[] prediction(LossCase.Data data) {
    return switch (data) {
      case REALS, SIGNS -> draw(-2, 2);
      case COUNTS -> draw(0.2, 5);
      case YES_NO_LOGITS, ONE_HOT_LOGITS -> draw(-4, 4);
      case YES_NO_PROBABILITIES -> draw(0.05, 0.95);
      case ONE_HOT_PROBABILITIES -> draw(0.1, 2);
      case DISTRIBUTIONS -> distribution();
    };
  }

  private double[] draw(double low, double high) {
    return IntStream.range(0, COLUMNS)
        .mapToDouble(k -> low + (high - low) * random.nextDouble())
        .toArray();
  }

  private double[] distribution() {
    double[] drawn = draw(0.1, 1);
    double total = Arrays.stream(drawn).sum();
    return Arrays.stream(drawn).map(x -> x / total).toArray();
  }

  private static NDArray array(Object values, DType dtype) {
    return NDArray.ofArray(values).cast(dtype);
  }

  private void assertAll(LossCase testCase, DType dtype, double tolerance) {
    draw(testCase.data());
    Tensor y = placeholder("y", dtype, shape(UNKNOWN, COLUMNS));
    Tensor p = placeholder("p", dtype, shape(UNKNOWN, COLUMNS));
    Tensor w = placeholder("w", dtype, shape(UNKNOWN));
    Feed feed = feed(y, array(labels, dtype)).and(p, array(predictions, dtype));
    Feed weighted = feed.and(w, array(weights, dtype));
    Loss loss = testCase.loss();
    double[] expected = new double[ROWS];
    double sum = 0;
    double weightedSum = 0;
    NDArray each = loss.perSample(y, p).evaluate(feed).cast(DType.FLOAT64);
    NDArray weightedEach =
        loss.withReduction(Reduction.NONE).of(y, p, w).evaluate(weighted).cast(DType.FLOAT64);
    assertEquals(List.of(ROWS), each.shape());
    for (int i = 0; i < ROWS; i++) {
      expected[i] = testCase.formula().applyAsDouble(labels[i], predictions[i]);
      sum += expected[i];
      weightedSum += weights[i] * expected[i];
    }
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
    double error = tolerance * scale;
    for (int i = 0; i < ROWS; i++) {
      assertEquals(expected[i], each.getDouble(i), error);
      assertEquals(weights[i] * expected[i], weightedEach.getDouble(i), 3 * error);
    }
    double ofWeights = Arrays.stream(weights).sum();
    assertEquals(sum / ROWS, value(loss.of(y, p), feed), error);
    assertEquals(weightedSum / ROWS, value(loss.of(y, p, w), weighted), 3 * error);
    assertEquals(
        weightedSum, value(loss.withReduction(Reduction.SUM).of(y, p, w), weighted), 10 * error);
    assertEquals(
        weightedSum / ofWeights,
        value(loss.withReduction(Reduction.MEAN_WITH_SAMPLE_WEIGHT).of(y, p, w), weighted),
        3 * error);
    assertEquals(
        sum / ROWS,
        value(loss.withReduction(Reduction.MEAN_WITH_SAMPLE_WEIGHT).of(y, p), feed),
        error);
  }

  private static double value(Tensor loss, Feed feed) {
    return loss.evaluate(feed).cast(DType.FLOAT64).doubleValue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inFloat64(LossCase testCase) {
    // Some tens of roundings of values of size 1, and powers and logarithms that are good to an
    // ulp or two; 1 - p in the formulas of logits loses two digits.
    assertAll(testCase, DType.FLOAT64, 1e-13);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inFloat32(LossCase testCase) {
    // As above; the percentages of small labels magnify the rounding of the labels themselves.
    assertAll(testCase, DType.FLOAT32, 2e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradient(LossCase testCase) {
    draw(testCase.data());
    Tensor y = placeholder("y", DType.FLOAT64, shape(UNKNOWN, COLUMNS));
    Tensor p = placeholder("p", DType.FLOAT64, shape(UNKNOWN, COLUMNS));
    Feed feed = feed(y, array(labels, DType.FLOAT64)).and(p, array(predictions, DType.FLOAT64));
    GradientCheck.of(testCase.loss().perSample(y, p), p).run(feed).orThrow();
  }
}
