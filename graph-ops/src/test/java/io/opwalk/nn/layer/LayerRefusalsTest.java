package io.opwalk.nn.layer;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Layers.input;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.model.StandardLayers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that do not fit: the error names the layer, and every input with its type. */
final class LayerRefusalsTest {
  private static final Tensor FLAT = input("flat", FLOAT32, 4);
  private static final Tensor STEPS = input("steps", FLOAT32, UNKNOWN, 4);
  private static final Tensor IMAGE = input("image", FLOAT32, 6, 6, 3);
  private static final Tensor OPEN = input("open", FLOAT32, 6, 6, UNKNOWN);
  private static final Tensor WHOLE = input("whole", INT32, 6, 6, 3);
  private static final Tensor TRUTH = input("truth", BOOL, 4);

  private static Arguments row(String className, Config config, Tensor... inputs) {
    return Arguments.of(className, config, Arrays.asList(inputs));
  }

  private static Config config(Object... keysAndValues) {
    Config.Builder config = Config.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return config.build();
  }

  static Stream<Arguments> spatial() {
    Config conv = config("filters", 2, "kernel_size", 3);
    return Stream.of(
        row("Conv2D", conv, FLAT),
        row("Conv2D", conv, OPEN),
        row("Conv2D", conv, WHOLE),
        row("Conv2D", conv, IMAGE, IMAGE),
        row("Conv2D", conv.with("groups", 2), IMAGE),
        row("Conv2D", conv.with("kernel_size", 7), IMAGE),
        row("Conv1D", conv, IMAGE),
        row("Conv3D", conv, IMAGE),
        row("Conv2DTranspose", conv, STEPS),
        row("DepthwiseConv2D", config("kernel_size", 3), FLAT),
        row("SeparableConv2D", conv, FLAT),
        row("MaxPooling2D", config(), STEPS),
        row("AveragePooling1D", config(), IMAGE),
        row("GlobalMaxPooling2D", config(), FLAT),
        row("GlobalAveragePooling1D", config(), IMAGE),
        row("Cropping2D", config("cropping", 1), STEPS),
        row("ZeroPadding1D", config(), IMAGE),
        row("UpSampling3D", config(), IMAGE),
        row("Resizing", config("height", 3, "width", 3), STEPS));
  }

  static Stream<Arguments> others() {
    Config cell = config("units", 2);
    return Stream.of(
        row("Dense", config("units", 2), TRUTH),
        row("Embedding", config("input_dim", 3, "output_dim", 2), TRUTH),
        row("RepeatVector", config("n", 2), STEPS),
        row("Permute", config("dims", List.of(2, 1)), FLAT),
        row("Reshape", config("target_shape", List.of(3)), FLAT),
        row("Reshape", config("target_shape", List.of(-1, 3)), FLAT),
        row("Reshape", config("target_shape", List.of(-1, -1)), FLAT),
        row("Add", config(), FLAT),
        row("Add", config(), FLAT, IMAGE),
        row("Subtract", config(), FLAT, FLAT, FLAT),
        row("Multiply", config(), FLAT, TRUTH),
        row("Concatenate", config(), FLAT, IMAGE),
        row("Dot", config("axes", 1), FLAT),
        row("Dot", config("axes", 1), FLAT, IMAGE),
        row("BatchNormalization", config(), OPEN),
        row("BatchNormalization", config("axis", 4), IMAGE),
        row("BatchNormalization", config(), WHOLE),
        row("LayerNormalization", config("axis", List.of(1, -1)), STEPS),
        row("GroupNormalization", config("groups", 2), IMAGE),
        row("LSTM", cell, FLAT),
        row("LSTM", cell, STEPS, FLAT),
        row("GRU", cell, IMAGE),
        row("Bidirectional", config("layer", config("class_name", "LSTM", "config", cell)), FLAT),
        row("ConvLSTM2D", config("filters", 2, "kernel_size", 3), IMAGE),
        row(
            "TimeDistributed",
            config("layer", config("class_name", "Dense", "config", cell)),
            input("one", FLOAT32)),
        row("Dropout", config("rate", 0.5), WHOLE),
        row("PReLU", config(), OPEN),
        row("Attention", config(), FLAT, FLAT),
        row("Attention", config(), STEPS),
        row("Attention", config(), STEPS, input("wider", FLOAT32, UNKNOWN, 5)),
        row("MultiHeadAttention", config("num_heads", 2, "key_dim", 2), FLAT, FLAT),
        row("CategoryEncoding", config("num_tokens", 2), TRUTH),
        row("Discretization", config("bin_boundaries", List.of(0.0)), TRUTH),
        row("Normalization", config(), OPEN),
        row("Normalization", config(), TRUTH));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource({"spatial", "others"})
  void theErrorNamesLayerAndInputs(String className, Config config, List<Tensor> inputs) {
    Layer layer = StandardLayers.registry().fromConfig(className, config.with("name", "given"));
    TypeException error = assertThrows(TypeException.class, () -> layer.apply(inputs));
    String message = error.getMessage();
    assertTrue(message.startsWith("layer 'given"), message);
    for (Tensor input : inputs) {
      assertTrue(message.contains("'" + input.name() + "' " + input.type()), message);
    }
  }

  static Stream<Arguments> weighted() {
    return Stream.of(
        Arguments.of("Dense", config("units", 2), FLAT, input("other", FLOAT32, 5)),
        Arguments.of("Dense", config("units", 2), FLAT, input("other", FLOAT64, 4)),
        Arguments.of(
            "Conv2D",
            config("filters", 2, "kernel_size", 3),
            IMAGE,
            input("other", FLOAT32, 6, 6, 4)),
        Arguments.of("LSTM", config("units", 2), STEPS, input("other", FLOAT32, UNKNOWN, 5)),
        Arguments.of("BatchNormalization", config(), FLAT, input("other", FLOAT32, 5)),
        Arguments.of("PReLU", config(), FLAT, input("other", FLOAT32, 5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weighted")
  void whatDoesNotFitItsWeightsIsRefusedToo(
      String className, Config config, Tensor first, Tensor second) {
    Layer layer = StandardLayers.registry().fromConfig(className, config.with("name", "given"));
    layer.apply(first);
    TypeException error = assertThrows(TypeException.class, () -> layer.apply(second));
    assertTrue(error.getMessage().startsWith("layer 'given'"), error.getMessage());
    assertTrue(error.getMessage().contains("'other' " + second.type()), error.getMessage());
  }
}
