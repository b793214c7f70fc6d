package io.opwalk.nn.model;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallOptions;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.model.CallArguments.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Layers, and their applications to each other's outputs, from the {@code layers} of a config. */
final class FunctionalReader {
  private final LayerRegistry registry;
  private final Map<String, List<List<Tensor>>> outputs = new LinkedHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  /** An application that waits for its inputs. */
  private record Pending(
      String name,
      BiFunction<List<Tensor>, CallOptions, List<Tensor>> layer,
      CallArguments arguments) {
    List<Source> inputs() {
      return arguments.inputs();
    }
  }

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
      Optional<List<Tensor>> inputs = available(next.inputs());
      Optional<CallOptions> how = inputs.flatMap(tensors -> options(next.arguments(), tensors));
      if (how.isPresent()) {
        outputs.get(next.name()).add(next.layer().apply(inputs.orElseThrow(), how.get()));
        waiting = 0;
      } else {
        pending.add(next);
        if (++waiting > pending.size()) {
          List<Source> wanted = new ArrayList<>(next.inputs());
          wanted.addAll(next.arguments().masks().values());
          throw new ConfigException(
              "layer '" + next.name() + "' is applied to " + wanted + ", which no layer gives");
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
    Object nodes = in.value("inbound_nodes");
    if (!(nodes instanceof List<?> list)) {
      throw in.wrong("inbound_nodes", "must be a list", nodes);
    }
    String what = "layer '" + name + "'";
    if (MaskOps.isOne(nested)) {
      list.forEach(node -> addMask(name, what, nested, node));
      return;
    }
    List<CallArguments> calls =
        list.stream().map(node -> CallArguments.of(node, what)).toList();
    Layer layer = registry.fromConfig(className, applied(calls, config, what).with("name", name));
    calls.forEach(call -> pending.add(new Pending(name, layer::apply, call)));
  }

  private void addMask(String name, String what, Config entry, Object node) {
    if (!(node instanceof Config told)
        || !(told.get("args") instanceof List<?> args)
        || args.isEmpty()) {
      throw new ConfigException(what + " is applied to no tensor: " + node);
    }
    UnaryOperator<Tensor> function = MaskOps.of(what, entry, told);
    CallArguments first = CallArguments.of(told.with("args", List.of(args.get(0))), what);
    pending.add(new Pending(name, (inputs, how) -> List.of(function.apply(inputs.get(0))), first));
  }

  /** The config with what Keras says where it applies the layer, which is once and for all here. */
  private static Config applied(List<CallArguments> calls, Config config, String what) {
    List<Config> each =
        calls.stream().map(call -> call.applied(config)).distinct().toList();
    if (each.size() > 1) {
      throw new ConfigException(
          what + " is applied with other arguments each time, which is not supported");
    }
    return each.isEmpty() ? config : each.get(0);
  }

  /** What a call is told, once its masks are there; those that travel by themselves are not. */
  private Optional<CallOptions> options(CallArguments call, List<Tensor> inputs) {
    CallOptions how = CallOptions.none();
    if (call.training().isPresent()) {
      how = how.withTraining(call.training().get());
    }
    for (Map.Entry<Integer, Source> mask : call.masks().entrySet()) {
      Optional<Tensor> tensor = find(mask.getValue());
      if (tensor.isEmpty()) {
        return Optional.empty();
      }
      int input = mask.getKey();
      boolean known = input < inputs.size() && MaskOps.travels(tensor.get(), inputs.get(input));
      how = known ? how : how.withMask(input, tensor.get());
    }
    return Optional.of(how);
  }

  private Optional<List<Tensor>> available(List<Source> sources) {
    List<Tensor> inputs = new ArrayList<>();
    for (Source source : sources) {
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
    List<Tensor> found = new ArrayList<>();
    for (Source source : CallArguments.sources(entry, what)) {
      found.add(find(source)
          .orElseThrow(() -> new ConfigException(
              what + ": no layer gives " + source + "; there are " + outputs.keySet())));
    }
    return found;
  }
}
