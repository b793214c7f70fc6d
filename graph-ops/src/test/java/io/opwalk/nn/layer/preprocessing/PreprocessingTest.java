package io.opwalk.nn.layer.preprocessing;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.EvaluationException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.model.StandardLayers;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PreprocessingTest {
  /** A few roundings of values of magnitude 1. */
  private static final double TOLERANCE = 1e-12;

  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN, 2);
  private final Tensor ids = placeholder("ids", INT32, UNKNOWN, 2);
  private final double[][] rows = {{1, 10}, {3, 10}, {5, 40}};

  @Test
  void featuresAreNormalisedByWhatTheyWereAdaptedTo() {
    Normalization layer = Normalization.builder().build();
    Tensor y = x.then(layer);
    assertArrayEquals(
        new double[] {1, 10, 3, 10, 5, 40}, y.evaluate(feed(x, rows)).toDoubles(), TOLERANCE);
    layer.adapt(NDArray.ofArray(rows));
    double first = 2 / Math.sqrt(8.0 / 3);
    double second = Math.sqrt(0.5);
    double[] expected = {-first, -second, 0, -second, first, 2 * second};
    assertArrayEquals(expected, y.evaluate(feed(x, rows)).toDoubles(), TOLERANCE);
    assertEquals(3, layer.weights().size());
    assertEquals(List.of(), layer.trainableWeights());

    Normalization before = Normalization.builder().build();
    before.adapt(NDArray.ofArray(rows).cast(FLOAT32));
    assertArrayEquals(expected, x.then(before).evaluate(feed(x, rows)).toDoubles(), TOLERANCE);
  }

  @Test
  void whatIsGivenNeedsNoData() {
    NDArray mean = NDArray.of(1.0, 2.0);
    NDArray variance = NDArray.of(4.0, 0.25);
    Normalization layer = Normalization.builder().statistics(mean, variance).build();
    Tensor y = x.then(layer);
    assertEquals(
        NDArray.ofArray(new double[][] {{0, 16}, {1, 16}, {2, 76}}), y.evaluate(feed(x, rows)));
    assertEquals(List.of(), layer.weights());
    assertThrows(IllegalStateException.class, () -> layer.adapt(NDArray.ofArray(rows)));
    Layer back = Normalization.builder().statistics(mean, variance).invert(true).build();
    assertEquals(NDArray.ofArray(rows), back.apply(y).evaluate(feed(x, rows)));
  }

  @Test
  void otherAxesMayBeKept() {
    Tensor images = placeholder("images", FLOAT64, UNKNOWN, 2, 3);
    double[][][] values = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}};
    Normalization layer = Normalization.builder().axes(List.of(1)).build();
    layer.adapt(NDArray.ofArray(values));
    NDArray found = images.then(layer).evaluate(feed(images, values));
    // Of 1, 2, 3, 7, 8, 9 the mean is 5 and the variance 29 / 3.
    assertEquals(-4 / Math.sqrt(29.0 / 3), found.getDouble(0, 0, 0), TOLERANCE);
    assertEquals(4 / Math.sqrt(29.0 / 3), found.getDouble(1, 1, 2), TOLERANCE);
    Normalization all = Normalization.builder().axes(List.of()).build();
    all.adapt(NDArray.ofArray(values));
    assertEquals(
        -5.5 / Math.sqrt(143.0 / 12),
        images.then(all).evaluate(feed(images, values)).getDouble(0, 0, 0),
        TOLERANCE);
    Normalization wrong = Normalization.builder().name("wrong").build();
    wrong.adapt(NDArray.ofArray(rows));
    TypeException error = assertThrows(TypeException.class, () -> wrong.apply(images));
    assertTrue(
        error.getMessage().contains("'wrong' was adapted to data of [2]"), error.getMessage());
  }

  @Test
  void categoriesBecomeFeatures() {
    int[][] numbers = {{0, 1}, {3, 3}};
    assertEquals(
        NDArray.ofArray(new float[][] {{1, 1, 0, 0}, {0, 0, 0, 1}}),
        ids.then(new CategoryEncoding(4, Encoding.MULTI_HOT)).evaluate(feed(ids, numbers)));
    assertEquals(
        NDArray.ofArray(new float[][] {{1, 1, 0, 0}, {0, 0, 0, 2}}),
        ids.then(new CategoryEncoding(4, Encoding.COUNT)).evaluate(feed(ids, numbers)));
    assertEquals(
        NDArray.ofArray(new float[][][] {{{1, 0}, {0, 1}}}),
        ids.then(new CategoryEncoding(2, Encoding.ONE_HOT)).evaluate(feed(ids, new int[][] {{0, 1}
        })));
    Tensor single = placeholder("single", FLOAT64, UNKNOWN, 1);
    assertEquals(
        NDArray.ofArray(new float[][] {{0, 0, 1}}),
        single
            .then(new CategoryEncoding(3, Encoding.ONE_HOT))
            .evaluate(feed(single, new double[][] {{2}})));
    Tensor weighted =
        new CategoryEncoding(4, Encoding.COUNT).apply(List.of(ids, x)).get(0);
    assertEquals(
        NDArray.ofArray(new float[][] {{0.5f, 2, 0, 0}, {0, 0, 0, 7}}),
        weighted.evaluate(feed(ids, numbers).and(x, new double[][] {{0.5, 2}, {3, 4}})));
  }

  @Test
  void aNumberThatIsNoCategoryFailsTheCall() {
    Tensor y = ids.then(new CategoryEncoding(2, Encoding.MULTI_HOT));
    assertThrows(EvaluationException.class, () -> y.evaluate(feed(ids, new int[][] {{0, 2}})));
    assertThrows(IllegalArgumentException.class, () -> new CategoryEncoding(0, Encoding.COUNT));
    assertThrows(
        TypeException.class,
        () -> new CategoryEncoding(2, Encoding.ONE_HOT).apply(List.of(ids, x)));
  }

  @Test
  void valuesFallIntoIntervals() {
    Discretization layer = Discretization.of(List.of(0.0, 1.0, 2.0));
    double[][] values = {{-1.5, 1}, {3.4, 0.5}, {2, 0}};
    assertArrayEquals(
        new long[] {0, 2, 3, 1, 3, 1}, x.then(layer).evaluate(feed(x, values)).toLongs());
    assertEquals(
        NDArray.ofArray(new float[][] {{1, 0, 1, 0}, {0, 1, 0, 1}, {0, 1, 0, 1}}),
        x.then(layer.encoded(Encoding.MULTI_HOT)).evaluate(feed(x, values)));
    assertThrows(IllegalArgumentException.class, () -> Discretization.of(List.of(1.0, 0.0)));
  }

  @Test
  void intervalsAreFoundInData() {
    double[] values = new double[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7) % 1000;
    }
    Discretization layer = Discretization.adapted(NDArray.of(values), 4, 0.01);
    // By NumPy, as Keras writes it: the summary, compressed twice.
    assertEquals(List.of(247.5, 495.0, 742.5), rounded(layer.boundaries()));
    Discretization few =
        Discretization.adapted(NDArray.of(3.0, 1, 4, 1.5, 9, 2, 6, 5, 3.5, 8), 2, 0.01);
    assertEquals(List.of(3.5), rounded(few.boundaries()));
    assertThrows(
        IllegalArgumentException.class, () -> Discretization.adapted(NDArray.of(1.0, 2), 1, 0.01));
  }

  /** To 6 decimals, of which interpolation is sure. */
  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(value -> Math.rint(value * 1e6) / 1e6).toList();
  }

  @Test
  void configsThatDoNotFitAreRefused() {
    ConfigException sparse = assertThrows(
        ConfigException.class,
        () -> StandardLayers.registry()
            .fromConfig(
                "CategoryEncoding",
                Config.builder().put("num_tokens", 3).put("sparse", true).build()));
    assertTrue(sparse.getMessage().contains("'sparse'"), sparse.getMessage());
    ConfigException bare = assertThrows(
        ConfigException.class,
        () -> StandardLayers.registry()
            .fromConfig("Discretization", Config.builder().put("num_bins", 3).build()));
    assertTrue(bare.getMessage().contains("bin_boundaries"), bare.getMessage());
  }
}
