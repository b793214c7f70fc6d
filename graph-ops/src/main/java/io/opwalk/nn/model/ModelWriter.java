package io.opwalk.nn.model;

import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.LayerCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Layers and connections as a config, in Keras's form. */
final class ModelWriter {
  private final Model model;

  /** Where each tensor comes from: the layer's name, which of its calls, which output. */
  private final Map<Tensor, List<Object>> sources = new HashMap<>();

  ModelWriter(Model model) {
    this.model = model;
  }

  Config functional() {
    requireLayers(model);
    List<Config> layers = new ArrayList<>();
    List<List<Object>> inputs = new ArrayList<>();
    for (int i = 0; i < model.inputs().size(); i++) {
      Config config = input(model, i);
      layers.add(Config.builder()
          .put("class_name", "InputLayer")
          .put("config", config)
          .put("name", config.get("name"))
          .put("inbound_nodes", List.of())
          .build());
      List<Object> source = List.of(config.get("name"), 0, 0);
      sources.put(model.inputs().get(i), source);
      inputs.add(source);
    }
    model.layers().forEach(this::locate);
    model.layers().forEach(layer -> layers.add(write(layer)));
    return Config.builder()
        .put("name", model.name())
        .put("trainable", model.options().trainable())
        .put("layers", layers)
        .put("input_layers", inputs)
        .put("output_layers", model.outputs().stream().map(sources::get).toList())
        .build();
  }

  /** Refuses what a config cannot hold, before anything is written. */
  static void requireLayers(Model model) {
    for (Part part : model.structure().parts()) {
      if (part instanceof Part.Node node && !node.inputs().isEmpty()) {
        throw new UnsupportedOperationException("a config holds layers, and no layer made "
            + node.apply() + ": put it into a layer, such as a Lambda");
      }
    }
  }

  /** The config of an InputLayer. */
  static Config input(Model model, int index) {
    Tensor input = model.inputs().get(index);
    List<Object> shape = new ArrayList<>();
    for (Dim dim : input.shape().dims()) {
      OptionalLong size = dim.fixedSize();
      shape.add(size.isPresent() ? (Object) size.getAsLong() : null);
    }
    return Config.builder()
        .put("batch_shape", shape)
        .put("dtype", input.dtype().name().toLowerCase(Locale.ROOT))
        .put("name", inputNames(model).get(index))
        .build();
  }

  /**
   * What the inputs are called among the layers: as they are, but for those that have no name of
   * their own, such as one that is some layer's node or the second of two {@code input}.
   */
  static List<String> inputNames(Model model) {
    Set<String> taken = new HashSet<>();
    model.layers().forEach(layer -> taken.add(layer.name()));
    List<String> names = new ArrayList<>();
    for (Tensor input : model.inputs()) {
      boolean usable = !input.name().isEmpty() && !input.name().contains("/");
      String base = usable ? input.name() : "input";
      String name = base;
      for (int i = 1; !taken.add(name); i++) {
        name = base + "_" + i;
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  private void locate(ModelLayer layer) {
    for (int call = 0; call < layer.calls().size(); call++) {
      List<Tensor> outputs = layer.calls().get(call).outputs();
      for (int i = 0; i < outputs.size(); i++) {
        sources.put(outputs.get(i), List.of(layer.name(), call, i));
      }
    }
  }

  /**
   * Options of a call as Keras has them: one mask, or a list of them with nulls, each for an input.
   * Keras has a phase that is fixed to false go by that of the model, so ours has a key of its own.
   */
  private Config told(LayerCall call) {
    Config.Builder told = Config.builder();
    Map<Integer, Tensor> masks = call.options().masks();
    if (masks.size() == 1 && call.inputs().size() == 1) {
      told.put("mask", sources.get(masks.get(0)));
    } else if (!masks.isEmpty()) {
      List<Object> each = new ArrayList<>();
      for (int i = 0; i < call.inputs().size(); i++) {
        each.add(masks.containsKey(i) ? sources.get(masks.get(i)) : null);
      }
      told.put("mask", each);
    }
    call.options().training().ifPresent(fixed -> {
      told.put("training", fixed);
      if (!fixed) {
        told.put(CallArguments.FIXED_TRAINING, fixed);
      }
    });
    return told.build();
  }

  private Config write(ModelLayer layer) {
    List<List<List<Object>>> nodes = new ArrayList<>();
    for (LayerCall call : layer.calls()) {
      List<List<Object>> node = new ArrayList<>();
      Config told = told(call);
      call.inputs().forEach(input -> {
        List<Object> source = new ArrayList<>(sources.get(input));
        source.add(node.isEmpty() ? told : Config.empty());
        node.add(source);
      });
      nodes.add(node);
    }
    return Config.builder()
        .put("class_name", layer.layer().orElseThrow().className())
        .put("config", layer.layer().orElseThrow().config().with("name", layer.name()))
        .put("name", layer.name())
        .put("inbound_nodes", nodes)
        .build();
  }
}
