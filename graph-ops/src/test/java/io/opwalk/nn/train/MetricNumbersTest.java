package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.metric.Decision;
import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.metric.F1Score;
import io.opwalk.nn.metric.FBetaScore;
import io.opwalk.nn.metric.FalseNegatives;
import io.opwalk.nn.metric.Metrics;
import io.opwalk.nn.metric.Precision;
import io.opwalk.nn.metric.R2Score;
import io.opwalk.nn.metric.Recall;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.ops.Arithmetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Metrics that give a number for each class. */
final class MetricNumbersTest {
  // Keras adds 1e-7 to what is divided by, three times over.
  private static final double TOLERANCE = 1e-6;

  /** Gives its input. */
  private static Model same() {
    Dense layer = Dense.builder(2)
        .useBias(false)
        .kernelInitializer(Initializers.identity())
        .build();
    return Sequential.of(placeholder("x", FLOAT64, shape(UNKNOWN, 2)), layer);
  }

  @Test
  void areReportedOneByOne() {
    Trainer trainer = Trainer.builder(same())
        .loss(new MeanSquaredError())
        .metrics(
            new F1Score(),
            F1Score.of(FBetaScore.Average.MACRO),
            new R2Score(R2Score.Aggregation.NONE, 0))
        .weightedMetrics(new F1Score())
        .optimizer(SGD.of(0.1))
        .build();
    NDArray x = NDArray.of(List.of(4, 2), 1.0, 0.0, 0.5, 1.0, 1.0, 0.0, 0.0, 1.0);
    NDArray y = NDArray.of(List.of(4, 2), 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0);
    Scores scores = trainer.evaluate(x, y, 3);
    // Class 0 is said twice and true three times, class 1 is said twice and true once.
    assertEquals(0.8, scores.metric("f1_score_0"), TOLERANCE);
    assertEquals(2.0 / 3, scores.metric("f1_score_1"), TOLERANCE);
    assertEquals((0.8 + 2.0 / 3) / 2, scores.metric("f1_score"), TOLERANCE);
    assertEquals(scores.metric("f1_score_0"), scores.metric("weighted_f1_score_0"));
    assertEquals(scores.metric("f1_score_1"), scores.metric("weighted_f1_score_1"));
    assertTrue(scores.metrics().containsKey("r2_score_1"), scores.toString());

    List<Set<String>> names = new ArrayList<>();
    List<Optional<Direction>> directions = new ArrayList<>();
    trainer.fit(x, y, FitOptions.epochs(1).withCallbacks(Callback.onEpochEnded((training, logs) -> {
      names.add(training.names());
      names.add(logs.asMap().keySet());
      directions.add(training.direction("f1_score_1"));
    })));
    assertEquals(names.get(0), Set.copyOf(names.get(1)));
    assertEquals(List.of(Optional.of(Direction.UP)), directions);
  }

  @Test
  void eachThresholdHasANumber() {
    // In the order given, which need not be ascending.
    Decision decision = Decision.above(0.6, 0.1, 0.95);
    Trainer trainer = Trainer.builder(same())
        .loss(new MeanSquaredError())
        .metrics(new Precision(decision), new Recall(decision), new FalseNegatives(decision))
        .optimizer(SGD.of(0.1))
        .build();
    NDArray x = NDArray.of(List.of(3, 2), 0.9, 0.2, 0.7, 0.5, 0.3, 0.05);
    NDArray y = NDArray.of(List.of(3, 2), 1.0, 0.0, 0.0, 1.0, 1.0, 1.0);
    Scores scores = trainer.evaluate(x, y, 2);
    // Of four that are true, those above 0.6 are 0.9; above 0.1 all but 0.05; above 0.95 none.
    assertEquals(1.0 / 2, scores.metric("precision_0"), TOLERANCE);
    assertEquals(3.0 / 5, scores.metric("precision_1"), TOLERANCE);
    assertEquals(0, scores.metric("precision_2"), TOLERANCE);
    assertEquals(1.0 / 4, scores.metric("recall_0"), TOLERANCE);
    assertEquals(3.0 / 4, scores.metric("recall_1"), TOLERANCE);
    assertEquals(0, scores.metric("recall_2"), TOLERANCE);
    assertEquals(3, scores.metric("false_negatives_0"), TOLERANCE);
    assertEquals(4, scores.metric("false_negatives_2"), TOLERANCE);

    Precision metric = new Precision(decision);
    assertEquals(List.of(0.6, 0.1, 0.95), metric.config().get("thresholds"));
    assertEquals(metric, Metrics.fromConfig("Precision", metric.config()));
    Precision one = new Precision(Decision.above(0.25));
    assertEquals(0.25, one.config().get("thresholds"));
    assertEquals(one, Metrics.fromConfig("Precision", one.config()));
    assertThrows(IllegalArgumentException.class, () -> Decision.above(0.5, 1.5));
  }

  @Test
  void howManyThereAreMustBeKnown() {
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, UNKNOWN));
    Tensor scale = parameter("scale", NDArray.scalar(1.0));
    Model model = Model.of(x, Arithmetic.multiply(x, scale));
    TypeException error = assertThrows(
        TypeException.class,
        () -> Trainer.of(model, new MeanSquaredError(), SGD.of(0.1), new F1Score()));
    assertTrue(error.getMessage().contains("f1_score"), error.getMessage());
  }
}
