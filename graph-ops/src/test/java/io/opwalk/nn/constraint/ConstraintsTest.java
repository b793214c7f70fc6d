package io.opwalk.nn.constraint;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Layers.input;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.regularizer.Regularizers;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConstraintsTest {
  /** Divisors are 1e-7 too large, as in Keras, of lengths from 1 on. */
  private static final double TOLERANCE = 1e-6;

  /** Columns of length 5 and 1. */
  private static final double[][] WEIGHT = {{3, 0}, {-4, 1}};

  private static double[] projected(Constraint constraint) {
    return constraint.project(Tensors.constant(WEIGHT)).evaluate().toDoubles();
  }

  @Test
  void weightsAreBroughtBack() {
    assertArrayEquals(new double[] {3, 0, 0, 1}, projected(new NonNegative()));
    assertArrayEquals(
        new double[] {0.6, 0, -0.8, 1}, projected(new UnitNorm(List.of(0))), TOLERANCE);
    assertArrayEquals(new double[] {1.2, 0, -1.6, 1}, projected(NormBounds.max(2)), TOLERANCE);
    double both = Math.sqrt(26);
    assertArrayEquals(
        new double[] {3 / both, 0, -4 / both, 1 / both},
        projected(new UnitNorm(List.of(0, 1))),
        TOLERANCE);
    // Halfway from 5 to 3 and from 1 to 2.
    assertArrayEquals(
        new double[] {3 * 0.8, 0, -4 * 0.8, 1.5},
        projected(new NormBounds(2, 3, 0.5, List.of(0))),
        TOLERANCE);
  }

  @Test
  void aStepEndsWithThem() {
    WeightSpec spec = WeightSpec.of(Initializers.constant(0.25)).withConstraint(new NonNegative());
    Tensor x = input(FLOAT64, 2);
    Model model = Model.of(x, x.then(Dense.builder(1).kernel(spec).build()));
    TrainingStep step = TrainingStep.of(
        model, Reductions.sum(model.output()), List.of(), SGD.of(0.5), CompileOptions.defaults());
    step.run(feed(x, new double[][] {{1, -1}}));
    // -0.25 and 0.75 without it; the bias has none.
    assertEquals(
        NDArray.ofArray(new double[][] {{0}, {0.75}}), model.getWeights().get(0));
    assertEquals(NDArray.of(-0.5), model.getWeights().get(1));
  }

  @Test
  void configsMakeThemAgain() {
    for (Constraint constraint : List.of(
        new NonNegative(),
        new UnitNorm(List.of(0, 1)),
        NormBounds.max(3),
        new NormBounds(1, 2, 0.5, List.of(1)))) {
      assertEquals(constraint, Constraints.fromConfig(constraint.className(), constraint.config()));
    }
    assertEquals(NormBounds.max(2), Constraints.fromConfig("max_norm", Config.empty()));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new NormBounds(2, 1, 1, List.of(0)));
    assertThrows(IllegalArgumentException.class, () -> new NormBounds(0, 1, 2, List.of(0)));
    ConfigException unknown =
        assertThrows(ConfigException.class, () -> Constraints.fromConfig("Nonneg", Config.empty()));
    assertTrue(unknown.getMessage().contains("NonNeg"), unknown.getMessage());
    Config misspelt = Config.builder().put("max", 2).build();
    assertThrows(ConfigException.class, () -> Constraints.fromConfig("MaxNorm", misspelt));
    Config mode = Config.builder().put("mode", "diagonals").build();
    ConfigException wrong = assertThrows(
        ConfigException.class, () -> Regularizers.fromConfig("OrthogonalRegularizer", mode));
    assertTrue(wrong.getMessage().contains("rows or columns"), wrong.getMessage());
  }
}
