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
    JsonNode topology = json.get("modelTopology");
    Config config = ofDtype(CaseArchive.config(topology.get("config")), dtype);
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

  private static Object changed(String key, Object value, DType dtype) {
    if (value instanceof Config nested) {
      return ofDtype(nested, dtype);
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

  /** The weights by TensorFlow.js's names: of the innermost model's layer, and within it. */
  static Map<String, Tensor> weights(Model model) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (ModelLayer layer : model.layers()) {
      Layer own = layer.layer().orElseThrow();
      if (own instanceof ModelAsLayer nested) {
        weights.putAll(weights(nested.model()));
        continue;
      }
      for (Weight weight : own.variables()) {
        if (weight.kind() != Weight.Kind.STATE) {
          weights.put(layer.name() + "/" + weight.leaf(), weight.parameter());
        }
      }
    }
    return weights;
  }

  /** Sets all weights that a model's JSON lists; each must be there, and no other. */
  static void setWeights(Model model, JsonNode json, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (JsonNode group : json.get("weightsManifest")) {
      for (JsonNode weight : group.get("weights")) {
        List<Integer> shape = Values.shape(weight);
        float[] floats = new float[shape.stream().reduce(1, Math::multiplyExact)];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = in.getFloat();
        }
        values.put(weight.get("name").asText(), NDArray.of(shape, floats));
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
