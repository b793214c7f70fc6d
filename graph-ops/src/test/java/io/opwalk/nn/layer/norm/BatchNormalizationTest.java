package io.opwalk.nn.layer.norm;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By which statistics it goes, and when they move. */
final class BatchNormalizationTest {
  /** Values are of magnitude 1, with a few roundings each. */
  private static final double TOLERANCE = 1e-12;

  /** So small that no weight of magnitude 1 changes by a bit. */
  private static final double RATE = 1e-300;

  /** Mean 3, variance 4. */
  private static final NDArray BATCH = NDArray.ofArray(new double[][] {{1}, {5}, {1}, {5}});

  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN, 1);
  private final Layer layer =
      BatchNormalization.builder().momentum(0.75).epsilon(0.25).build();
  private final Tensor y = x.then(layer);

  private TrainingStep step(Model model) {
    Tensor loss = Reductions.mean(model.output());
    return TrainingStep.of(model, loss, List.of(y), SGD.of(RATE), CompileOptions.defaults());
  }

  private static double first(NDArray values) {
    return values.toDoubles()[0];
  }

  private double[] moving(Model model) {
    List<NDArray> weights = model.layer("batch_normalization").getWeights();
    return new double[] {first(weights.get(2)), first(weights.get(3))};
  }

  @Test
  void itGoesByMovingStatisticsAndInTrainingByThoseOfTheBatch() {
    // Mean 0 and variance 1 at first, and epsilon beside the variance.
    assertEquals(1 / Math.sqrt(1.25), first(y.evaluate(feed(x, BATCH))), TOLERANCE);
    NDArray learning = y.evaluate(feed(x, BATCH).and(Phase.learning(), NDArray.scalar(true)));
    assertEquals((1 - 3) / Math.sqrt(4.25), first(learning), TOLERANCE);
  }

  @Test
  void aStepMovesTheStatistics() {
    Model model = Model.of(x, y);
    NDArray inStep = step(model).run(feed(x, BATCH)).get(1);
    assertEquals((1 - 3) / Math.sqrt(4.25), first(inStep), TOLERANCE);
    assertArrayEquals(new double[] {0.25 * 3, 0.75 + 0.25 * 4}, moving(model), TOLERANCE);
  }

  @Test
  void frozenItGoesByMovingStatisticsInTrainingTooAndTheyStay() {
    Model model = Model.of(x, y.then(dense(1)));
    NDArray before = model.predict(BATCH);
    layer.setTrainable(false);
    NDArray inStep = step(model).run(feed(x, BATCH)).get(1);
    assertEquals(1 / Math.sqrt(1.25), first(inStep), TOLERANCE);
    assertArrayEquals(new double[] {0, 1}, moving(model));
    assertEquals(before, model.predict(BATCH));
    layer.setTrainable(true);
    step(model).run(feed(x, BATCH));
    assertNotEquals(before, model.predict(BATCH));
  }

  @Test
  void itIsFrozenWithTheModelThatItIsALayerOf() {
    Model inner = Model.of(x, y).named("inner");
    Tensor z = placeholder("z", FLOAT64, UNKNOWN, 1);
    Tensor normal = z.then(inner);
    Model outer = Model.of(z, normal.then(dense(1)));
    outer.layer("inner").layer().orElseThrow().setTrainable(false);
    NDArray before = outer.predict(BATCH);
    TrainingStep step = TrainingStep.of(
        outer,
        Reductions.mean(Arithmetic.square(outer.output())),
        List.of(normal),
        SGD.of(RATE),
        CompileOptions.defaults());
    assertEquals(1 / Math.sqrt(1.25), first(step.run(feed(z, BATCH)).get(1)), TOLERANCE);
    assertEquals(before, outer.predict(BATCH));
  }
}
