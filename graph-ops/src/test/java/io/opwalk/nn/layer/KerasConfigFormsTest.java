package io.opwalk.nn.layer;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.EvaluationException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.model.StandardLayers;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which versions of Keras write one and the same thing into the config of a layer. */
final class KerasConfigFormsTest {
  /** A few roundings of values of magnitude 1. */
  private static final double TOLERANCE = 1e-14;

  private static final double[] POINTS = {-3, -1, -0.4, 0, 0.4, 1, 3};

  private final Tensor x = input(FLOAT64, POINTS.length);
  private final NDArray row = NDArray.of(POINTS).reshape(1, POINTS.length);

  private static Config config(Object... keysAndValues) {
    Config.Builder config = Config.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return config.build();
  }

  private static Config nested(String className, Object... keysAndValues) {
    return config("class_name", className, "config", config(keysAndValues));
  }

  private static Layer layer(String className, Config config) {
    return StandardLayers.registry().fromConfig(className, config);
  }

  private static ConfigException refused(String className, Config config, String... parts) {
    ConfigException error =
        assertThrows(ConfigException.class, () -> layer(className, config), config.toString());
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
    return error;
  }

  private static Arguments told(Config activation, DoubleUnaryOperator definition) {
    return Arguments.of(activation, definition);
  }

  /** What Keras takes as a layer's activation besides a name, and its definition. */
  static Stream<Arguments> activations() {
    Config policy = nested("DTypePolicy", "name", "float32");
    return Stream.of(
        told(config("class_name", "function", "config", "relu"), v -> Math.max(v, 0)),
        told(nested("Activation", "name", "a", "activation", "tanh"), Math::tanh),
        told(nested("relu", "max_value", 0.5), v -> Math.min(Math.max(v, 0), 0.5)),
        told(
            nested("ReLU", "name", "r", "dtype", policy, "negative_slope", 0.5, "threshold", 0.5),
            v -> v >= 0.5 ? v : 0.5 * (v - 0.5)),
        told(nested("LeakyReLU", "trainable", true, "alpha", 0.25), v -> v > 0 ? v : v / 4),
        told(nested("LeakyReLU"), v -> v > 0 ? v : 0.3 * v),
        told(nested("leaky_relu", "negative_slope", 0.5), v -> v > 0 ? v : v / 2),
        told(nested("ThresholdedReLU", "theta", 0.4), v -> v > 0.4 ? v : 0),
        told(nested("ELU", "alpha", 2.0), v -> v > 0 ? v : 2 * Math.expm1(v)),
        told(nested("celu", "alpha", 2.0), v -> v > 0 ? v : 2 * Math.expm1(v / 2)),
        told(
            nested("gelu", "approximate", true),
            v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))),
        told(nested("squareplus", "b", 1.0), v -> (v + Math.sqrt(v * v + 1)) / 2),
        told(nested("hard_shrink", "threshold", 0.25), v -> Math.abs(v) > 0.25 ? v : 0),
        told(
            nested("soft_shrink", "threshold", 2.0),
            v -> Math.abs(v) < 2 ? 0 : v > 0 ? v - 2 : v + 2),
        told(nested("threshold", "threshold", 0.5, "default_value", -7), v -> v > 0.5 ? v : -7),
        told(nested("Softmax", "axis", -1), v -> Math.exp(v) / sumOfExponents()),
        told(nested("log_softmax", "axis", 1), v -> v - Math.log(sumOfExponents())));
  }

  private static double sumOfExponents() {
    return Arrays.stream(POINTS).map(Math::exp).sum();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void anActivationMayBeToldNumbers(Config activation, DoubleUnaryOperator definition) {
    Layer told = layer("Activation", config("activation", activation));
    double[] expected = Arrays.stream(POINTS).map(definition).toArray();
    assertArrayEquals(expected, told.apply(x).evaluate(feed(x, row)).toDoubles(), TOLERANCE);
    Layer again = layer("Activation", told.config());
    assertArrayEquals(expected, again.apply(x).evaluate(feed(x, row)).toDoubles(), TOLERANCE);
    assertEquals(told.config(), again.config());
  }

  @Test
  void everyLayerWithAnActivationTakesOneThatIsToldNumbers() {
    Config leaky = nested("LeakyReLU", "negative_slope", 0.5);
    for (Config told : List.of(
        config("class_name", "Dense", "units", 1),
        config("class_name", "Conv1D", "filters", 1, "kernel_size", 1),
        config("class_name", "LSTM", "units", 1),
        config("class_name", "ConvLSTM1D", "filters", 1, "kernel_size", 1))) {
      String className = (String) told.get("class_name");
      Config with = told.without("class_name").with("activation", leaky);
      assertEquals(leaky, layer(className, with).config().get("activation"));
    }
  }

  @Test
  void gluHalvesAnAxis() {
    Tensor pair = input("pair", FLOAT64, 2);
    Layer glu = layer("Activation", config("activation", "glu"));
    NDArray found = glu.apply(pair).evaluate(feed(pair, new double[][] {{3, 0}}));
    assertEquals(NDArray.ofArray(new double[][] {{1.5}}), found);
    assertEquals(glu.config(), layer("Activation", glu.config()).config());
  }

  @Test
  void anActivationThatIsNoneIsRefused() {
    refused("Dense", config("units", 1, "activation", nested("PReLU")), "must have no weights");
    refused("Dense", config("units", 1, "activation", nested("LeakyReLU", "slop", 1)), "[slop]");
    refused("Dense", config("units", 1, "activation", nested("tanh", "alpha", 1)), "[alpha]");
    refused(
        "Dense",
        config("units", 1, "activation", config("class_name", "function", "config", "mine")),
        "must name an activation, found 'mine'");
  }

  @Test
  void arraysAndTuplesAreUnwrapped() {
    Tensor pair = input("pair", FLOAT64, 2);
    Config array = nested("__numpy__", "value", List.of(2.0, 0.5), "dtype", "float32");
    Config tuple = config("class_name", "__tuple__", "items", List.of(1, -1));
    Layer rescaling = layer("Rescaling", config("scale", array, "offset", tuple));
    NDArray values = NDArray.ofArray(new double[][] {{4, 6}});
    assertEquals(
        NDArray.ofArray(new double[][] {{9, 2}}),
        rescaling.apply(pair).evaluate(feed(pair, values)));
    Config variance = nested("__numpy__", "value", List.of(4.0, 9.0), "dtype", "float32");
    Layer normalization =
        layer("Normalization", config("axis", List.of(-1), "mean", array, "variance", variance));
    assertArrayEquals(
        new double[] {1, 5.5 / 3},
        normalization.apply(pair).evaluate(feed(pair, values)).toDoubles(),
        TOLERANCE);
  }

  @Test
  void whatTheLatestKerasSaysIsRead() {
    Config glorot = config("seed", null, "input_axes", null, "output_axes", null);
    Config kernel = config("class_name", "GlorotUniform", "config", glorot);
    layer("Dense", config("units", 1, "kernel_initializer", kernel));
    Config other = kernel.with("config", glorot.with("input_axes", List.of(0)));
    refused("Dense", config("units", 1, "kernel_initializer", other), "'input_axes'", "last two");
    layer(
        "BatchNormalization",
        config("renorm", false, "renorm_clipping", null, "renorm_momentum", 0.99));
  }

  @Test
  void aWeightMayBeginWithAnArray() {
    Config table = nested("Constant", "value", List.of(List.of(1, 2), List.of(3, 4)));
    Config embedding = config("input_dim", 2, "output_dim", 2, "embeddings_initializer", table);
    Tensor ids = input("ids", INT32, 3);
    Layer layer = layer("Embedding", embedding);
    layer.apply(ids);
    assertEquals(
        NDArray.ofArray(new float[][] {{1, 2}, {3, 4}}),
        slotOf(layer.weights().get(0)).value());
    assertEquals(
        layer.config().get("embeddings_initializer"),
        layer("Embedding", layer.config()).config().get("embeddings_initializer"));
    Layer fits = layer("Embedding", embedding.with("input_dim", 5));
    assertThrows(IllegalArgumentException.class, () -> fits.apply(ids));
    Config ragged = nested("Constant", "value", List.of(List.of(1, 2), List.of(3)));
    refused("Embedding", embedding.with("embeddings_initializer", ragged), "'value'", "as long as");
  }

  @ParameterizedTest
  @CsvSource({
    "MaxPool2D, MaxPooling2D", "AvgPool2D, AveragePooling2D",
    "GlobalMaxPool2D, GlobalMaxPooling2D", "GlobalAvgPool2D, GlobalAveragePooling2D"
  })
  void layersHaveKerasesSecondNames(String second, String first) {
    assertEquals(first, layer(second, Config.empty()).className());
    Config convolution = config("filters", 1, "kernel_size", 1);
    assertEquals("Conv1D", layer("Convolution1D", convolution).className());
    assertEquals("Conv2DTranspose", layer("Convolution2DTranspose", convolution).className());
  }

  @Test
  void paddingIsSaidInAnyCaseOfLetters() {
    Config config = config("filters", 1, "kernel_size", 3, "padding", "SAME");
    assertEquals("same", layer("Conv1D", config).config().get("padding"));
  }

  @Test
  void aNormalizationOfKeras2AlongSeveralAxesIsRefused() {
    layer("BatchNormalization", config("axis", List.of(3)));
    refused("BatchNormalization", config("axis", List.of(1, 2)), "must be one axis", "[1, 2]");
  }

  @Test
  void aWeightHasItsAxesInTheOrderInWhichTheyWereSaid() {
    Tensor image = input("image", FLOAT64, 2, 3);
    Layer layer = layer("LayerNormalization", config("axis", List.of(2, 1), "epsilon", 0));
    Tensor y = layer.apply(image);
    Tensor gamma = layer.weights().get(0);
    assertEquals(List.of(3, 2), slotOf(gamma).value().shape());
    slotOf(gamma).set(NDArray.of(1.0, 2, 3, 4, 5, 6).reshape(3, 2));
    NDArray values = NDArray.of(1.0, -1, 1, -1, 1, -1).reshape(1, 2, 3);
    // Mean 0 and variance 1 already; Keras lays the factors over (2, 3) one after the other.
    assertArrayEquals(
        new double[] {1, -2, 3, -4, 5, -6}, y.evaluate(feed(image, values)).toDoubles(), TOLERANCE);
  }

  @Test
  void whatIsNotWholeIsNotRoundedDown() {
    refused("ZeroPadding2D", config("padding", List.of(1.5, 1)), "must be a whole number");
    refused("Cropping1D", config("cropping", List.of(0.5, 1)), "must be a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LSTM", "ConvLSTM1D", "Bidirectional"})
  void recurrentLayersHaveNoConstants(String className) {
    Config told = config("units", 1);
    if (className.equals("ConvLSTM1D")) {
      told = config("filters", 1, "kernel_size", 1);
    } else if (className.equals("Bidirectional")) {
      told = config("layer", config("class_name", "LSTM", "config", told));
    }
    layer(className, told.with("num_constants", 0).with("time_major", false));
    refused(className, told.with("num_constants", 1), "cells of Keras 3 are passed no constants");
    refused(className, told.with("time_major", true), "Keras 3 has it no more");
  }

  @Test
  void aConvolutionalLstmMayGiveZerosForWhatIsLeftOut() {
    Config told = config(
        "filters", 1, "kernel_size", 1, "return_sequences", true, "zero_output_for_mask", true);
    Tensor steps = input("steps", FLOAT64, 3, 2, 1);
    Tensor mask = input("mask", io.opwalk.DType.BOOL, 3);
    NDArray values = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(1, 3, 2, 1), 3);
    NDArray counts = NDArray.ofArray(new boolean[][] {{true, false, true}});
    for (boolean back : List.of(false, true)) {
      Layer zeros = layer("ConvLSTM1D", told.with("go_backwards", back));
      Tensor given = zeros.apply(List.of(steps), CallOptions.masked(mask)).get(0);
      double[] found = given.evaluate(feed(steps, values).and(mask, counts)).toDoubles();
      assertArrayEquals(new double[] {0, 0}, Arrays.copyOfRange(found, 2, 4));
      assertTrue(found[0] != 0 && found[1] != 0 && found[4] != 0 && found[5] != 0);
    }
  }

  @Test
  void aConvolutionalLstmGoesBothWays() {
    Config cell = config("filters", 1, "kernel_size", 1, "return_sequences", true, "name", "c");
    Config both =
        config("layer", config("class_name", "ConvLSTM1D", "config", cell), "name", "both");
    Tensor steps = input("steps", FLOAT64, 3, 2, 1);
    Layer layer = layer("Bidirectional", both);
    Tensor y = layer.apply(steps);
    NDArray values = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(1, 3, 2, 1), 3);
    double[] found = y.evaluate(feed(steps, values)).toDoubles();
    Layer ahead = layer("ConvLSTM1D", cell);
    Layer behind = layer("ConvLSTM1D", cell.with("go_backwards", true));
    double[] forward = of(ahead, layer.weights().subList(0, 3), steps, values);
    double[] backward = of(behind, layer.weights().subList(3, 6), steps, values);
    for (int step = 0; step < 3; step++) {
      for (int place = 0; place < 2; place++) {
        int at = step * 2 + place;
        assertEquals(forward[at], found[2 * at], TOLERANCE);
        // What goes backwards gives its steps in the order of computation.
        assertEquals(backward[(2 - step) * 2 + place], found[2 * at + 1], TOLERANCE);
      }
    }
    assertEquals(layer.config(), layer("Bidirectional", layer.config()).config());
    Config dense = config("class_name", "Dense", "config", config("units", 1));
    refused("Bidirectional", config("layer", dense), "must be a recurrent layer");
  }

  private static double[] of(Layer layer, List<Tensor> weights, Tensor steps, NDArray values) {
    Tensor y = layer.apply(steps);
    for (int i = 0; i < weights.size(); i++) {
      slotOf(layer.weights().get(i)).set(slotOf(weights.get(i)).value());
    }
    return y.evaluate(feed(steps, values)).toDoubles();
  }

  @Test
  void masksComeBehindEachOtherAsTheirSequencesDo() {
    Tensor a = input("a", FLOAT64, 2, 1);
    Tensor b = input("b", FLOAT64, 3, 1);
    Tensor masked = a.then(Layers.masking());
    Layer joined = layer("Concatenate", config("axis", 1));
    Tensor y = joined.apply(List.of(masked, b)).get(0);
    assertEquals(
        NDArray.ofArray(new boolean[][] {{false, true, true, true, true}}),
        LayerCall.maskOf(y)
            .orElseThrow()
            .evaluate(feed(a, new double[][][] {{{0}, {5}}}).and(b, new double[1][3][1])));
    assertTrue(LayerCall.maskOf(joined.apply(List.of(b, b)).get(0)).isEmpty());
  }

  @Test
  void aNumberThatIsNoCategoryNamesTheLayer() {
    Tensor ids = input("ids", INT32, 2);
    Layer layer = layer("CategoryEncoding", config("num_tokens", 4, "name", "kinds"));
    EvaluationException error = assertThrows(
        EvaluationException.class,
        () -> layer.apply(ids).evaluate(feed(ids, new int[][] {{1, 7}})));
    assertTrue(error.getMessage().contains("'kinds/Categories'"), error.getMessage());
    assertTrue(error.getMessage().contains("index 7 at position [0, 1]"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rescaling", "Normalization", "Resizing"})
  void preprocessingTakesWholeNumbers(String className) {
    Tensor pixels = input("pixels", INT32, 2, 2, 1);
    Config told = config(
        className.equals("Rescaling") ? "scale" : "mean",
        0.5,
        className.equals("Rescaling") ? "offset" : "variance",
        4);
    Config size = config("height", 1, "width", 1);
    Layer layer = layer(className, className.equals("Resizing") ? size : told);
    NDArray found =
        layer.apply(pixels).evaluate(feed(pixels, new int[][][][] {{{{3}, {3}}, {{3}, {3}}}}));
    float expected =
        className.equals("Rescaling") ? 5.5f : className.equals("Resizing") ? 3 : 1.25f;
    assertEquals(expected, found.cast(FLOAT64).toDoubles()[0]);
    assertEquals(io.opwalk.DType.FLOAT32, found.dtype());
  }

  @Test
  void aPolicyStandsForItsDtype() {
    Config policy = nested("DTypePolicy", "name", "float64");
    Layer embedding = layer("Embedding", config("input_dim", 2, "output_dim", 2, "dtype", policy));
    assertEquals(FLOAT64, embedding.apply(input("ids", INT32, 3)).dtype());
    refused("Embedding", config("input_dim", 2, "output_dim", 2, "dtype", 3), "'dtype'");
  }
}
