package io.opwalk.nn.optimizer;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.Update;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizers against their definitions, written out in plain Java. */
final class OptimizerTest {
  private static final int STEPS = 25;
  private static final double[] START = {1.5, -0.25, 0, 3};

  private final Tensor w = parameter("w", NDArray.of(START));
  private final Tensor g = placeholder("g", FLOAT64, shape(4));

  /** Gradients that change from step to step, one of them always 0. */
  private static double[] gradientAt(int step) {
    return new double[] {0.5 * step, Math.sin(step), 0, -1e-3 / step};
  }

  private double[] trained(Optimizer optimizer) {
    List<Update> updates = optimizer.optimize(List.of(w), List.of(g)).updates();
    CompiledFunction function =
        Graph.of(updates.stream().map(Update::value).toList()).compile();
    for (int step = 1; step <= STEPS; step++) {
      List<NDArray> values = function.call(feed(g, gradientAt(step)));
      Map<ParameterSlot, NDArray> next = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        next.put(updates.get(i).slot(), values.get(i));
      }
      ParameterStore.publish(next);
    }
    return slotOf(w).value().toDoubles();
  }

  @Test
  void gradientDescent() {
    double[] expected = START.clone();
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = gradientAt(step);
      for (int i = 0; i < expected.length; i++) {
        expected[i] = expected[i] - gradient[i] * 0.1;
      }
    }
    // The same two roundings in the same order: the same bits.
    assertArrayEquals(expected, trained(SGD.of(0.1)));
  }

  @Test
  void momentum() {
    double[] expected = START.clone();
    double[] velocity = new double[expected.length];
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = gradientAt(step);
      for (int i = 0; i < expected.length; i++) {
        velocity[i] = velocity[i] * 0.9 - gradient[i] * 0.1;
        expected[i] = expected[i] + velocity[i];
      }
    }
    // The same roundings in the same order: the same bits.
    assertArrayEquals(expected, trained(SGD.of(0.1, 0.9)));
  }

  @Test
  void nesterov() {
    double[] expected = START.clone();
    double[] velocity = new double[expected.length];
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = gradientAt(step);
      for (int i = 0; i < expected.length; i++) {
        velocity[i] = velocity[i] * 0.9 - gradient[i] * 0.1;
        expected[i] = expected[i] + velocity[i] * 0.9 - gradient[i] * 0.1;
      }
    }
    // The same roundings in the same order: the same bits.
    assertArrayEquals(expected, trained(new SGD(0.1, 0.9, true)));
  }

  @Test
  void adam() {
    double[] expected = START.clone();
    double[] m = new double[expected.length];
    double[] v = new double[expected.length];
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = gradientAt(step);
      for (int i = 0; i < expected.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
        double unbiased = m[i] / (1 - StrictMath.pow(0.9, step));
        double root = Math.sqrt(v[i] / (1 - StrictMath.pow(0.999, step)));
        expected[i] -= 0.05 * unbiased / (root + 1e-7);
      }
    }
    // The steps are of size 0.05 at most, and means are updated in another form: v and 1 - 0.999^t
    // lose up to 10 bits of the 53, so a step is off by 0.05 * 2^-43 = 6e-15 at most, 25 of them
    // by 1.5e-13.
    assertArrayEquals(expected, trained(new Adam(0.05, 0.9, 0.999, 1e-7)), 1.5e-13);
  }

  @Test
  void adamsFirstStepIsTheLearningRate() {
    List<Update> updates = new Adam().optimize(List.of(w), List.of(g)).updates();
    double[] after =
        updates.get(0).value().evaluate(feed(g, new double[] {5, -5, 0, 0.01})).toDoubles();
    // m' / sqrt(v') is the sign of the gradient but for epsilon, which is 1e-5 of 0.01: the last
    // step
    // is shorter by 1e-5 of the rate. So is none by more.
    assertArrayEquals(new double[] {1.499, -0.249, 0, 2.999}, after, 1.1e-8);
  }

  @Test
  void theStateBeginsAtZeroAndIsNotTheModels() {
    List<Update> updates = new Adam().optimize(List.of(w), List.of(g)).updates();
    assertEquals(
        List.of("w", "adam/iterations", "adam/w/m", "adam/w/v"),
        updates.stream().map(update -> update.slot().name()).toList());
    assertEquals(NDArray.scalar(0L), updates.get(1).slot().value());
    assertEquals(NDArray.zeros(FLOAT64, 4), updates.get(2).slot().value());
    assertTrue(updates.get(3).slot().store() != slotOf(w).store());
    assertTrue(new Adam().optimize(List.of(w), List.of(g)).updates().get(2).slot()
        != updates.get(2).slot());
  }

  @Test
  void theLearningRateIsAParameterThatNoStepChanges() {
    Optimization optimization = Adam.of(0.25).optimize(List.of(w), List.of(g));
    ParameterSlot rate = optimization.learningRateSlot().orElseThrow();
    assertEquals("adam/learning_rate", rate.name());
    assertEquals(NDArray.scalar(0.25), rate.value());
    assertEquals(0.25, optimization.learningRate().evaluate().doubleValue());
    assertTrue(optimization.updates().stream().noneMatch(update -> update.slot() == rate));
    assertEquals(optimization.updates().size() + 1, optimization.slots().size());
    assertTrue(optimization.slots().contains(rate));
  }

  @Test
  void float32StaysFloat32() {
    Tensor narrow = parameter("narrow", NDArray.of(1f, 2f));
    Tensor gradient = placeholder("g", FLOAT32, shape(2));
    for (Optimizer optimizer : List.of(Adam.of(0.1), SGD.of(0.1, 0.9))) {
      Update update =
          optimizer.optimize(List.of(narrow), List.of(gradient)).updates().get(0);
      assertEquals(narrow.type(), update.value().type());
    }
    float[] after = SGD.of(0.1)
        .optimize(List.of(narrow), List.of(gradient))
        .updates()
        .get(0)
        .value()
        .evaluate(feed(gradient, new float[] {1, -1}))
        .toFloats();
    assertArrayEquals(new float[] {1 - 0.1f, 2 + 0.1f}, after);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aLearningRateIsPositive(double rate) {
    for (Runnable maker : List.<Runnable>of(() -> SGD.of(rate), () -> Adam.of(rate))) {
      IllegalArgumentException error = assertThrows(IllegalArgumentException.class, maker::run);
      assertTrue(
          error
              .getMessage()
              .contains("the learning rate must be positive and finite, found " + rate),
          error.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1", "NaN"})
  void otherNumbersHaveTheirRanges(double bad) {
    assertThrows(IllegalArgumentException.class, () -> SGD.of(0.1, bad));
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, bad, 0.9, 1e-7));
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 0.9, bad, 1e-7));
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 0.9, 0.9, -Math.abs(bad)));
  }

  @Test
  void gradientsBelongToParameters() {
    Tensor wide = placeholder("wide", FLOAT64, shape(5));
    for (Optimizer optimizer : List.of(new Adam(), new SGD())) {
      assertThrows(IllegalArgumentException.class, () -> optimizer.optimize(List.of(w), List.of()));
      assertThrows(
          IllegalArgumentException.class, () -> optimizer.optimize(List.of(g), List.of(g)));
      IllegalArgumentException error = assertThrows(
          IllegalArgumentException.class, () -> optimizer.optimize(List.of(w), List.of(wide)));
      assertTrue(error.getMessage().contains("'w' (4,) float64"), error.getMessage());
      assertTrue(error.getMessage().contains("'wide' (5,) float64"), error.getMessage());
    }
  }
}
