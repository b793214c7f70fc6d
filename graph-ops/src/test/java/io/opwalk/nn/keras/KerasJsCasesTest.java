package io.opwalk.nn.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.Activation;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.activation.Shaped;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.Backends;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The layers of keras-js.zip: weights, input and output of Keras 2.0, for one sample each.
 *
 * <p>Values are rounded to 6 decimals, and computed in float32: 1e-5 of the largest magnitude is
 * allowed, and half a decimal below a magnitude of 0.1.
 */
final class KerasJsCasesTest {
  private static final double TOLERANCE = 1e-5;
  private static final double FLOOR = 0.1;
  private static final CaseArchive ARCHIVE = new CaseArchive("keras-js.zip");

  static Stream<Arguments> cases() {
    return ARCHIVE.folders("", "case.json").stream()
        .flatMap(folder ->
            Stream.of(DType.FLOAT64, DType.FLOAT32).map(dtype -> Arguments.of(folder, dtype)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void agrees(String folder, DType dtype) {
    JsonNode json = ARCHIVE.json(folder + "/case.json");
    Map<String, Tensor> made = new HashMap<>();
    Feed feed = Feed.empty();
    for (JsonNode input : json.get("inputs")) {
      NDArray value = batched(Values.read(input, dtype));
      long[] dims = value.shape().stream().mapToLong(Integer::longValue).toArray();
      Tensor x = Tensors.placeholder(input.get("name").asText(), dtype, dims);
      made.put(input.get("name").asText(), x);
      feed = feed.and(x, value);
    }
    Tensor last = null;
    boolean stateful = false;
    for (JsonNode node : json.get("nodes")) {
      List<Tensor> inputs = new ArrayList<>();
      node.get("from").forEach(from -> inputs.add(made.get(from.asText())));
      Layer layer = layer(node, dtype);
      last = layer.apply(inputs).get(0);
      stateful |= isStateful(node);
      setWeights(folder, layer, node.path("weights"), dtype);
      made.put(node.get("id").asText(), last);
    }
    NDArray expected = batched(Values.read(json.get("expected"), dtype));
    NDArray found = Backends.best().evaluate(List.of(last), feed).get(0);
    if (stateful) {
      // The expected value is that of a second call.
      Model model = Model.of(List.copyOf(feed.tensors()), List.of(last));
      assertEquals(found, model.predict(feed).get(0));
      found = model.predict(feed).get(0);
    }
    Values.assertClose(folder, expected, found, TOLERANCE, FLOOR);
  }

  private static NDArray batched(NDArray sample) {
    int[] dims = new int[sample.rank() + 1];
    dims[0] = 1;
    for (int i = 0; i < sample.rank(); i++) {
      dims[i + 1] = sample.dim(i);
    }
    return sample.reshape(dims);
  }

  private static Layer layer(JsonNode node, DType dtype) {
    if (node.has("activation")) {
      String name = node.get("activation").asText();
      double slope = node.path("options").path("alpha").asDouble(0);
      if (name.equals("relu") && slope != 0) {
        return Shaped.leakyRelu(slope, LayerOptions.defaults());
      }
      return new Activation(
          Activations.named(name.equals("hard_sigmoid") ? "hard_sigmoid_keras2" : name),
          LayerOptions.defaults().withName(node.get("id").asText()));
    }
    Config config = TfjsModels.ofDtype(CaseArchive.config(node.get("config")), dtype)
        .with("name", node.get("id").asText());
    String className = node.get("class_name").asText();
    if (className.equals("GRU")) {
      // The reset after the product came with Keras 2.1.
      config = config.with("reset_after", false);
    }
    if (className.equals("Embedding")) {
      config = config.with("dtype", dtype.name().toLowerCase(java.util.Locale.ROOT));
    }
    return StandardLayers.registry().fromConfig(className, config);
  }

  private static boolean isStateful(JsonNode node) {
    return node.path("config").path("stateful").asBoolean(false);
  }

  private static void setWeights(String folder, Layer layer, JsonNode values, DType dtype) {
    List<Tensor> weights = layer.weights();
    assertEquals(values.size(), weights.size(), folder + ": the number of weights");
    for (int i = 0; i < weights.size(); i++) {
      Tensors.slotOf(weights.get(i)).set(Values.read(values.get(i), dtype));
    }
  }
}
