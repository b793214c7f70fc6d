package io.opwalk.nn.metric;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.loss.SampleWeights;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What metrics refuse, and what they make of data that say nothing. */
final class MetricErrorsTest {
  @Test
  void labelsAreNeverBroadcast() {
    Tensor p = placeholder("p", DType.FLOAT32, shape(UNKNOWN, 4));
    Tensor wrong = placeholder("wrong", DType.FLOAT32, shape(UNKNOWN, 3));
    for (MetricCase each : MetricCase.all()) {
      TypeException error = assertThrows(
          TypeException.class,
          () -> each.metric().sums(wrong, p, SampleWeights.none()),
          each.toString());
      assertTrue(error.getMessage().contains("'wrong"), error.getMessage());
    }
  }

  @Test
  void aClassThatIsNoneIsAnError() {
    double[] classes = {0, 1, 3};
    double[] others = {0, 1, 2};
    for (double[][] pair : new double[][][] {{classes, others}, {others, classes}}) {
      EvaluationException error = assertThrows(
          EvaluationException.class, () -> Measured.of(MeanIoU.of(3), pair[0], pair[1]));
      assertTrue(error.getMessage().contains("3 at [2] is no class"), error.getMessage());
    }
    Tensor p = placeholder("p", DType.FLOAT32, shape(UNKNOWN, 4));
    Metric beyond = new Precision(new Decision().ofClass(4));
    assertThrows(TypeException.class, () -> beyond.sums(p, p, SampleWeights.none()));
  }

  @Test
  void anIgnoredClassCountsNowhere() {
    Metric metric = new MeanIoU(2, OptionalLong.of(-1), true, true, -1);
    double[] truth = {0, -1, 1, -1, 0};
    double[] said = {0, 7, 1, 1, 1};
    // 1 of 2 and 1 of 2; Keras adds 1e-7 to divisors.
    assertEquals(0.5, Measured.of(metric, truth, said), 1e-6);
  }

  @Test
  void withoutAnythingToCountItIsZero() {
    double[] none = {0, 0};
    for (Metric metric :
        List.of(new Precision(), new Recall(), PrecisionAtRecall.of(0.5), (Metric) new AUC())) {
      assertEquals(0, Measured.of(metric, none, none), metric.name());
    }
    assertEquals(0, Measured.weighted(new Accuracy(), none, none, 0, 0));
  }

  @Test
  void totalsAreOfOneShapeAndOfSomething() {
    MetricTotals totals = new MetricTotals(new Accuracy());
    assertThrows(IllegalStateException.class, totals::result);
    totals.add(List.of(NDArray.scalar(1.0), NDArray.scalar(2.0)));
    assertThrows(IllegalArgumentException.class, () -> totals.add(List.of(NDArray.scalar(1.0))));
    totals.add(List.of(NDArray.scalar(2.0f), NDArray.scalar(2L)));
    assertEquals(0.75, totals.result());
    totals.reset();
    assertThrows(IllegalStateException.class, totals::result);
  }

  @Test
  void labelTypesAreWhatSuitsEach() {
    Tensor p = placeholder("p", DType.FLOAT32, shape(UNKNOWN, 4));
    assertEquals("(?,) int64", new SparseCategoricalAccuracy().labelType(p).toString());
    assertEquals("(?, 4) float32", new CategoricalAccuracy().labelType(p).toString());
    assertEquals("(?, 4) int64", MeanIoU.of(3).labelType(p).toString());
    Metric ofScores = new MeanIoU(4, OptionalLong.empty(), true, false, -1);
    assertEquals("(?,) int64", ofScores.labelType(p).toString());
  }
}
