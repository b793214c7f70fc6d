package io.opwalk.nn.loss;

import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loss against the sum over all paths, one by one. */
final class CTCTest {
  private static final int STEPS = 5;
  private static final int CLASSES = 3;
  private static final long[][] LABELS = {{1, 2, 0}, {1, 1, 2}, {2, 0, 0}, {0, 0, 0}, {2, 1, 2}};

  private final CTC loss = new CTC();
  private final double[][][] logits = draw();

  private static double[][][] draw() {
    SplittableRandom random = new SplittableRandom(3);
    double[][][] drawn = new double[LABELS.length][STEPS][CLASSES];
    for (double[][] sample : drawn) {
      for (double[] step : sample) {
        for (int k = 0; k < CLASSES; k++) {
          step[k] = 4 * random.nextDouble() - 2;
        }
      }
    }
    return drawn;
  }

  /** The sum over all paths that are the labels once repeats and blanks are left out. */
  private static double likelihood(double[][] logits, List<Long> labels) {
    double sum = 0;
    int paths = (int) Math.pow(CLASSES, STEPS);
    for (int path = 0; path < paths; path++) {
      double chance = 1;
      List<Long> said = new ArrayList<>();
      int rest = path;
      int before = 0;
      for (int t = 0; t < STEPS; t++) {
        int k = rest % CLASSES;
        rest /= CLASSES;
        chance *= softmax(logits[t], k);
        if (k != 0 && k != before) {
          said.add((long) k);
        }
        before = k;
      }
      sum += said.equals(labels) ? chance : 0;
    }
    return sum;
  }

  private static double softmax(double[] z, int k) {
    double sum = 0;
    for (double each : z) {
      sum += Math.exp(each);
    }
    return Math.exp(z[k]) / sum;
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void isTheSumOverAllPaths(DType dtype) {
    Tensor y = placeholder("y", DType.INT64, shape(UNKNOWN, UNKNOWN));
    Tensor p = placeholder("p", dtype, shape(UNKNOWN, UNKNOWN, CLASSES));
    Feed feed = feed(y, LABELS).and(p, NDArray.ofArray(logits).cast(dtype));
    NDArray found = loss.perSample(y, p).evaluate(feed).cast(DType.FLOAT64);
    for (int i = 0; i < LABELS.length; i++) {
      List<Long> labels = new ArrayList<>();
      for (long label : LABELS[i]) {
        if (label != 0) {
          labels.add(label);
        }
      }
      double expected = -Math.log(likelihood(logits[i], labels));
      // Some tens of roundings of values up to 10.
      assertEquals(expected, found.getDouble(i), dtype == DType.FLOAT64 ? 1e-13 : 1e-5);
    }
  }

  @Test
  void gradient() {
    Tensor y = placeholder("y", DType.INT64, shape(UNKNOWN, 3));
    Tensor p = placeholder("p", DType.FLOAT64, shape(UNKNOWN, STEPS, CLASSES));
    Feed feed = feed(y, LABELS).and(p, logits);
    GradientCheck.of(loss.perSample(y, p), p).run(feed).orThrow();
  }

  @Test
  void whatDoesNotFitCostsMuchButNoNaN() {
    Tensor y = placeholder("y", DType.INT64, shape(UNKNOWN, 3));
    Tensor p = placeholder("p", DType.FLOAT64, shape(UNKNOWN, 2, CLASSES));
    double[][][] few = {{{1, 2, 3}, {3, 2, 1}}};
    Feed feed = feed(y, new long[][] {{1, 2, 1}}).and(p, few);
    double cost = loss.of(y, p).evaluate(feed).doubleValue();
    // The number itself is of no meaning.
    assertEquals(1e30, cost, 1e29);
  }

  @Test
  void labelsThatAreNoClassesAreRefused() {
    Tensor y = placeholder("y", DType.INT64, shape(UNKNOWN, 3));
    Tensor p = placeholder("p", DType.FLOAT64, shape(UNKNOWN, STEPS, CLASSES));
    Feed feed = feed(y, new long[][] {{1, 7, 0}}).and(p, new double[][][] {logits[0]});
    EvaluationException error =
        assertThrows(EvaluationException.class, () -> loss.of(y, p).evaluate(feed));
    assertTrue(error.getMessage().contains("the label 7 at [0, 1]"), error.getMessage());
    Tensor flat = placeholder("flat", DType.INT64, shape(UNKNOWN));
    assertThrows(TypeException.class, () -> loss.of(flat, p));
    assertEquals("(?, ?) int64", loss.labelType(p).toString());
  }
}
