package io.opwalk.nn.layer;

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
import io.opwalk.nn.layer.activation.Shaped;
import io.opwalk.nn.layer.noise.Noise;
import io.opwalk.nn.layer.noise.NoiseKind;
import io.opwalk.nn.layer.norm.SampleNormalization;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Logic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that Keras's layers have and few use: taken, or refused by name with the reason. */
final class KerasArgumentsTest {
  /** A few roundings of values of magnitude 1. */
  private static final double TOLERANCE = 1e-14;

  private final Tensor x = input(FLOAT64, 3);
  private final NDArray rows = NDArray.ofArray(new double[][] {{1, -2, 3}});

  private static Layer layer(String className, Config config) {
    return StandardLayers.registry().fromConfig(className, config);
  }

  @ParameterizedTest
  @CsvSource({
    "Dense, units, lora_rank, adds weights of its own",
    "Dense, units, quantization_config, weights are kept as they are",
    "BatchNormalization, axis, renorm, normalized by its own statistics",
    "BatchNormalization, axis, adjustment, Keras 3 has it no more",
    "CategoryEncoding, num_tokens, sparse, only Keras over TensorFlow has sparse tensors"
  })
  void whatIsNotSupportedIsRefusedWithTheReason(
      String className, String required, String key, String reason) {
    Config config = Config.builder().put(required, 1).build();
    layer(className, config.with(key, null));
    layer(className, config.with(key, false));
    ConfigException error =
        assertThrows(ConfigException.class, () -> layer(className, config.with(key, true)));
    assertTrue(error.getMessage().contains("'" + key + "'"), error.getMessage());
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }

  @Test
  void whatMeansNothingHereIsTaken() {
    layer("BatchNormalization", Config.builder().put("synchronized", true).build());
    layer(
        "MultiHeadAttention",
        Config.builder()
            .put("num_heads", 1)
            .put("key_dim", 2)
            .put("flash_attention", true)
            .build());
  }

  @Test
  void aRescalingMayHaveAFactorForEachChannel() {
    Rescaling each =
        new Rescaling(List.of(2.0, 0.5, -1.0), List.of(1.0, 0.0, 2.0), LayerOptions.defaults());
    assertEquals(
        NDArray.ofArray(new double[][] {{3, -1, -1}}), x.then(each).evaluate(feed(x, rows)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Rescaling(List.of(), List.of(0.0), LayerOptions.defaults()));
  }

  @Test
  void aSoftmaxMayGoAlongSeveralAxes() {
    Tensor square = input("square", FLOAT64, 2, 2);
    NDArray values = NDArray.of(0.5, -1, 2, 1).reshape(1, 2, 2);
    double[] expected = new double[4];
    double sum = 0;
    for (double value : values.toDoubles()) {
      sum += Math.exp(value);
    }
    for (int i = 0; i < 4; i++) {
      expected[i] = Math.exp(values.toDoubles()[i]) / sum;
    }
    Shaped softmax = Shaped.softmax(List.of(1, 2), LayerOptions.defaults());
    Tensor y = square.then(softmax);
    assertArrayEquals(expected, y.evaluate(feed(square, values)).toDoubles(), TOLERANCE);
    assertEquals(square, LayerCall.of(y).orElseThrow().preActivation());
    assertThrows(
        IllegalArgumentException.class, () -> Shaped.softmax(List.of(), LayerOptions.defaults()));
  }

  @Test
  void rmsScalingDividesByTheDeviationAndKeepsTheMean() {
    SampleNormalization layer = SampleNormalization.builder(SampleNormalization.Kind.LAYER)
        .rmsScaling(true)
        .scale(false)
        .epsilon(0.25)
        .build();
    Tensor y = x.then(layer);
    assertEquals(List.of("gamma"), layer.variables().stream().map(Weight::leaf).toList());
    // Mean 2 / 3, and squares of 14 / 3.
    double deviation = Math.sqrt(14.0 / 3 - 4.0 / 9 + 0.25);
    assertArrayEquals(
        new double[] {1 / deviation, -2 / deviation, 3 / deviation},
        y.evaluate(feed(x, rows)).toDoubles(),
        TOLERANCE);
    assertThrows(
        IllegalArgumentException.class,
        () -> SampleNormalization.builder(SampleNormalization.Kind.RMS).rmsScaling(true));
  }

  @Test
  void spatialDropoutKnowsWhereChannelsAre() {
    Tensor image = input("image", FLOAT64, 40, 2, 3);
    Noise layer = new Noise(
        NoiseKind.SPATIAL_2D,
        0.5,
        Optional.empty(),
        DataFormat.CHANNELS_FIRST,
        LayerOptions.defaults());
    NDArray found = image
        .then(layer)
        .evaluate(feed(image, NDArray.full(FLOAT64, 1, 1, 40, 2, 3))
            .and(Phase.learning(), NDArray.scalar(true)));
    int dropped = 0;
    for (int channel = 0; channel < 40; channel++) {
      double first = found.getDouble(0, channel, 0, 0);
      dropped += first == 0 ? 1 : 0;
      for (int place = 0; place < 6; place++) {
        assertEquals(first, found.getDouble(0, channel, place / 3, place % 3));
      }
    }
    // All of 40 channels, or none, once in 2^39 seeds.
    assertTrue(dropped > 0 && dropped < 40, "dropped " + dropped);
  }

  @Test
  void aLambdaMayPassAMask() {
    Tensor steps = input("steps", FLOAT64, 2, 1);
    Tensor masked = steps.then(new Masking(0, LayerOptions.defaults()));
    Lambda plain = Lambda.of(z -> Arithmetic.multiply(z, 2));
    assertTrue(LayerCall.maskOf(masked.then(plain)).isEmpty());
    Tensor inverted = masked.then(plain.withMask(Logic::logicalNot));
    NDArray values = NDArray.of(1.0, 0).reshape(1, 2, 1);
    assertEquals(
        NDArray.ofArray(new boolean[][] {{false, true}}),
        LayerCall.maskOf(inverted).orElseThrow().evaluate(feed(steps, values)));
  }
}
