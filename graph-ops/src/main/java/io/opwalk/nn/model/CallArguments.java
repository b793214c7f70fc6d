package io.opwalk.nn.model;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a layer is applied to by a node of a config: a list of {@code [layer, call, output,
 * arguments]}, as Keras 1 and 2 wrote it, or {@code args} and {@code kwargs} with tensors in them,
 * as Keras 3 does.
 */
final class CallArguments {
  /** Options of ours that are arguments of Keras's call. */
  private static final Set<String> OPTIONS = Set.of("use_causal_mask", "return_attention_scores");

  /** The arguments of attention, in order; keys are the values unless given. */
  private static final List<String> ATTENTION = List.of("query", "value", "key", "attention_mask");

  /** Of ours: whether the learning phase is fixed, which Keras overrules where it is to false. */
  static final String FIXED_TRAINING = "opwalk_training";

  /** Names of masks, in the order of the inputs they are for. */
  private static final List<String> MASKS = List.of("query_mask", "value_mask", "key_mask");

  private final String what;
  private final List<Source> positional = new ArrayList<>();
  private final Map<String, List<Source>> named = new LinkedHashMap<>();
  private final Map<String, Object> options = new LinkedHashMap<>();
  private final SortedMap<Integer, Source> masks = new TreeMap<>();
  private Optional<Boolean> training = Optional.empty();

  /** An output of a call of a layer. */
  record Source(String layer, int call, int output) {}

  private CallArguments(String what) {
    this.what = what;
  }

  /**
   * Reads a node.
   *
   * @param what is applied, for messages
   * @throws ConfigException where there is no tensor, or an argument that no layer here takes
   */
  static CallArguments of(Object node, String what) {
    CallArguments arguments = new CallArguments(what);
    if (node instanceof Config config && (config.has("args") || config.has("kwargs"))) {
      arguments.requireTensors(config.get("args"));
      arguments.collect(config.get("args"), arguments.positional);
      if (config.get("kwargs") instanceof Config kwargs) {
        arguments.name(kwargs);
      }
    } else {
      arguments.collect(node, arguments.positional);
    }
    if (arguments.inputs().isEmpty()) {
      throw new ConfigException(what + " is applied to no tensor: " + node);
    }
    return arguments;
  }

  /** What Keras was called with besides tensors must have a name, or be its default. */
  private void requireTensors(Object value) {
    if (value instanceof List<?> list) {
      if (!isSource(list)) {
        list.forEach(this::requireTensors);
      }
    } else if (!(value instanceof Config) && !isNothing(value)) {
      throw new ConfigException(
          what + " is applied to " + value + " in the place of a tensor, which is not supported");
    }
  }

  /** The tensors that an entry such as {@code output_layers} names, in order of reading. */
  static List<Source> sources(Object entry, String what) {
    CallArguments arguments = new CallArguments(what);
    arguments.collect(entry, arguments.positional);
    return arguments.positional;
  }

  /** The tensors, in the order in which a layer takes them. */
  List<Source> inputs() {
    List<Source> inputs = new ArrayList<>(positional);
    Map<String, List<Source>> rest = new LinkedHashMap<>(named);
    if (hasKeyMask() || rest.keySet().stream().anyMatch(ATTENTION::contains)) {
      for (String name : ATTENTION.subList(Math.min(inputs.size(), 4), 4)) {
        List<Source> given = rest.remove(name);
        if (given != null) {
          inputs.addAll(given);
        } else if (name.equals("key") && (rest.containsKey("attention_mask") || hasKeyMask())) {
          inputs.add(inputs.get(1));
        }
      }
    }
    rest.values().forEach(inputs::addAll);
    return inputs;
  }

  /** Whether there is a mask for keys that are not given, being the values. */
  private boolean hasKeyMask() {
    return masks.containsKey(2) && positional.size() + named.size() == 2;
  }

  /** The masks given for inputs, by their places among these. */
  SortedMap<Integer, Source> masks() {
    return masks;
  }

  /** The learning phase, where it is fixed. */
  Optional<Boolean> training() {
    return training;
  }

  /** The config of a layer that is called so. */
  Config applied(Config config) {
    Config told = config;
    for (Map.Entry<String, Object> option : options.entrySet()) {
      told = told.with(option.getKey(), option.getValue());
    }
    return told;
  }

  private void name(Config kwargs) {
    for (String key : kwargs.keys()) {
      List<Source> found = new ArrayList<>();
      collect(kwargs.get(key), found);
      if (key.equals("mask")) {
        masks(kwargs.get(key));
      } else if (MASKS.contains(key)) {
        found.forEach(mask -> masks.put(MASKS.indexOf(key), mask));
      } else if (key.equals("training") && Boolean.TRUE.equals(kwargs.get(key))
          || key.equals(FIXED_TRAINING)) {
        // A false of Keras's is its default, which the phase of the model overrules.
        training = Optional.of(Boolean.TRUE.equals(kwargs.get(key)));
      } else if (key.equals("constants") && !isNothing(kwargs.get(key))) {
        throw new ConfigException(
            what + " is applied with constants, which recurrent layers of Keras 3 have no more");
      } else if (!found.isEmpty()) {
        named.put(key, found);
      } else if (OPTIONS.contains(key)) {
        options.put(key, kwargs.get(key));
      } else if (!isNothing(kwargs.get(key))) {
        throw new ConfigException(
            what + " is applied with " + key + "=" + kwargs.get(key) + ", which is not supported");
      }
    }
  }

  /** One mask, or one for each input, of which some are null. */
  private void masks(Object value) {
    boolean one = !(value instanceof List<?> list) || isSource(list);
    List<?> each = one ? Collections.singletonList(value) : (List<?>) value;
    for (int i = 0; i < each.size(); i++) {
      List<Source> found = new ArrayList<>();
      collect(each.get(i), found);
      if (found.size() == 1) {
        masks.put(i, found.get(0));
      } else if (!isNothing(each.get(i))) {
        throw new ConfigException(what + " is applied with the mask " + each.get(i)
            + ", which names no tensor, or several");
      }
    }
  }

  private static boolean isSource(List<?> list) {
    return list.size() >= 3 && list.get(0) instanceof String;
  }

  private static boolean isNothing(Object value) {
    return value == null
        || value.equals(false)
        || value instanceof List<?> list && list.stream().allMatch(CallArguments::isNothing);
  }

  /** Finds what names a tensor. */
  private void collect(Object value, List<Source> into) {
    if (value instanceof List<?> list) {
      if (isSource(list)) {
        into.add(new Source((String) list.get(0), integer(list.get(1)), integer(list.get(2))));
        list.subList(3, list.size()).forEach(rest -> {
          if (rest instanceof Config kwargs) {
            name(kwargs);
          }
        });
      } else {
        list.forEach(element -> collect(element, into));
      }
    } else if (value instanceof Config config) {
      Object history = config.get("keras_history");
      if (history != null) {
        collect(history, into);
      } else {
        config.keys().forEach(key -> collect(config.get(key), into));
      }
    }
  }

  private int integer(Object value) {
    if (value instanceof Number number && number.intValue() >= 0) {
      return number.intValue();
    }
    throw new ConfigException(what + ": a call and an output are counted from 0, found " + value);
  }
}
