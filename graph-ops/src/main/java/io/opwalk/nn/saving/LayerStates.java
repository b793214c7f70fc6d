package io.opwalk.nn.saving;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.LayerState;
import io.opwalk.nn.saving.graph.ParameterTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States of layers as data and back; a weight is the number of a parameter. */
final class LayerStates {
  private LayerStates() {}

  static Config write(LayerState state, ParameterTable parameters) {
    Config.Builder weights = Config.builder();
    state.weights().forEach((leaf, weight) -> weights.put(leaf, parameters.numberOf(weight)));
    return Config.builder()
        .put("name", state.name().orElse(null))
        .put("trainable", state.trainable())
        .put("weights", weights.build())
        .put(
            "inner",
            state.inner().stream().map(inner -> write(inner, parameters)).toList())
        .build();
  }

  /**
   * Reads a state.
   *
   * @param made the state of the layer that is to get it: layers within a model within a layer have
   *     weights already, which get the values of those of the file
   * @throws ConfigException where it is not one of such a layer
   */
  static LayerState read(Config data, LayerState made, SavedParameters parameters) {
    ConfigReader in = new ConfigReader("the state of a layer", data);
    Optional<String> name = in.has("name") ? Optional.of(in.text("name")) : Optional.empty();
    in.ignore("name");
    boolean trainable = in.flag("trainable", true);
    Config numbers = in.config("weights").orElse(Config.empty());
    ConfigReader weightsIn = new ConfigReader("the weights of a layer", numbers);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (String leaf : numbers.keys()) {
      int number = weightsIn.integer(leaf);
      if (made.weights().containsKey(leaf)) {
        parameters.replace(number, made.weights().get(leaf));
      }
      weights.put(leaf, parameters.parameter(number));
    }
    List<Config> inner = in.configs("inner");
    if (inner.size() != made.inner().size()) {
      throw in.wrong("inner", "must be " + made.inner().size() + " layers", inner.size());
    }
    List<LayerState> states = new ArrayList<>();
    for (int i = 0; i < inner.size(); i++) {
      states.add(read(inner.get(i), made.inner().get(i), parameters));
    }
    in.finish();
    return new LayerState(name, trainable, weights, states);
  }
}
