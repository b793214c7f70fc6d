package io.opwalk.nn.loss;

import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Tensor;
import io.opwalk.grad.GradientCheck;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CircleTest {
  private static final long[] CLASSES = {0, 1, 0, 2, 1};
  private static final double[] ANGLES = {0.1, 0.9, 0.4, 1.7, 1.2};

  private final Tensor y = placeholder("y", DType.INT64, shape(UNKNOWN));
  private final Tensor p = placeholder("p", DType.FLOAT64, shape(UNKNOWN, 2));

  private static double[][] points() {
    return Arrays.stream(ANGLES)
        .mapToObj(angle -> new double[] {Math.cos(angle), Math.sin(angle)})
        .toArray(double[][]::new);
  }

  /** The formula of the paper, with distances in place of similarities, as Keras has it. */
  private static double expected(int i, double gamma, double margin) {
    double near = 0;
    double far = 0;
    for (int j = 0; j < CLASSES.length; j++) {
      double d = 1 - Math.cos(ANGLES[i] - ANGLES[j]);
      if (CLASSES[i] != CLASSES[j]) {
        far += Math.exp(gamma * Math.max(1 + margin - d, 0) * (1 - margin - d));
      } else if (i != j) {
        near += Math.exp(-gamma * Math.max(margin + d, 0) * (margin - d));
      }
    }
    return Math.log1p(near * far);
  }

  @Test
  void isTheFormula() {
    Loss loss = new Circle(4, 0.3, true);
    Feed feed = feed(y, CLASSES).and(p, points());
    double[] expected = new double[CLASSES.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = expected(i, 4, 0.3);
    }
    // The fourth is alone in its class: it costs nothing and does not count in the mean.
    assertEquals(0, expected[3]);
    // Some tens of roundings of values below 10.
    assertArrayEquals(expected, loss.perSample(y, p).evaluate(feed).toDoubles(), 1e-13);
    assertEquals(
        Arrays.stream(expected).sum() / 4, loss.of(y, p).evaluate(feed).doubleValue(), 1e-13);
  }

  @Test
  void gradient() {
    Feed feed = feed(y, CLASSES).and(p, points());
    // All diagonal distances are 0, where the distance has its kink: so they must not count.
    GradientCheck.of(new Circle(4, 0.3, true).of(y, p), p).run(feed).orThrow();
  }
}
