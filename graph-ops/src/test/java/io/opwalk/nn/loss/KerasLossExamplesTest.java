package io.opwalk.nn.loss;

import static io.opwalk.ops.Tensors.constant;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples of Keras 3's documentation of losses, with the numbers printed there. They are
 * computed in float32, and some are rounded to the digits they have, some cut off: one unit of the
 * last digit is allowed, and more where that one is the seventh or eighth.
 */
final class KerasLossExamplesTest {
  private static final double[][] YES_NO = {{0, 1}, {0, 0}};
  private static final double[][] YES_NO_LOGITS = {{-18.6, 0.51}, {2.94, -12.8}};
  private static final double[][] CHANCES = {{0.6, 0.4}, {0.4, 0.6}};
  private static final double[][] ONE_HOT = {{0, 1, 0}, {0, 0, 1}};
  private static final double[][] CLASSES = {{0.05, 0.95, 0}, {0.1, 0.8, 0.1}};
  private static final double[] TWO_WEIGHTS = {0.8, 0.2};
  private static final double[] CLASS_WEIGHTS = {0.3, 0.7};

  private static Tensor float32(Object values) {
    return constant(NDArray.ofArray(values).cast(DType.FLOAT32));
  }

  private static void assertValue(double expected, double unit, Tensor loss) {
    assertEquals(expected, loss.evaluate().floatValue(), unit);
  }

  private static void assertMean(
      double expected, double unit, Loss loss, Object labels, Object predictions) {
    assertValue(expected, unit, loss.of(float32(labels), float32(predictions)));
  }

  private static void assertWeighted(
      double expected,
      double unit,
      Loss loss,
      Object labels,
      Object predictions,
      double[] weights) {
    Tensor of = loss.of(float32(labels), float32(predictions), float32(weights));
    assertValue(expected, unit, of);
  }

  private static void assertEach(
      double[] expected, double unit, Loss loss, Object labels, Object predictions) {
    Loss none = loss.withReduction(Reduction.NONE);
    NDArray each = none.of(float32(labels), float32(predictions)).evaluate();
    assertEquals(List.of(expected.length), each.shape());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], each.getFloat(i), unit);
    }
  }

  @Test
  void binaryCrossentropy() {
    Loss loss = BinaryCrossentropy.ofLogits();
    double[] flat = {0, 1, 0, 0};
    assertMean(0.8654, 1e-4, loss, flat, new double[] {-18.6, 0.51, 2.94, -12.8});
    assertMean(0.8654, 1e-4, loss, YES_NO, YES_NO_LOGITS);
    assertWeighted(0.243, 1e-3, loss, YES_NO, YES_NO_LOGITS, TWO_WEIGHTS);
    assertMean(1.730, 1e-3, loss.withReduction(Reduction.SUM), YES_NO, YES_NO_LOGITS);
    assertEach(new double[] {0.235, 1.496}, 1e-3, loss, YES_NO, YES_NO_LOGITS);
    assertEach(
        new double[] {0.916, 0.714}, 1e-3, BinaryCrossentropy.ofProbabilities(), YES_NO, CHANCES);
  }

  @Test
  void binaryFocalCrossentropy() {
    BinaryFocalCrossentropy loss = BinaryFocalCrossentropy.ofLogits();
    assertMean(0.691, 1e-3, loss, YES_NO, YES_NO_LOGITS);
    assertMean(0.51, 1e-2, loss.withClassBalancing(0.25), YES_NO, YES_NO_LOGITS);
    BinaryFocalCrossentropy cubic = loss.withGamma(3);
    assertMean(0.647, 1e-3, cubic, YES_NO, YES_NO_LOGITS);
    assertMean(0.482, 1e-3, cubic.withClassBalancing(0.25), YES_NO, YES_NO_LOGITS);
    assertWeighted(0.133, 1e-3, cubic, YES_NO, YES_NO_LOGITS, TWO_WEIGHTS);
    assertWeighted(0.097, 1e-3, cubic.withClassBalancing(0.25), YES_NO, YES_NO_LOGITS, TWO_WEIGHTS);
    Loss sum = loss.withGamma(4).withReduction(Reduction.SUM);
    assertMean(1.222, 1e-3, sum, YES_NO, YES_NO_LOGITS);
    assertEach(new double[] {0.0017, 1.1561}, 1e-4, loss.withGamma(5), YES_NO, YES_NO_LOGITS);
    assertEach(
        new double[] {0.0004, 0.8670},
        1e-4,
        loss.withGamma(5).withClassBalancing(0.25),
        YES_NO,
        YES_NO_LOGITS);
    assertEach(
        new double[] {0.330, 0.206},
        1e-3,
        BinaryFocalCrossentropy.ofProbabilities(),
        YES_NO,
        CHANCES);
  }

  @Test
  void categoricalCrossentropy() {
    Loss loss = CategoricalCrossentropy.ofProbabilities();
    assertMean(1.177, 1e-3, loss, ONE_HOT, CLASSES);
    assertWeighted(0.814, 1e-3, loss, ONE_HOT, CLASSES, CLASS_WEIGHTS);
    assertMean(2.354, 1e-3, loss.withReduction(Reduction.SUM), ONE_HOT, CLASSES);
    assertEach(new double[] {0.0513, 2.303}, 1e-3, loss, ONE_HOT, CLASSES);
  }

  @Test
  void sparseCategoricalCrossentropy() {
    Loss loss = SparseCategoricalCrossentropy.ofProbabilities();
    Tensor labels = constant(new long[] {1, 2});
    assertValue(1.177, 1e-3, loss.of(labels, float32(CLASSES)));
    assertValue(0.814, 1e-3, loss.of(labels, float32(CLASSES), float32(CLASS_WEIGHTS)));
  }

  @Test
  void categoricalGeneralizedCrossEntropy() {
    Loss loss = new CategoricalGeneralizedCrossEntropy();
    Tensor labels = constant(new long[] {1, 2});
    // By its definition: the classes have probabilities of 0.95 and 0.1.
    double expected = (2 * (1 - Math.sqrt(0.95)) + 2 * (1 - Math.sqrt(0.1))) / 2;
    assertValue(expected, 1e-6, loss.of(labels, float32(CLASSES)));
    Tensor third = new CategoricalGeneralizedCrossEntropy(1 / 3.0).of(labels, float32(CLASSES));
    assertValue((6 - 3 * Math.cbrt(0.95) - 3 * Math.cbrt(0.1)) / 2, 1e-6, third);
    assertEquals(
        "must be classes from 0 to 2, found 3 for sample 1",
        loss.labelFlaw(NDArray.of(0L, 3L), float32(CLASSES)).orElseThrow().split(" of ")[0]);
  }

  @Test
  void categoricalFocalCrossentropy() {
    Loss loss = CategoricalFocalCrossentropy.ofProbabilities();
    assertMean(0.23315276, 2e-7, loss, ONE_HOT, CLASSES);
    assertWeighted(0.1632, 1e-4, loss, ONE_HOT, CLASSES, CLASS_WEIGHTS);
    assertMean(0.46631, 1e-5, loss.withReduction(Reduction.SUM), ONE_HOT, CLASSES);
    assertEach(new double[] {3.2058331e-05, 4.6627346e-01}, 3e-7, loss, ONE_HOT, CLASSES);
  }

  @Test
  void regression() {
    assertMean(0.155, 1e-3, new Huber(), YES_NO, CHANCES);
    double[][] truth = {{0, 1}, {0, 0}};
    assertMean(0.108, 1e-3, new LogCosh(), truth, new double[][] {{1, 1}, {0, 0}});
    assertEach(
        new double[] {0, -0.99999994, 0.99999994},
        2e-7,
        new CosineSimilarity(),
        new double[][] {{0, 1}, {1, 1}, {1, 1}},
        new double[][] {{1, 0}, {1, 1}, {-1, -1}});
  }

  @Test
  void dice() {
    double[][][][] truth = {{{{1}, {1}}, {{0}, {0}}}, {{{1}, {1}}, {{0}, {0}}}};
    double[][][][] said = {{{{0}, {1}}, {{0}, {1}}}, {{{0.4}, {0}}, {{0}, {0.9}}}};
    assertEach(new double[] {0.5, 0.75757575}, 2e-7, new Dice(List.of(1, 2, 3)), truth, said);
    assertMean(0.6164384, 2e-7, new Dice(), truth, said);
    // With both weights a half it is the same, as the documentation says.
    assertMean(0.6164384, 2e-7, new Tversky(), truth, said);
  }
}
