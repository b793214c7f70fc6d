package io.opwalk.nn.metric;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import io.opwalk.TypeException;
import org.junit.jupiter.api.Test;

final class MetricTest {
  private final Tensor y = placeholder("y", FLOAT64, shape(UNKNOWN, 2));
  private final Tensor p = placeholder("p", FLOAT64, shape(UNKNOWN, 2));

  private double[] measured(MeanMetric metric, double[][] truth, double[][] predictions) {
    return metric.perSample(y, p).evaluate(feed(y, truth).and(p, predictions)).toDoubles();
  }

  @Test
  void binaryAccuracyCountsTheRightSideOfTheThreshold() {
    double[][] truth = {{1, 0}, {1, 0}, {1, 0}};
    double[][] chances = {{0.6, 0.4}, {0.5, 0.5}, {0.1, 0.9}};
    // 0.5 itself is not above the threshold.
    assertArrayEquals(
        new double[] {1, 0.5, 0}, measured(BinaryAccuracy.ofProbabilities(), truth, chances));
    double[][] logits = {{0.1, -0.1}, {0, 0}, {-2, 7}};
    assertArrayEquals(new double[] {1, 0.5, 0}, measured(BinaryAccuracy.ofLogits(), truth, logits));
  }

  @Test
  void categoricalAccuracyComparesTheLargest() {
    double[][] truth = {{1, 0}, {0, 1}, {0, 1}};
    double[][] scores = {{3, 2}, {-1, -2}, {5, 5}};
    // Of two equal scores the first counts.
    assertArrayEquals(new double[] {1, 0, 0}, measured(new CategoricalAccuracy(), truth, scores));
  }

  @Test
  void labelsOfAnotherShapeAreRefused() {
    Tensor flat = placeholder("flat", FLOAT64, shape(UNKNOWN));
    for (MeanMetric metric :
        new MeanMetric[] {BinaryAccuracy.ofLogits(), new CategoricalAccuracy()}) {
      TypeException error = assertThrows(TypeException.class, () -> metric.perSample(flat, p));
      assertTrue(error.getMessage().contains("'flat' (?,)"), error.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> new BinaryAccuracy(Double.NaN));
  }
}
