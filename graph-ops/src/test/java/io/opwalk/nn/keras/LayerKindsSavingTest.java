package io.opwalk.nn.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.Lambda;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.nn.saving.Models;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.Backends;
import io.opwalk.walk.Walk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kinds of layers that the cases of Keras have none of, saved and loaded: the same bits. */
final class LayerKindsSavingTest {
  /** Models, which other tests save, and an old name. */
  private static final Set<String> ELSEWHERE =
      Set.of("Functional", "Model", "Sequential", "Convolution2D", "GroupQueryAttention", "Lambda");

  @TempDir
  Path directory;

  /**
   * A kind with its config.
   *
   * @param shapes those of its inputs, behind the batch
   */
  record Kind(String className, DType dtype, Config config, List<List<Integer>> shapes) {
    @Override
    public String toString() {
      return className;
    }
  }

  private static Kind kind(String className, Map<String, ?> config, List<Integer> shape) {
    return new Kind(className, DType.FLOAT64, Config.of(config), List.of(shape));
  }

  private static Kind kind(
      String className, Map<String, ?> config, List<Integer> shape, List<Integer> other) {
    return new Kind(className, DType.FLOAT64, Config.of(config), List.of(shape, other));
  }

  static Stream<Kind> kinds() {
    List<Integer> row = List.of(4);
    List<Integer> line = List.of(6, 4);
    List<Integer> image = List.of(4, 4, 2);
    List<Integer> volume = List.of(4, 4, 4, 2);
    return Stream.of(
        kind("ActivityRegularization", Map.of("l1", 0.1), row),
        kind("AdditiveAttention", Map.of(), line, List.of(5, 4)),
        kind("Attention", Map.of("use_scale", true), line, List.of(5, 4)),
        new Kind(
            "CategoryEncoding",
            DType.INT32,
            Config.of(Map.of("num_tokens", 9, "output_mode", "multi_hot")),
            List.of(row)),
        kind("Conv1DTranspose", Map.of("filters", 2, "kernel_size", 3), line),
        kind("ConvLSTM1D", Map.of("filters", 2, "kernel_size", 3), List.of(3, 6, 2)),
        kind("Cropping1D", Map.of("cropping", List.of(1, 2)), line),
        kind("Cropping3D", Map.of("cropping", 1), volume),
        kind("DepthwiseConv1D", Map.of("kernel_size", 3), line),
        kind("Discretization", Map.of("bin_boundaries", List.of(-0.5, 0.0, 0.5)), row),
        kind("GaussianDropout", Map.of("rate", 0.25), row),
        kind("GaussianNoise", Map.of("stddev", 0.5), row),
        kind("GlobalAveragePooling1D", Map.of(), line),
        kind("GlobalAveragePooling3D", Map.of(), volume),
        kind("GlobalMaxPooling1D", Map.of(), line),
        kind("GlobalMaxPooling3D", Map.of(), volume),
        kind(
            "GroupedQueryAttention",
            Map.of("num_query_heads", 4, "num_key_value_heads", 2, "head_dim", 3),
            line,
            List.of(5, 4)),
        kind("GroupNormalization", Map.of("groups", 2), line),
        kind("MultiHeadAttention", Map.of("num_heads", 2, "key_dim", 3), line, List.of(5, 4)),
        kind(
            "Normalization",
            Map.of("mean", List.of(1, 2, 3, 4), "variance", List.of(1, 2, 3, 4)),
            row),
        kind("RMSNormalization", Map.of(), row),
        kind("Reshape", Map.of("target_shape", List.of(2, -1)), row),
        kind("Resizing", Map.of("height", 6, "width", 3), image),
        kind("SeparableConv1D", Map.of("filters", 2, "kernel_size", 3), line),
        kind("SpatialDropout2D", Map.of("rate", 0.5), image),
        kind("SpatialDropout3D", Map.of("rate", 0.5), volume),
        kind("Subtract", Map.of(), row, row),
        kind("ThresholdedReLU", Map.of("theta", 0.25), row),
        kind("UnitNormalization", Map.of(), row),
        kind("UpSampling1D", Map.of("size", 2), line),
        kind("UpSampling3D", Map.of("size", 2), volume),
        kind("ZeroPadding1D", Map.of("padding", 1), line),
        kind("ZeroPadding3D", Map.of("padding", 1), volume));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isTheSameWhenLoaded(Kind kind) {
    List<Tensor> inputs = new ArrayList<>();
    for (List<Integer> shape : kind.shapes()) {
      long[] dims = Stream.concat(Stream.of(-1), shape.stream())
          .mapToLong(Integer::longValue)
          .toArray();
      inputs.add(Tensors.placeholder("in" + inputs.size(), kind.dtype(), Shape.shape(dims)));
    }
    Model model = Model.of(
        inputs,
        StandardLayers.registry().fromConfig(kind.className(), kind.config()).apply(inputs));
    Path file = directory.resolve("model");
    Models.save(model, file);
    Model loaded = Models.load(file);
    assertEquals(names(model), names(loaded));
    assertEquals(model.config(), loaded.config());
    assertEquals(values(model, kind, false), values(loaded, kind, false));
    assertEquals(values(model, kind, true), values(loaded, kind, true));
  }

  private static List<String> names(Model model) {
    return model.graph().applies().stream().map(Apply::name).toList();
  }

  private static List<NDArray> values(Model model, Kind kind, boolean learning) {
    Feed feed = Feed.empty();
    for (int i = 0; i < model.inputs().size(); i++) {
      List<Integer> shape = kind.shapes().get(i);
      int size = shape.stream().reduce(2, Math::multiplyExact);
      double[] values = new double[size];
      Arrays.setAll(values, at -> kind.dtype() == DType.INT32 ? at % 9 : at * 37 % 101 / 50.0 - 1);
      int[] dims =
          Stream.concat(Stream.of(2), shape.stream()).mapToInt(dim -> dim).toArray();
      feed =
          feed.and(model.inputs().get(i), NDArray.of(values).cast(kind.dtype()).reshape(dims));
    }
    boolean asks = model.outputs().stream().anyMatch(y -> Walk.dependsOn(y, Phase.learning()));
    Feed all = asks ? feed.and(Phase.learning(), NDArray.scalar(learning)) : feed;
    return Backends.best().evaluate(model.outputs(), all);
  }

  @Test
  void everyKindIsSavedByATest() {
    CaseArchive cases = new CaseArchive("layers.zip");
    Set<String> missing = new TreeSet<>(StandardLayers.registry().classNames());
    for (String folder : cases.folders("cases/", "model.json")) {
      JsonNode topology = cases.json(folder + "/model.json").get("modelTopology");
      topology.get("config").get("layers").forEach(layer -> {
        missing.remove(layer.get("class_name").asText());
      });
    }
    kinds().forEach(kind -> missing.remove(kind.className()));
    missing.removeAll(ELSEWHERE);
    assertEquals(Set.of(), missing, "add a row for each of these");
  }

  @Test
  void aLambdaIsRefusedNamingItsLine() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 3);
    Model model = Model.of(x, x.then(Lambda.of(t -> Arithmetic.multiply(t, 2))));
    Path file = directory.resolve("model");
    UnsupportedOperationException refused =
        assertThrows(UnsupportedOperationException.class, () -> Models.save(model, file));
    assertTrue(
        refused.getMessage().startsWith("cannot save the layer Lambda 'lambda'"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains(".java:"), refused.getMessage());
    assertTrue(Files.notExists(file));
  }
}
