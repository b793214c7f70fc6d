package io.opwalk.nn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.layer.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a layer of a config is applied to, in the forms of Keras 2 and 3. */
final class CallArgumentsTest {
  private static Config config(Object... keysAndValues) {
    Config.Builder config = Config.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return config.build();
  }

  /** As Keras 3 writes a tensor. */
  private static Config tensor(String layer) {
    return config(
        "class_name",
        "__keras_tensor__",
        "config",
        config("shape", List.of(), "dtype", "float32", "keras_history", List.of(layer, 0, 0)));
  }

  private static Config input(String name, String dtype, Object... shape) {
    List<Object> batch = new ArrayList<>();
    batch.add(null);
    batch.addAll(List.of(shape));
    return config(
        "class_name",
        "InputLayer",
        "name",
        name,
        "config",
        config("batch_shape", batch, "dtype", dtype, "name", name),
        "inbound_nodes",
        List.of());
  }

  /** A model of two sequences, a mask, and one layer over them. */
  private static Model model(String className, Config layer, Object... nodes) {
    Config last = config(
        "class_name", className, "name", "last", "config", layer, "inbound_nodes", List.of(nodes));
    List<Config> layers = List.of(
        input("q", "float32", 3, 4),
        input("v", "float32", 5, 4),
        input("m", "bool", 3, 5),
        input("k", "bool", 3),
        input("l", "bool", 5),
        last);
    return Model.fromConfig(config(
        "name",
        "m",
        "layers",
        layers,
        "input_layers",
        inputs(nodes),
        "output_layers",
        List.of(List.of("last", 0, 0))));
  }

  private static List<Object> inputs(Object... nodes) {
    List<Object> used = new ArrayList<>();
    for (String name : List.of("q", "v", "m", "k", "l")) {
      if (List.of(nodes).toString().contains("[" + name + ", 0, 0")) {
        used.add(List.of(name, 0, 0));
      }
    }
    return used;
  }

  private static Config node(List<Object> args, Config kwargs) {
    return config("args", args, "kwargs", kwargs);
  }

  private static Layer last(Model model) {
    return model.layer("last").layer().orElseThrow();
  }

  private static List<String> inputsOf(Model model) {
    return model.layer("last").inputs().stream().map(Tensor::name).toList();
  }

  private final Config heads = config("num_heads", 2, "key_dim", 3);

  @Test
  void argumentsOfTheCallBecomeOptions() {
    Model model = model(
        "MultiHeadAttention",
        heads,
        node(
            List.of(tensor("q"), tensor("v")),
            config("use_causal_mask", true, "training", null, "query_mask", null)));
    assertEquals(true, last(model).config().get("use_causal_mask"));
    assertEquals(false, last(model).config().get("return_attention_scores"));
    assertEquals(List.of("q", "v"), inputsOf(model));
  }

  @Test
  void tensorsAreTakenByName() {
    Model model = model(
        "MultiHeadAttention",
        heads,
        node(List.of(tensor("q")), config("attention_mask", tensor("m"), "value", tensor("v"))));
    assertEquals(List.of("q", "v", "v", "m"), inputsOf(model));
  }

  @Test
  void masksAndPhasesAreToldTheCall() {
    Config dropout = config("rate", 0.5);
    Model fixed = model("Dropout", dropout, node(List.of(tensor("q")), config("training", true)));
    assertEquals(Optional.of(true), fixed.layer("last").call().options().training());
    // A false is Keras's default, which the phase of the model overrules.
    Model open = model("Dropout", dropout, node(List.of(tensor("q")), config("training", false)));
    assertTrue(open.layer("last").call().options().isNone());

    Model one = model(
        "GlobalAveragePooling1D",
        config(),
        node(List.of(tensor("q")), config("mask", tensor("k"))));
    assertEquals("k", one.layer("last").call().options().masks().get(0).name());
    Model several = model(
        "MultiHeadAttention",
        heads,
        node(
            List.of(tensor("q"), tensor("v")),
            config("query_mask", tensor("k"), "key_mask", tensor("l"))));
    assertEquals(List.of("q", "v", "v"), inputsOf(several));
    assertEquals(Set.of(0, 2), several.layer("last").call().options().masks().keySet());
    Model listed = model(
        "Attention",
        config(),
        node(
            List.of(List.of(tensor("q"), tensor("v"))),
            config("mask", Arrays.asList(null, tensor("l")))));
    assertEquals("l", listed.layer("last").call().options().masks().get(1).name());
    Model old = model(
        "GlobalAveragePooling1D",
        config(),
        List.of(List.of("q", 0, 0, config("mask", List.of("k", 0, 0)))));
    assertEquals("k", old.layer("last").call().options().masks().get(0).name());
  }

  @Test
  void theFormOfKeras2IsReadToo() {
    Model model = model(
        "Attention",
        config(),
        List.of(
            List.of("q", 0, 0, config("return_attention_scores", true)),
            List.of("v", 0, 0, config())));
    assertEquals(true, last(model).config().get("return_attention_scores"));
    assertEquals(List.of("q", "v"), inputsOf(model));
  }

  @Test
  void whatIsNotSupportedIsRefused() {
    ConfigException other = assertThrows(
        ConfigException.class,
        () -> model(
            "Dropout", config("rate", 0.5), node(List.of(tensor("q")), config("noise", true))));
    assertTrue(
        other.getMessage().contains("layer 'last' is applied with noise=true"), other.getMessage());
    ConfigException inPlace = assertThrows(
        ConfigException.class,
        () -> model("Multiply", config(), node(List.of(tensor("q"), 2.0), config())));
    assertTrue(
        inPlace.getMessage().contains("applied to 2.0 in the place of a tensor"),
        inPlace.getMessage());
    ConfigException constants = assertThrows(
        ConfigException.class,
        () -> model(
            "LSTM",
            config("units", 4),
            node(List.of(tensor("q")), config("constants", List.of(tensor("k"))))));
    assertTrue(constants.getMessage().contains("Keras 3 have no more"), constants.getMessage());
    ConfigException nothing = assertThrows(
        ConfigException.class,
        () -> model("Dropout", config("rate", 0.5), node(List.of(), config())));
    assertTrue(nothing.getMessage().contains("applied to no tensor"), nothing.getMessage());
  }

  @Test
  void aLayerIsAppliedTheSameWayEachTime() {
    Config once = node(List.of(tensor("q"), tensor("v")), config("use_causal_mask", true));
    Config again = node(List.of(tensor("q"), tensor("v")), config());
    ConfigException error =
        assertThrows(ConfigException.class, () -> model("MultiHeadAttention", heads, once, again));
    assertTrue(error.getMessage().contains("other arguments each time"), error.getMessage());
  }
}
