package io.opwalk.nn.saving;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.layer.LayerState;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelAsLayer;
import io.opwalk.nn.model.ModelLayer;
import io.opwalk.nn.model.Part;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.saving.graph.GraphWriter;
import io.opwalk.nn.saving.graph.OpRegistry;
import io.opwalk.ops.composite.PlaceholderWithDefault;
import io.opwalk.ops.primitive.Constant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models as archives. All layers are in one table, those within a nested model too, since a layer
 * may be a part of several models; a model is the names of its layers, and a graph in which a call
 * of a layer is one entry.
 */
final class SavedModelWriter {
  static final ArchiveFormat FORMAT = new ArchiveFormat("opwalk-model", 1);

  /** The document of the layers and of the model without its graph. */
  static final String CONFIG = "config";

  /** The document of the graph. */
  static final String GRAPH = "graph";

  /** What is no part of a file, since everybody has it. */
  static final Map<String, Tensor> KNOWN = Map.of("learning_phase", Phase.learning());

  private final LayerRegistry registry;
  private final OpRegistry ops;
  private final ParameterBook parameters = new ParameterBook();
  private final ConstantArrays constants = new ConstantArrays();
  private final Map<Layer, Integer> numbers = new IdentityHashMap<>();
  private final List<Config> layers = new ArrayList<>();

  private SavedModelWriter(LayerRegistry registry, OpRegistry ops) {
    this.registry = registry;
    this.ops = ops;
  }

  /**
   * A model with its values.
   *
   * @throws UnsupportedOperationException where it holds code, naming it
   */
  static Archive archive(Model model, LayerRegistry registry, OpRegistry ops) {
    SavedModelWriter writer = new SavedModelWriter(registry, ops);
    Config whole = writer.model(model);
    Archive.Builder archive = Archive.builder(FORMAT)
        .document(
            CONFIG,
            Config.builder()
                .put("model", whole.without(GRAPH))
                .put("layers", writer.layers)
                .build())
        .document(GRAPH, (Config) whole.get(GRAPH));
    writer.parameters.addTo(archive);
    writer.constants.addTo(archive);
    return archive.build();
  }

  private Config model(Model model) {
    List<Config> named = new ArrayList<>();
    for (ModelLayer layer : model.layers()) {
      layer
          .layer()
          .ifPresent(own -> named.add(Config.builder()
              .put("name", layer.name())
              .put("layer", numberOf(own, layer))
              .build()));
    }
    return Config.builder()
        .put("class_name", model instanceof Sequential ? "Sequential" : "Functional")
        .put("name", model.asLayer().isNamed() ? model.name() : null)
        .put("trainable", model.asLayer().isTrainable())
        .put("layers", named)
        .put(GRAPH, graph(model))
        .build();
  }

  private int numberOf(Layer layer, ModelLayer place) {
    Integer known = numbers.get(layer);
    if (known != null) {
      return known;
    }
    Config written;
    try {
      written = layer(layer);
    } catch (UnsupportedOperationException code) {
      String line =
          place.outputs().get(0).owner().site().map(CreationSite::toString).orElse("");
      throw new UnsupportedOperationException(
          "cannot save the layer " + layer + (line.isEmpty() ? "" : " at " + line) + ": "
              + code.getMessage(),
          code);
    }
    layers.add(written);
    numbers.put(layer, layers.size() - 1);
    return layers.size() - 1;
  }

  private Config layer(Layer layer) {
    LayerState state = ((AbstractLayer) layer).state();
    Config.Builder written = Config.builder().put("class_name", layer.className());
    if (layer instanceof ModelAsLayer nested) {
      // Its layers are in the table.
      written.put("model", model(nested.model()));
      state = new LayerState(state.name(), state.trainable(), state.weights(), List.of());
    } else {
      written.put("config", config(layer));
    }
    return written.put("state", LayerStates.write(state, parameters)).build();
  }

  /** The config, once it has been seen to make a layer. */
  private Config config(Layer layer) {
    Config config = layer.config();
    try {
      registry.fromConfig(layer.className(), config);
    } catch (ConfigException notAgain) {
      throw new UnsupportedOperationException(
          "its config makes no layer: " + notAgain.getMessage(), notAgain);
    }
    return layer.isNamed() ? config : config.without("name");
  }

  private Config graph(Model model) {
    Map<Tensor, String> known = new IdentityHashMap<>();
    KNOWN.forEach((name, tensor) -> known.put(tensor, name));
    GraphWriter graph = new GraphWriter(ops, parameters, constants, known);
    for (Tensor input : model.inputs()) {
      if (known.containsKey(input) || isDefault(input.owner())) {
        graph.add(input.owner());
      } else {
        graph.addInput(input);
      }
    }
    for (Part part : model.parts()) {
      if (part instanceof Part.Node node) {
        graph.add(node.apply());
      } else {
        LayerCall call = ((Part.Call) part).call();
        graph.addMade(made(call), call.dependencies(), call.outputs());
      }
    }
    return graph.finish(model.inputs(), model.outputs());
  }

  /** A call; the last of its inputs are the masks that were given by hand. */
  private Config made(LayerCall call) {
    Config.Builder made =
        Config.builder().put("layer", numbers.get(call.layer())).put("scope", call.name());
    if (!call.options().masks().isEmpty()) {
      made.put("masks", List.copyOf(call.options().masks().keySet()));
    }
    call.options().training().ifPresent(fixed -> made.put("training", fixed));
    return made.build();
  }

  /** Whether a node is an input that need not be fed. */
  private static boolean isDefault(Apply apply) {
    return apply.op() instanceof PlaceholderWithDefault
        && apply.inputs(0).owner().op() instanceof Constant;
  }
}
