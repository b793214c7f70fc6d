package io.opwalk.nn.loss;

import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.GradientCheck;
import io.opwalk.grad.Gradients;
import org.junit.jupiter.api.Test;

final class SparseCategoricalCrossentropyTest {
  private static final double[][] CHANCES = {{0.9, 0.3, 0.1}, {0.05, 0.5, 0.25}, {1, 0, 0}};
  private static final double[][] LOGITS = {{2, -1, 0}, {0.5, 0, 900}, {-3, 4, 1}};

  private final Tensor y = placeholder("y", DType.INT64, shape(UNKNOWN));
  private final Tensor p = placeholder("p", DType.FLOAT64, shape(UNKNOWN, 3));

  private final SparseCategoricalCrossentropy ofLogits = SparseCategoricalCrossentropy.ofLogits();
  private final SparseCategoricalCrossentropy ofProbabilities =
      SparseCategoricalCrossentropy.ofProbabilities();

  private static double logSoftmax(double[] z, int k) {
    double top = Math.max(z[0], Math.max(z[1], z[2]));
    double sum = Math.exp(z[0] - top) + Math.exp(z[1] - top) + Math.exp(z[2] - top);
    return z[k] - top - Math.log(sum);
  }

  private Feed given(long... labels) {
    return feed(y, labels).and(p, LOGITS);
  }

  @Test
  void fromProbabilities() {
    double[] expected = {-Math.log(0.9 / 1.3), -Math.log(0.25 / 0.8), -Math.log(1e-7)};
    Feed feed = feed(y, new long[] {0, 2, 1}).and(p, CHANCES);
    // A few roundings of values up to 16.
    assertArrayEquals(expected, ofProbabilities.perSample(y, p).evaluate(feed).toDoubles(), 1e-14);
    assertEquals(
        (expected[0] + expected[1] + expected[2]) / 3,
        ofProbabilities.of(y, p).evaluate(feed).doubleValue(),
        1e-14);
  }

  @Test
  void fromLogitsHoweverLarge() {
    double[] expected = {
      -logSoftmax(LOGITS[0], 1), -logSoftmax(LOGITS[1], 0), -logSoftmax(LOGITS[2], 2)
    };
    // A few roundings; the second value is 899.5.
    assertArrayEquals(
        expected, ofLogits.perSample(y, p).evaluate(given(1, 0, 2)).toDoubles(), 1e-12);
    Tensor slope = Gradients.gradient(ofLogits.of(y, p), p);
    // The softmax less 1 at the label, over 3: exactly so where all but one vanish.
    double[] second = slope.evaluate(given(1, 0, 2)).slice(1, 2).toDoubles();
    assertArrayEquals(new double[] {-1 / 3.0, 0, 1 / 3.0}, second, 1e-16);
  }

  @Test
  void gradient() {
    Feed feed = feed(y, new long[] {1, 0, 2}).and(p, new double[][] {
      {2, 1, 0.5}, {0.5, 0.1, 0.9}, {0.3, 4, 1}
    });
    GradientCheck.of(ofLogits.perSample(y, p), p).run(feed).orThrow();
    GradientCheck.of(ofProbabilities.perSample(y, p), p).run(feed).orThrow();
    GradientCheck.of(ofLogits.ignoring(0).of(y, p), p).run(feed).orThrow();
  }

  @Test
  void ignoredLabelsDoNotCountInTheMean() {
    Loss loss = ofLogits.ignoring(-1);
    double first = -logSoftmax(LOGITS[0], 1);
    double last = -logSoftmax(LOGITS[2], 2);
    Feed feed = given(1, -1, 2);
    // Here and below, a few roundings of values of size 1.
    assertArrayEquals(
        new double[] {first, 0, last}, loss.perSample(y, p).evaluate(feed).toDoubles(), 1e-14);
    assertEquals((first + last) / 2, loss.of(y, p).evaluate(feed).doubleValue(), 1e-14);
    Tensor w = placeholder("w", DType.FLOAT64, shape(UNKNOWN));
    Feed weighted = feed.and(w, new double[] {0.5, 7, 2});
    assertEquals(
        (0.5 * first + 2 * last) / 2, loss.of(y, p, w).evaluate(weighted).doubleValue(), 1e-14);
    assertEquals(
        (0.5 * first + 2 * last) / 2.5,
        loss.withReduction(Reduction.MEAN_WITH_SAMPLE_WEIGHT)
            .of(y, p, w)
            .evaluate(weighted)
            .doubleValue(),
        1e-14);
    assertEquals(0, loss.of(y, p).evaluate(given(-1, -1, -1)).doubleValue());
  }

  @Test
  void labelsMayBeInt32AndHaveAnAxisOfSizeOneMore() {
    Tensor column = placeholder("column", DType.INT32, shape(UNKNOWN, 1));
    Feed feed = feed(column, new int[][] {{1}, {0}, {2}}).and(p, LOGITS);
    assertEquals(
        ofLogits.of(y, p).evaluate(given(1, 0, 2)), ofLogits.of(column, p).evaluate(feed));
  }

  @Test
  void classesMayBeAlongAnyAxis() {
    Tensor images = placeholder("images", DType.FLOAT64, shape(UNKNOWN, 3, 2));
    Tensor pixels = placeholder("pixels", DType.INT64, shape(UNKNOWN, 2));
    Loss loss = new SparseCategoricalCrossentropy(true, java.util.OptionalLong.empty(), 1);
    double[][][] logits = {{{2, 0.5}, {-1, 0}, {0, 3}}};
    Feed feed = feed(pixels, new long[][] {{1, 2}}).and(images, logits);
    double first = -logSoftmax(new double[] {2, -1, 0}, 1);
    double second = -logSoftmax(new double[] {0.5, 0, 3}, 2);
    // A few roundings of values of size 1.
    assertArrayEquals(
        new double[] {first, second},
        loss.perSample(pixels, images).evaluate(feed).toDoubles().clone(),
        1e-14);
    assertEquals("(?, 2) int64", loss.labelType(images).toString());
  }

  @Test
  void aLabelThatIsNoClassIsAnError() {
    for (long wrong : new long[] {3, -1, 1L << 40}) {
      EvaluationException error = assertThrows(
          EvaluationException.class, () -> ofLogits.of(y, p).evaluate(given(0, wrong, 1)));
      String message = error.getMessage();
      assertTrue(message.contains("the label " + wrong + " at [1] is no class"), message);
      assertTrue(message.contains("there are 3, from 0 to 2"), message);
      assertTrue(message.contains("'y'"), message);
    }
  }

  @Test
  void labelsOfAnotherKindAreRefused() {
    Tensor floating = placeholder("floating", DType.FLOAT64, shape(UNKNOWN));
    Tensor wide = placeholder("wide", DType.INT64, shape(UNKNOWN, 3));
    for (Tensor wrong : new Tensor[] {floating, wide}) {
      TypeException error = assertThrows(TypeException.class, () -> ofLogits.of(wrong, p));
      assertTrue(error.getMessage().contains("'" + wrong.name() + "'"), error.getMessage());
      assertTrue(
          error.getMessage().contains("sparse_categorical_crossentropy"), error.getMessage());
    }
    Tensor integers = placeholder("integers", DType.INT64, shape(UNKNOWN, 3));
    assertThrows(TypeException.class, () -> ofLogits.of(y, integers));
  }
}
