package io.opwalk.nn.metric;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.loss.Huber;
import io.opwalk.nn.loss.LogCosh;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.loss.SparseCategoricalCrossentropy;
import io.opwalk.ops.Arithmetic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static void assertComesBack(Metric metric) {
    Config config = Config.of(metric.config().toMap());
    assertEquals(metric, Metrics.fromConfig(metric.className(), config));
  }

  @Test
  void aConfigMakesTheSameMetricAgain() {
    MetricCase.all().stream()
        .map(MetricCase::metric)
        .filter(metric -> !metric.className().equals("LogCoshError"))
        .forEach(MetricsTest::assertComesBack);
    List.of(
            new Accuracy(),
            AUC.ofLogits()
                .withCurve(AUC.Curve.PR)
                .withSummation(AUC.Summation.MINORING)
                .withThresholds(0.25, 0.5),
            new AUC().perLabel(1, 2),
            new PrecisionAtRecall(0.5, 10, OptionalInt.of(3)),
            new IoU(5, List.of(1, 3), OptionalLong.of(-1), false, false, 1),
            new MeanIoU(5, OptionalLong.of(2), true, false, -1),
            new OneHotIoU(5, List.of(1), OptionalLong.empty(), true, 1),
            new OneHotMeanIoU(5, OptionalLong.of(0), false, 1),
            new BinaryIoU(List.of(1), 0.25),
            new F1Score(),
            new FBetaScore(),
            new R2Score(R2Score.Aggregation.NONE, 0),
            new CosineSimilarity(1),
            new ConcordanceCorrelation(1),
            new Precision(Decision.ofTopK(3).ofClass(1)).named("third"),
            new LossMetric(new LogCosh().named("logcosh")),
            new LossMetric(new Huber(2)),
            new LossMetric(new MeanSquaredError()).named("mse"))
        .forEach(MetricsTest::assertComesBack);
  }

  @Test
  void metricsSayWhichValuesAreBetter() {
    for (Metric metric : List.of(
        new Accuracy(),
        new AUC(),
        new Recall(),
        new TrueNegatives(),
        new PrecisionAtRecall(0.5, 10, OptionalInt.empty()),
        F1Score.of(FBetaScore.Average.MACRO),
        MeanIoU.of(2),
        new R2Score(),
        new CosineSimilarity().named("likeness"))) {
      assertEquals(Optional.of(Direction.UP), metric.direction(), metric.name());
    }
    for (Metric metric : List.of(
        new FalsePositives(),
        new FalseNegatives().named("missed"),
        new RootMeanSquaredError(),
        new LossMetric(new MeanSquaredError()),
        Metrics.of("mae"))) {
      assertEquals(Optional.of(Direction.DOWN), metric.direction(), metric.name());
    }
    MetricCase.all().stream()
        .map(MetricCase::metric)
        .forEach(metric -> assertTrue(metric.direction().isPresent(), metric.name()));
    Metric own = MeanMetric.ofFunction("own", Arithmetic::subtract);
    assertEquals(Optional.empty(), own.direction());
  }

  @Test
  void namesAreThoseOfKeras() {
    assertEquals(new LossMetric(new MeanSquaredError()).named("mse"), Metrics.of("mse"));
    assertEquals(new AUC().named("AUC"), Metrics.of("AUC"));
    assertEquals(new F1Score().named("F1Score"), Metrics.of("F1Score"));
    assertEquals(new R2Score(), Metrics.fromConfig("R2Score", Config.empty()));
    assertEquals("mean_io_u", MeanIoU.of(2).name());
    assertEquals("logcosh", Metrics.fromConfig("LogCoshError", Config.empty()).name());
    assertEquals("RMSE", new RootMeanSquaredError().named("first").named("RMSE").name());
    // The loss of this name is the negative.
    assertEquals(new CosineSimilarity(), Metrics.fromConfig("CosineSimilarity", Config.empty()));
  }

  @Test
  void accuracyIsWhatSuitsLabelsAndPredictions() {
    Tensor one = placeholder("one", DType.FLOAT32, shape(UNKNOWN, 1));
    Tensor ten = placeholder("ten", DType.FLOAT32, shape(UNKNOWN, 10));
    assertEquals(
        BinaryAccuracy.ofProbabilities().named("accuracy"),
        Metrics.of("accuracy", shape(UNKNOWN, 1), one));
    assertEquals(
        new SparseCategoricalAccuracy().named("acc"), Metrics.of("acc", shape(UNKNOWN), ten));
    assertEquals(
        new CategoricalAccuracy().named("acc"), Metrics.of("acc", shape(UNKNOWN, 10), ten));
    assertEquals(
        new LossMetric(SparseCategoricalCrossentropy.ofProbabilities()).named("ce"),
        Metrics.of("ce", shape(UNKNOWN, 1), ten));
    assertEquals(
        new LossMetric(BinaryCrossentropy.ofProbabilities()).named("bce"),
        Metrics.of("bce", shape(UNKNOWN, 1), one));
  }

  @Test
  void wrongConfigsAreRefused() {
    ConfigException unknown = assertThrows(ConfigException.class, () -> Metrics.of("recal"));
    assertTrue(unknown.getMessage().contains("no metric named 'recal'"), unknown.getMessage());
    Config several = Config.builder().put("thresholds", List.of(0.2, "0.4")).build();
    assertThrows(ConfigException.class, () -> Metrics.fromConfig("Precision", several));
    Config reduction = Config.builder().put("reduction", "sum").build();
    assertThrows(ConfigException.class, () -> Metrics.fromConfig("MeanSquaredError", reduction));
    Config key = Config.builder().put("num_treshholds", 3).build();
    assertThrows(ConfigException.class, () -> Metrics.fromConfig("AUC", key));
    assertThrows(IllegalArgumentException.class, () -> Decision.above(1.5));
    assertThrows(IllegalArgumentException.class, () -> new AUC().withNumThresholds(1));
    assertThrows(IllegalArgumentException.class, () -> IoU.of(2, List.of(2)));
    assertThrows(IllegalArgumentException.class, () -> new TopKCategoricalAccuracy(0));
    assertThrows(IllegalArgumentException.class, () -> RecallAtPrecision.of(-0.1));
  }

  @Test
  void aFunctionHasNoConfig() {
    MeanMetric mine = MeanMetric.ofFunction("mine", Arithmetic::maximum);
    assertEquals(0.75, Measured.of(mine, new double[] {0, 0}, new double[] {0.5, 1}));
    assertThrows(UnsupportedOperationException.class, mine::config);
    assertThrows(UnsupportedOperationException.class, mine::className);
  }
}
