package io.opwalk.nn.layer.noise;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.nn.layer.Layers.input;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.initializer.RandomNormal;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.Reductions;
import io.opwalk.spi.CompileOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is disturbed, when, and how much. */
final class NoiseTest {
  private static final int COUNT = 8_000;

  /**
   * Of means and deviations over that many draws: five standard errors of the widest, whose fourth
   * moment is below 16.
   */
  private static final double STATISTICAL = 5 * Math.sqrt(16.0 / COUNT);

  private final Tensor x = input(FLOAT64, 200);
  private final NDArray ones = NDArray.full(FLOAT64, 1, COUNT / 200, 200);

  private static NDArray learning(Tensor y, Tensor x, NDArray value) {
    return y.evaluate(feed(x, value).and(Phase.learning(), NDArray.scalar(true)));
  }

  private double[] disturbed(NoiseKind kind, double amount) {
    return learning(x.then(new Noise(kind, amount, LayerOptions.defaults())), x, ones)
        .toDoubles();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values)
        .map(value -> (value - mean) * (value - mean))
        .average()
        .orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsDisturbedOutsideTraining(NoiseKind kind) {
    Tensor cube = input(FLOAT64, 2, 2, 2, 3);
    NDArray values = new RandomNormal(0, 1).initialize(FLOAT64, List.of(5, 2, 2, 2, 3), 1);
    Tensor y = cube.then(new Noise(kind, 0.5, LayerOptions.defaults()));
    assertEquals(values, y.evaluate(feed(cube, values)));
    assertNotEquals(values, learning(y, cube, values));
    Tensor still = cube.then(new Noise(kind, 0, LayerOptions.defaults()));
    assertEquals(values, still.evaluate(feed(cube, values)));
  }

  @Test
  void dropoutKeepsTheMean() {
    double[] values = disturbed(NoiseKind.DROPOUT, 0.2);
    Set<Double> found = new HashSet<>();
    Arrays.stream(values).forEach(found::add);
    assertEquals(Set.of(0.0, 1.25), found);
    assertEquals(1, mean(values), STATISTICAL);
    assertEquals(
        Set.of(0.0),
        Set.copyOf(
            Arrays.stream(disturbed(NoiseKind.DROPOUT, 1)).boxed().toList().subList(0, 9).stream()
                .distinct()
                .toList()));
  }

  @Test
  void gaussiansHaveTheirMoments() {
    double[] added = disturbed(NoiseKind.GAUSSIAN_NOISE, 2);
    assertEquals(1, mean(added), STATISTICAL);
    assertEquals(2, deviation(added), STATISTICAL);
    double[] multiplied = disturbed(NoiseKind.GAUSSIAN_DROPOUT, 0.2);
    assertEquals(1, mean(multiplied), STATISTICAL);
    assertEquals(0.5, deviation(multiplied), STATISTICAL);
  }

  @Test
  void alphaDropoutKeepsMeanAndVarianceOfNormalNumbers() {
    NDArray normal = new RandomNormal(0, 1).initialize(FLOAT64, List.of(COUNT / 200, 200), 3);
    Tensor y = x.then(new Noise(NoiseKind.ALPHA_DROPOUT, 0.3, LayerOptions.defaults()));
    double[] values = learning(y, x, normal).toDoubles();
    assertEquals(0, mean(values), STATISTICAL);
    assertEquals(1, deviation(values), STATISTICAL);
    assertNotEquals(normal, learning(y, x, normal));
  }

  @Test
  void wholeChannelsAreDropped() {
    Tensor image = input(FLOAT64, 2, 2, 50);
    NDArray values = NDArray.full(FLOAT64, 1, 3, 2, 2, 50);
    Noise layer = new Noise(NoiseKind.SPATIAL_2D, 0.5, LayerOptions.defaults());
    NDArray found = learning(image.then(layer), image, values);
    Set<Double> drawn = new HashSet<>();
    for (int sample = 0; sample < 3; sample++) {
      for (int channel = 0; channel < 50; channel++) {
        double first = found.getDouble(sample, 0, 0, channel);
        drawn.add(first);
        assertEquals(first, found.getDouble(sample, 1, 0, channel));
        assertEquals(first, found.getDouble(sample, 1, 1, channel));
      }
    }
    assertEquals(Set.of(0.0, 2.0), drawn);
  }

  @Test
  void oneDrawMayCountForAnAxis() {
    Noise layer =
        new Noise(NoiseKind.DROPOUT, 0.5, Optional.of(List.of(1, -1)), LayerOptions.defaults());
    NDArray found = learning(x.then(layer), x, ones);
    for (int i = 1; i < found.dim(0); i++) {
      assertEquals(found.slice(0, 1), found.slice(i, i + 1));
    }
    assertNotEquals(ones.slice(0, 1), found.slice(0, 1));
  }

  @Test
  void drawsFollowFromSeedNameAndStep() {
    LayerOptions options = LayerOptions.defaults().withName("noise").withSeed(5);
    Tensor y = x.then(new Noise(NoiseKind.DROPOUT, 0.5, options));
    Tensor same = x.then(new Noise(NoiseKind.DROPOUT, 0.5, options));
    Tensor other = x.then(new Noise(NoiseKind.DROPOUT, 0.5, options.withSeed(6)));
    NDArray first = learning(y, x, ones);
    assertEquals(first, learning(y, x, ones));
    assertEquals(first, learning(same, x, ones));
    assertNotEquals(first, learning(other, x, ones));
    Model model = Model.of(x, y.then(dense(1)));
    TrainingStep step = TrainingStep.of(
        model, Reductions.mean(model.output()), List.of(y), SGD.of(0.1), CompileOptions.defaults());
    assertEquals(first, step.run(feed(x, ones)).get(1));
    assertNotEquals(first, step.run(feed(x, ones)).get(1));
    assertNotEquals(first, learning(y, x, ones));
  }

  @ParameterizedTest
  @EnumSource
  void amountsAreChecked(NoiseKind kind) {
    for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      IllegalArgumentException error = assertThrows(
          IllegalArgumentException.class, () -> new Noise(kind, wrong, LayerOptions.defaults()));
      assertTrue(error.getMessage().startsWith(kind.className() + " takes "), error.getMessage());
    }
  }
}
