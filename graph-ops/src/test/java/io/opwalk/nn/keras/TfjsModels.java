package io.opwalk.nn.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.Weight;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelAsLayer;
import io.opwalk.nn.model.ModelLayer;
import io.opwalk.nn.model.Sequential;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Models in the form in which TensorFlow.js writes them: JSON, and weights behind each other. */
final class TfjsModels {
  private TfjsModels() {}

  /** The model, with floating inputs of the given dtype; its layers follow. */
  static Model read(JsonNode json, DType dtype) {
    return read(json, dtype, false);
  }

  /** The same, where wanted without dilation. */
  static Model read(JsonNode json, DType dtype, boolean undilated) {
    JsonNode topology = json.get("modelTopology");
    Config read = ofDtype(CaseArchive.config(topology.get("config")), dtype);
    Config config = undilated ? undilated(read) : read;
    return topology.get("class_name").asText().equals("Sequential")
        ? Sequential.fromConfig(config)
        : Model.fromConfig(config);
  }

  /** A config as it would be of another dtype, and with the activations of Keras 2. */
  static Config ofDtype(Config config, DType dtype) {
    Config.Builder changed = Config.builder();
    for (String key : config.keys()) {
      changed.put(key, changed(key, config.get(key), dtype));
    }
    return changed.build();
  }

  private static Config undilated(Config config) {
    List<Config> layers = new ArrayList<>();
    for (Object layer : (List<?>) config.get("layers")) {
      Config inner = (Config) ((Config) layer).get("config");
      layers.add(
          inner.has("dilation_rate")
              ? ((Config) layer).with("config", inner.with("dilation_rate", List.of(1, 1)))
              : (Config) layer);
    }
    return config.with("layers", layers);
  }

  private static Object changed(String key, Object value, DType dtype) {
    if (value instanceof Config nested) {
      Config inner = ofDtype(nested, dtype);
      return inner.has("embeddings_initializer")
          ? inner.with("dtype", dtype.name().toLowerCase(Locale.ROOT))
          : inner;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(changed("", element, dtype)));
      return elements;
    }
    if (key.equals("dtype") && "float32".equals(value)) {
      return dtype.name().toLowerCase(Locale.ROOT);
    }
    boolean old = key.endsWith("activation") && "hard_sigmoid".equals(value);
    return old ? "hard_sigmoid_keras2" : value;
  }

  /** The weights by the {@link WeightKeys} of the innermost model's layers. */
  static Map<String, Tensor> weights(Model model) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightKeys keys = new WeightKeys();
    for (ModelLayer layer : model.layers()) {
      Layer own = layer.layer().orElseThrow();
      if (own instanceof ModelAsLayer nested) {
        weights.putAll(weights(nested.model()));
        continue;
      }
      for (Weight weight : own.variables()) {
        if (weight.kind() != Weight.Kind.STATE) {
          weights.put(keys.of(layer.name() + "/" + weight.leaf()), weight.parameter());
        }
      }
    }
    return weights;
  }

  /** Sets all weights that a model's JSON lists; each must be there, and no other. */
  static void setWeights(Model model, JsonNode json, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, NDArray> values = new LinkedHashMap<>();
    WeightKeys keys = new WeightKeys();
    for (JsonNode group : json.get("weightsManifest")) {
      for (JsonNode weight : group.get("weights")) {
        List<Integer> shape = Values.shape(weight);
        float[] floats = new float[shape.stream().reduce(1, Math::multiplyExact)];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = in.getFloat();
        }
        values.put(keys.of(weight.get("name").asText()), NDArray.of(shape, floats));
      }
    }
    setWeights(model, values);
  }

  static void setWeights(Model model, Map<String, NDArray> values) {
    Map<String, Tensor> weights = weights(model);
    if (!weights.keySet().equals(values.keySet())) {
      throw new IllegalStateException(
          "the model has " + weights.keySet() + ", the file " + values.keySet());
    }
    Map<Tensor, NDArray> byParameter = new LinkedHashMap<>();
    weights.forEach(
        (name, parameter) -> byParameter.put(parameter, values.get(name).cast(parameter.dtype())));
    model.setWeights(model.parameters().stream().map(byParameter::get).toList());
  }
}
