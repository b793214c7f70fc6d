package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TrainingStepTest {
  private final ParameterStore store = new ParameterStore();
  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN));
  private final Tensor t = placeholder("t", FLOAT64, shape(UNKNOWN));
  private final Tensor slope = parameter(store, "slope", NDArray.scalar(0.5));
  private final Tensor offset = parameter(store, "offset", NDArray.scalar(-1.0));
  private final Tensor line = add(multiply(x, slope), offset);
  private final Tensor loss = mean(square(subtract(line, t)));

  @Test
  void goesDownTheGradient() {
    TrainingStep step = TrainingStep.of(loss, List.of(slope, offset), SGD.of(0.125));
    NDArray before =
        step.run(feed(x, new double[] {2, 4}).and(t, new double[] {1, 3})).get(0);
    // The line gives 0 and 1, the differences are -1 and -2; all numbers below are exact.
    assertEquals(2.5, before.doubleValue());
    assertEquals(0.5 + 0.125 * 10, slotOf(slope).value().doubleValue());
    assertEquals(-1 + 0.125 * 3, slotOf(offset).value().doubleValue());
  }

  @Test
  void theLearningRateCanBeReadAndSetBetweenSteps() {
    TrainingStep step = TrainingStep.of(subtract(0, slope), List.of(slope), SGD.of(0.125));
    assertEquals(0.125, step.learningRate());
    step.run(Feed.empty());
    assertEquals(0.5 + 0.125, slotOf(slope).value().doubleValue());
    step.setLearningRate(2);
    assertEquals(2, step.learningRate());
    step.run(Feed.empty());
    assertEquals(0.5 + 0.125 + 2, slotOf(slope).value().doubleValue());
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> step.setLearningRate(bad));
    }
    assertEquals(2, step.learningRate());
  }

  @Test
  void fetchesAreOfBeforeTheStep() {
    TrainingStep step = TrainingStep.of(
        loss, List.of(line, slope), List.of(slope), SGD.of(0.5), CompileOptions.defaults());
    List<NDArray> before = step.run(feed(x, new double[] {2}).and(t, new double[] {1}));
    assertEquals(List.of(NDArray.scalar(1.0), NDArray.of(0.0), NDArray.scalar(0.5)), before);
    assertEquals(0.5 + 0.5 * 4, slotOf(slope).value().doubleValue());
  }

  @Test
  void aStepThatFailsChangesNothing() {
    TrainingStep step = TrainingStep.of(loss, List.of(slope), new Adam());
    long version = store.version();
    assertThrows(FeedException.class, () -> step.run(feed(x, new double[] {1})));
    assertThrows(
        RuntimeException.class,
        () -> step.run(feed(x, new double[] {1, 2}).and(t, new double[] {1, 2, 3})));
    assertEquals(version, store.version());
    assertEquals(NDArray.scalar(0L), step.slots().get(1).value());
    step.run(feed(x, new double[] {1}).and(t, new double[] {1}));
    assertEquals(NDArray.scalar(1L), step.slots().get(1).value());
  }

  @Test
  void refusesWhatCannotBeTrained() {
    Tensor stranger = parameter(store, "stranger", NDArray.scalar(1.0));
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class,
        () -> TrainingStep.of(loss, List.of(slope, stranger), new SGD()));
    assertTrue(error.getMessage().contains("'stranger'"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> TrainingStep.of(loss, List.of(), new SGD()));
    assertThrows(
        IllegalArgumentException.class, () -> TrainingStep.of(line, List.of(slope), new SGD()));
    assertThrows(
        IllegalArgumentException.class,
        () -> TrainingStep.of(loss, List.of(slope, slope), new SGD()));
  }

  /** Each step adds 1 to both parameters, in two stores; a mixture would show them different. */
  @Test
  @Timeout(60)
  void readersNeverSeeAMixtureAndTrainersTakeTurns() throws Exception {
    Tensor here = parameter(new ParameterStore(), "here", NDArray.zeros(FLOAT64, 1000));
    Tensor there = parameter(new ParameterStore(), "there", NDArray.zeros(FLOAT64, 1000));
    Tensor falling = subtract(0, add(sum(here), sum(there)));
    CompiledFunction reader = Graph.of(here, there).compile();
    int steps = 200;
    AtomicBoolean trained = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> trainers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        TrainingStep step = TrainingStep.of(falling, List.of(here, there), SGD.of(1));
        trainers.add(threads.submit(() -> {
          for (int s = 0; s < steps; s++) {
            step.run(Feed.empty());
          }
        }));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> {
          while (!trained.get()) {
            List<NDArray> seen = reader.call(Feed.empty());
            assertEquals(seen.get(0), seen.get(1));
          }
        }));
      }
      for (Future<?> trainer : trainers) {
        trainer.get(50, TimeUnit.SECONDS);
      }
      trained.set(true);
      for (Future<?> each : readers) {
        each.get(50, TimeUnit.SECONDS);
      }
    } finally {
      trained.set(true);
      threads.shutdownNow();
    }
    // No step was lost: 2 trainers of 200 steps of 1.
    assertEquals(NDArray.full(FLOAT64, 2 * steps, 1000), slotOf(here).value());
    assertEquals(NDArray.full(FLOAT64, 2 * steps, 1000), slotOf(there).value());
  }
}
