package io.opwalk.nn.loss;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.Gradients;
import org.junit.jupiter.api.Test;

final class LossTest {
  private static final double[][] TRUTH = {{1, 0}, {0, 1}, {1, 1}};
  private static final double[][] LOGITS = {{2, -1}, {0.5, 0}, {-3, 4}};
  private static final double[][] CHANCES = {{0.9, 0.1}, {0.5, 0.25}, {0.125, 1}};

  private final Tensor y = placeholder("y", FLOAT64, shape(UNKNOWN, 2));
  private final Tensor p = placeholder("p", FLOAT64, shape(UNKNOWN, 2));

  private void assertLoss(Loss loss, double[][] predictions, double... expected) {
    Feed feed = feed(y, TRUTH).and(p, predictions);
    double[] each = loss.perSample(y, p).evaluate(feed).toDoubles();
    double mean = loss.of(y, p).evaluate(feed).doubleValue();
    // Values are of size 1 and go through about ten roundings, here and there.
    assertArrayEquals(expected, each, 1e-14);
    assertEquals((expected[0] + expected[1] + expected[2]) / 3, mean, 1e-14);
    assertEquals("(?,)", loss.perSample(y, p).shape().toString());
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** The cross entropy of a label with a probability. */
  private static double cost(double label, double chance) {
    return label == 1 ? -Math.log(chance) : -Math.log(1 - chance);
  }

  @Test
  void binaryCrossentropyOfLogits() {
    assertLoss(
        BinaryCrossentropy.ofLogits(),
        LOGITS,
        (cost(1, sigmoid(2)) + cost(0, sigmoid(-1))) / 2,
        (cost(0, sigmoid(0.5)) + cost(1, sigmoid(0))) / 2,
        (cost(1, sigmoid(-3)) + cost(1, sigmoid(4))) / 2);
  }

  @Test
  void binaryCrossentropyOfProbabilities() {
    assertLoss(
        BinaryCrossentropy.ofProbabilities(),
        CHANCES,
        (cost(1, 0.9) + cost(0, 0.1)) / 2,
        (cost(0, 0.5) + cost(1, 0.25)) / 2,
        (cost(1, 0.125) + cost(1, 1 - 1e-7)) / 2);
  }

  @Test
  void categoricalCrossentropyOfLogits() {
    assertLoss(
        CategoricalCrossentropy.ofLogits(),
        LOGITS,
        Math.log(1 + Math.exp(-3)),
        Math.log(1 + Math.exp(0.5)),
        Math.log(1 + Math.exp(7)) + Math.log(1 + Math.exp(-7)));
  }

  @Test
  void categoricalCrossentropyOfProbabilitiesScalesThem() {
    assertLoss(
        CategoricalCrossentropy.ofProbabilities(),
        CHANCES,
        -Math.log(0.9),
        -Math.log(0.25 / 0.75),
        -Math.log(0.125 / 1.125) - Math.log(1 / 1.125));
  }

  @Test
  void meanSquaredError() {
    assertLoss(new MeanSquaredError(), LOGITS, (1 + 1) / 2.0, (0.25 + 1) / 2, (16 + 9) / 2.0);
  }

  @Test
  void largeLogitsCostTheirSizeAndHaveAGradient() {
    Tensor loss = BinaryCrossentropy.ofLogits().of(y, p);
    Feed feed = feed(y, new double[][] {{0, 1}}).and(p, new double[][] {{800, 800}});
    // The costs are 800 and exp(-800) = 0; all steps are exact.
    assertEquals(400, loss.evaluate(feed).doubleValue());
    assertArrayEquals(
        new double[] {0.5, 0}, Gradients.gradient(loss, p).evaluate(feed).toDoubles());
  }

  @Test
  void aCertaintyThatIsWrongCostsTheLogarithmOfEpsilon() {
    Tensor loss = BinaryCrossentropy.ofProbabilities().of(y, p);
    Feed feed = feed(y, new double[][] {{0, 1}}).and(p, new double[][] {{1, 0}});
    // 1 - (1 - 1e-7) has lost half of its digits.
    assertEquals(-Math.log(1e-7), loss.evaluate(feed).doubleValue(), 1e-8);
    assertArrayEquals(
        new double[] {0, 0}, Gradients.gradient(loss, p).evaluate(feed).toDoubles());
  }

  @Test
  void labelsAreNeverBroadcast() {
    Tensor flat = placeholder("flat", FLOAT64, shape(UNKNOWN));
    Tensor wide = placeholder("wide", FLOAT64, shape(UNKNOWN, 3));
    Tensor narrow = placeholder("narrow", FLOAT32, shape(UNKNOWN, 2));
    for (Tensor wrong : new Tensor[] {flat, wide, narrow}) {
      for (Loss loss : new Loss[] {
        BinaryCrossentropy.ofLogits(),
        BinaryCrossentropy.ofProbabilities(),
        CategoricalCrossentropy.ofLogits(),
        CategoricalCrossentropy.ofProbabilities(),
        new MeanSquaredError()
      }) {
        TypeException error = assertThrows(TypeException.class, () -> loss.of(wrong, p));
        assertTrue(error.getMessage().contains(loss.name()), error.getMessage());
        assertTrue(error.getMessage().contains("'" + wrong.name() + "'"), error.getMessage());
        assertTrue(error.getMessage().contains("'p' (?, 2) float64"), error.getMessage());
      }
    }
  }
}
