package io.opwalk.nn.model;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Layers, and their applications to each other's outputs, from the {@code layers} of a config: with
 * {@code inbound_nodes} as lists of {@code [layer, call, output, arguments]}, as Keras 1 and 2
 * wrote them, or of {@code args} and {@code kwargs} with tensors in them, as Keras 3 does.
 */
final class FunctionalReader {
  private final LayerRegistry registry;
  private final Map<String, List<List<Tensor>>> outputs = new LinkedHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  /** An application that waits for its inputs. */
  private record Pending(String name, Layer layer, List<Source> inputs) {}

  /** An output of a call of a layer. */
  private record Source(String layer, int call, int output) {}

  FunctionalReader(LayerRegistry registry) {
    this.registry = registry;
  }

  /**
   * Makes the layers and applies them, each call when its inputs are there.
   *
   * @throws ConfigException where some never are, or a name is taken twice
   */
  void add(List<Config> layers) {
    layers.forEach(this::add);
    int waiting = 0;
    while (!pending.isEmpty()) {
      Pending next = pending.poll();
      Optional<List<Tensor>> inputs = available(next);
      if (inputs.isPresent()) {
        outputs.get(next.name()).add(next.layer().apply(inputs.get()));
        waiting = 0;
      } else {
        pending.add(next);
        if (++waiting > pending.size()) {
          throw new ConfigException("layer '" + next.name() + "' is applied to " + next.inputs()
              + ", which no layer gives");
        }
      }
    }
  }

  private void add(Config nested) {
    ConfigReader in = new ConfigReader("a layer", nested);
    String className = in.text("class_name");
    Config config = in.config("config").orElse(Config.empty());
    String name = in.text("name", config.get("name") instanceof String text ? text : className);
    List<List<Tensor>> made = new ArrayList<>();
    if (outputs.putIfAbsent(name, made) != null) {
      throw new ConfigException("two layers of the model are named '" + name + "'");
    }
    if (className.equals("InputLayer")) {
      made.add(List.of(ModelReader.input(config.with("name", name))));
      return;
    }
    Layer layer = registry.fromConfig(className, config.with("name", name));
    Object nodes = in.value("inbound_nodes");
    if (!(nodes instanceof List<?> list)) {
      throw in.wrong("inbound_nodes", "must be a list", nodes);
    }
    list.forEach(node -> pending.add(new Pending(name, layer, sources(node, name))));
  }

  private Optional<List<Tensor>> available(Pending call) {
    List<Tensor> inputs = new ArrayList<>();
    for (Source source : call.inputs()) {
      Optional<Tensor> tensor = find(source);
      if (tensor.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(tensor.get());
    }
    return Optional.of(inputs);
  }

  private Optional<Tensor> find(Source source) {
    List<List<Tensor>> calls = outputs.getOrDefault(source.layer(), List.of());
    // Keras counts a nested model's own making as its call 0.
    boolean shifted = source.call() == calls.size() && source.call() > 0 && isModel(source);
    int call = shifted ? source.call() - 1 : source.call();
    return call < calls.size() && source.output() < calls.get(call).size()
        ? Optional.of(calls.get(call).get(source.output()))
        : Optional.empty();
  }

  private boolean isModel(Source source) {
    return pending.stream().noneMatch(call -> call.name().equals(source.layer()));
  }

  /** The tensors that an entry such as {@code output_layers} names. */
  List<Tensor> tensors(Object entry, String what) {
    List<Source> named = new ArrayList<>();
    collect(entry, named, what);
    List<Tensor> found = new ArrayList<>();
    for (Source source : named) {
      found.add(find(source)
          .orElseThrow(() -> new ConfigException(
              what + ": no layer gives " + source + "; there are " + outputs.keySet())));
    }
    return found;
  }

  private static List<Source> sources(Object node, String name) {
    List<Source> sources = new ArrayList<>();
    collect(node, sources, "layer '" + name + "'");
    if (sources.isEmpty()) {
      throw new ConfigException("layer '" + name + "' is applied to no tensor: " + node);
    }
    return sources;
  }

  /** Finds what names a tensor, in order of reading. */
  private static void collect(Object value, List<Source> into, String what) {
    if (value instanceof List<?> list) {
      if (list.size() >= 3 && list.get(0) instanceof String layer) {
        into.add(new Source(layer, integer(list.get(1), what), integer(list.get(2), what)));
        list.subList(3, list.size()).forEach(rest -> collect(rest, into, what));
      } else {
        list.forEach(element -> collect(element, into, what));
      }
    } else if (value instanceof Config config) {
      Object history = config.get("keras_history");
      if (history != null) {
        collect(history, into, what);
      } else {
        config.keys().forEach(key -> collect(config.get(key), into, what));
      }
    }
  }

  private static int integer(Object value, String what) {
    if (value instanceof Number number && number.intValue() >= 0) {
      return number.intValue();
    }
    throw new ConfigException(what + ": a call and an output are counted from 0, found " + value);
  }
}
