package io.opwalk.nn.saving;

import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.layer.LayerState;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelAsLayer;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.saving.graph.ArrayTable;
import io.opwalk.nn.saving.graph.GraphReader;
import io.opwalk.nn.saving.graph.OpRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Builds the model that a {@link SavedModelWriter} wrote. */
final class SavedModelReader {
  private final LayerRegistry registry;
  private final OpRegistry ops;
  private final SavedParameters parameters;
  private final ArrayTable constants;
  private final List<AbstractLayer> layers = new ArrayList<>();

  private SavedModelReader(Archive archive, LayerRegistry registry, OpRegistry ops) {
    this.registry = registry;
    this.ops = ops;
    this.parameters = new SavedParameters(archive);
    this.constants = ConstantArrays.of(archive);
  }

  static Model model(Path file, LayerRegistry registry, OpRegistry ops) {
    Archive archive = Archive.read(file, SavedModelWriter.FORMAT);
    try {
      return model(archive, registry, ops);
    } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException complaint) {
      throw new ArchiveException(file + ": " + complaint.getMessage(), complaint);
    }
  }

  /** The model of an archive; all errors are unchecked ones of arguments or state. */
  static Model model(Archive archive, LayerRegistry registry, OpRegistry ops) {
    return new SavedModelReader(archive, registry, ops).model(archive);
  }

  private Model model(Archive archive) {
    ConfigReader in = new ConfigReader("the model", archive.document(SavedModelWriter.CONFIG));
    List<Config> table = in.configs("layers");
    Config model = in.config("model").orElseThrow(() -> in.wrong("model", "must be there", null));
    in.finish();
    for (Config layer : table) {
      Object name = layer.get("state") instanceof Config state ? state.get("name") : null;
      layers.add(layer(new ConfigReader("layer '" + name + "'", layer)));
    }
    return model(model.with(SavedModelWriter.GRAPH, archive.document(SavedModelWriter.GRAPH)));
  }

  private Model model(Config config) {
    ConfigReader in = new ConfigReader("a model", config);
    String className = in.text("class_name");
    String name = in.text("name", "");
    boolean trainable = in.flag("trainable", true);
    // Said for readers; the graph names the layers by their numbers.
    in.ignore("layers");
    GraphReader.Read graph = new GraphReader(
            ops, parameters, constants, SavedModelWriter.KNOWN, this::called)
        .read(in.config(SavedModelWriter.GRAPH)
            .orElseThrow(() -> in.wrong("graph", "must be there", null)));
    in.finish();
    Model model = made(className, graph, in);
    Model named = name.isEmpty() ? model : model.named(name);
    LayerState state = named.asLayer().state();
    named
        .asLayer()
        .restore(new LayerState(state.name(), trainable, state.weights(), state.inner()));
    return named;
  }

  private static Model made(String className, GraphReader.Read graph, ConfigReader in) {
    return switch (className) {
      case "Functional" -> Model.of(graph.inputs(), graph.outputs());
      case "Sequential" ->
        Sequential.between(graph.inputs().get(0), graph.outputs().get(0));
      default -> throw in.wrong("class_name", "must be Functional or Sequential", className);
    };
  }

  /** The outputs of a layer, in the scope that they were in. */
  private List<Tensor> called(ConfigReader in, List<Tensor> inputs) {
    int number = in.integer("layer");
    if (number < 0 || number >= layers.size()) {
      throw in.wrong("layer", "must be below " + layers.size(), number);
    }
    NameScope scope = NameScope.of(in.text("scope"));
    List<Integer> masked = in.has("masks") ? in.oneOrMore("masks").orElseThrow() : List.of();
    CallOptions how = CallOptions.none();
    if (in.has("training")) {
      how = how.withTraining(in.flag("training", false));
    }
    int first = inputs.size() - masked.size();
    if (first < 1) {
      throw in.wrong("masks", "must be fewer than the inputs, " + inputs.size(), masked);
    }
    for (int i = 0; i < masked.size(); i++) {
      how = how.withMask(masked.get(i), inputs.get(first + i));
    }
    return layers.get(number).applyIn(scope, inputs.subList(0, first), how);
  }

  private AbstractLayer layer(ConfigReader in) {
    String className = in.text("class_name");
    AbstractLayer layer = in.has("model")
        ? model(in.config("model").orElseThrow()).asLayer()
        : fromConfig(className, in);
    in.ignore("config", "model");
    Config state = in.config("state").orElseThrow(() -> in.wrong("state", "must be there", null));
    in.finish();
    restore(layer, state);
    return layer;
  }

  private AbstractLayer fromConfig(String className, ConfigReader in) {
    try {
      Config config = in.config("config").orElse(Config.empty());
      if (registry.fromConfig(className, config) instanceof AbstractLayer made) {
        return made;
      }
    } catch (ConfigException complaint) {
      throw new ConfigException(in.what() + ": " + complaint.getMessage());
    }
    throw in.wrong("class_name", "must be a kind of AbstractLayer", className);
  }

  private void restore(AbstractLayer layer, Config saved) {
    LayerState made = layer.state();
    if (layer instanceof ModelAsLayer) {
      LayerState alone = new LayerState(made.name(), made.trainable(), made.weights(), List.of());
      LayerState read = LayerStates.read(saved, alone, parameters);
      layer.restore(new LayerState(read.name(), read.trainable(), read.weights(), made.inner()));
    } else {
      layer.restore(LayerStates.read(saved, made, parameters));
    }
  }
}
