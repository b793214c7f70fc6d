package io.opwalk.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.NDArray;
import io.opwalk.nn.metric.FBetaScore.Average;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The examples of Keras 3's documentation of metrics, with the numbers printed there, most to seven
 * digits after a computation in float32.
 */
final class KerasMetricExamplesTest {
  /** Two units of the seventh digit of numbers below 1. */
  private static final double CLOSE = 2e-7;

  private static final double[] FIVE_TRUE = {0, 0, 0, 1, 1};
  private static final double[] FIVE_SAID = {0, 0.3, 0.8, 0.3, 0.8};
  private static final double[] FOUR_TRUE = {0, 0, 1, 1};
  private static final double[] FOUR_SAID = {0, 0.5, 0.3, 0.9};

  private static void assertMeasured(
      double expected, Metric metric, Object labels, Object predictions) {
    assertEquals(expected, Measured.of(metric, labels, predictions), CLOSE);
  }

  private static void assertNumbers(
      List<Double> expected, Metric metric, Object labels, Object predictions) {
    List<Double> found = Measured.numbers(metric, labels, predictions);
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found.get(i), CLOSE);
    }
  }

  private static void assertWeighted(
      double expected, Metric metric, Object labels, Object predictions, double... weights) {
    assertEquals(expected, Measured.weighted(metric, labels, predictions, weights), CLOSE);
  }

  @Test
  void accuracies() {
    double[][] numbers = {{1}, {2}, {3}, {4}};
    double[][] said = {{0}, {2}, {3}, {4}};
    assertMeasured(0.75, new Accuracy(), numbers, said);
    assertWeighted(0.5, new Accuracy(), numbers, said, 1, 1, 0, 0);
    double[][] truth = {{1}, {1}, {0}, {0}};
    double[][] chances = {{0.98}, {1}, {0}, {0.6}};
    assertMeasured(0.75, BinaryAccuracy.ofProbabilities(), truth, chances);
    assertWeighted(0.5, BinaryAccuracy.ofProbabilities(), truth, chances, 1, 0, 0, 1);
  }

  @Test
  void accuraciesOfClasses() {
    double[][] oneHot = {{0, 0, 1}, {0, 1, 0}};
    double[][] scores = {{0.1, 0.9, 0.8}, {0.05, 0.95, 0}};
    for (Metric metric :
        List.of(new CategoricalAccuracy(), (Metric) new TopKCategoricalAccuracy(1))) {
      assertMeasured(0.5, metric, oneHot, scores);
      assertWeighted(0.3, metric, oneHot, scores, 0.7, 0.3);
    }
    double[] classes = {2, 1};
    for (Metric metric :
        List.of(new SparseCategoricalAccuracy(), (Metric) new SparseTopKCategoricalAccuracy(1))) {
      assertMeasured(0.5, metric, classes, scores);
      assertMeasured(0.5, metric, new double[][] {{2}, {1}}, scores);
      assertWeighted(0.3, metric, classes, scores, 0.7, 0.3);
    }
  }

  @Test
  void precisionAndRecall() {
    double[] truth = {0, 1, 1, 1};
    double[] said = {1, 0, 1, 1};
    for (Metric metric : List.of(new Precision(), (Metric) new Recall())) {
      assertMeasured(2 / 3.0, metric, truth, said);
      assertWeighted(1, metric, truth, said, 0, 0, 1, 0);
    }
    double[][] row = {{0, 0, 1, 1}};
    double[][] same = {{1, 1, 1, 1}};
    assertMeasured(0, new Precision(Decision.ofTopK(2)), row, same);
    assertMeasured(0.5, new Precision(Decision.ofTopK(4)), row, same);
  }

  @Test
  void searches() {
    Metric sensitivity = SensitivityAtSpecificity.of(0.5);
    assertMeasured(0.5, sensitivity, FIVE_TRUE, FIVE_SAID);
    assertWeighted(1 / 3.0, sensitivity, FIVE_TRUE, FIVE_SAID, 1, 1, 2, 2, 1);
    Metric specificity = SpecificityAtSensitivity.of(0.5);
    assertMeasured(2 / 3.0, specificity, FIVE_TRUE, FIVE_SAID);
    assertWeighted(0.5, specificity, FIVE_TRUE, FIVE_SAID, 1, 1, 2, 2, 2);
    Metric precision = PrecisionAtRecall.of(0.5);
    assertMeasured(0.5, precision, FIVE_TRUE, FIVE_SAID);
    assertWeighted(1 / 3.0, precision, FIVE_TRUE, FIVE_SAID, 2, 2, 2, 1, 1);
    Metric recall = RecallAtPrecision.of(0.8);
    assertMeasured(0.5, recall, FOUR_TRUE, FOUR_SAID);
    assertWeighted(1, recall, FOUR_TRUE, FOUR_SAID, 1, 0, 0, 1);
  }

  @Test
  void areaUnderCurve() {
    AUC metric = new AUC().withNumThresholds(3);
    assertMeasured(0.75, metric, FOUR_TRUE, FOUR_SAID);
    assertWeighted(1, metric, FOUR_TRUE, FOUR_SAID, 1, 0, 0, 1);
  }

  @Test
  void scores() {
    double[][] truth = {{1, 1, 1}, {1, 0, 0}, {1, 1, 0}};
    double[][] said = {{0.2, 0.6, 0.7}, {0.2, 0.6, 0.6}, {0.6, 0.8, 0.0}};
    OptionalDouble half = OptionalDouble.of(0.5);
    assertNumbers(
        List.of(0.3846154, 0.90909094, 0.8333334),
        new FBetaScore(Average.NONE, 2, half),
        truth,
        said);
    assertNumbers(List.of(0.5, 0.8, 0.6666667), new F1Score(Average.NONE, half), truth, said);
    assertMeasured(
        (0.3846154 + 0.90909094 + 0.8333334) / 3,
        new FBetaScore(Average.MACRO, 2, half),
        truth,
        said);
    assertMeasured((0.5 + 0.8 + 0.6666667) / 3, new F1Score(Average.MACRO, half), truth, said);
  }

  @Test
  void overlaps() {
    double[] truth = {0, 0, 1, 1};
    double[] said = {0, 1, 0, 1};
    double[] weights = {0.3, 0.3, 0.3, 0.1};
    assertMeasured(1 / 3.0, IoU.of(2, List.of(0)), truth, said);
    assertWeighted(1 / 3.0, IoU.of(2, List.of(0)), truth, said, weights);
    assertMeasured(1 / 3.0, MeanIoU.of(2), truth, said);
    assertWeighted(0.23809525, MeanIoU.of(2), truth, said, weights);
    BinaryIoU binary = new BinaryIoU(List.of(0, 1), 0.3);
    double[] chances = {0.1, 0.2, 0.4, 0.7};
    double[] turns = {0, 1, 0, 1};
    assertMeasured(1 / 3.0, binary, turns, chances);
    assertWeighted(0.17361112, binary, turns, chances, 0.2, 0.3, 0.4, 0.1);
  }

  @Test
  void overlapsOfOneHotLabels() {
    double[][] truth = {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {1, 0, 0}};
    double[][] said = {{0.2, 0.3, 0.5}, {0.1, 0.2, 0.7}, {0.5, 0.3, 0.1}, {0.1, 0.4, 0.5}};
    double[] weights = {0.1, 0.2, 0.3, 0.4};
    assertWeighted(0.1 / 0.7 / 2, OneHotIoU.of(3, List.of(0, 2)), truth, said, weights);
    assertWeighted(0.1 / 0.7 / 3, OneHotMeanIoU.of(3), truth, said, weights);
    // Of labels that are numbers, to be told from scores of classes.
    NDArray classes = NDArray.of(new long[] {2, 0, 1, 0});
    Metric sparse = new MeanIoU(3, OptionalLong.empty(), true, false, -1);
    assertEquals(
        0.1 / 0.7 / 3,
        Measured.inBatches(sparse, classes, Measured.float32(said), Measured.float32(weights), 4),
        CLOSE);
  }

  @Test
  void regression() {
    double[][] truth = {{0, 1}, {0, 0}};
    double[][] said = {{1, 1}, {0, 0}};
    assertMeasured(0.10844523, Metrics.of("LogCoshError"), truth, said);
    assertWeighted(0.21689045, Metrics.of("LogCoshError"), truth, said, 1, 0);
    assertMeasured(0.25, Metrics.of("mse"), truth, said);
    assertMeasured(0.5, new RootMeanSquaredError(), truth, said);
    assertWeighted(0.70710677, new RootMeanSquaredError(), truth, said, 1, 0);
    double[][] left = {{0, 1}, {1, 1}};
    double[][] right = {{1, 0}, {1, 1}};
    assertMeasured(0.5, new CosineSimilarity(), left, right);
    assertWeighted(0.7, new CosineSimilarity(), left, right, 0.3, 0.7);
    double[][] column = {{1}, {4}, {3}};
    assertMeasured(0.57142854, new R2Score(), column, new double[][] {{2}, {4}, {4}});
  }

  @Test
  void correlations() {
    double[][] truth = {{0, 1, 0.5}, {1, 1, 0.2}};
    double[][] said = {{0.1, 0.9, 0.5}, {1, 0.9, 0.2}};
    Metric pearson = new PearsonCorrelation();
    Metric concordance = new ConcordanceCorrelation();
    // The numbers are printed without the effect of what is added to divisors, 1e-7 over 0.3.
    assertEquals(0.9966996338993913, Measured.of(pearson, truth, said), 1e-6);
    assertEquals(0.9816320385426076, Measured.of(concordance, truth, said), 1e-6);
  }
}
