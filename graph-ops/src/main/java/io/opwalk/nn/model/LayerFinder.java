package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds a model's layers: those that were applied, and among the nodes that no layer made those
 * that share the part of their names before the first slash.
 */
final class LayerFinder {
  private final Set<Tensor> cuts;
  private final Set<Tensor> modelOutputs;
  private final Structure structure;
  private final Map<Object, List<Part>> groups = new LinkedHashMap<>();

  private LayerFinder(Structure structure, Set<Tensor> cuts, List<Tensor> modelOutputs) {
    this.structure = structure;
    this.cuts = cuts;
    this.modelOutputs = new HashSet<>(modelOutputs);
  }

  /**
   * The layers, in the order of Keras.
   *
   * @throws IllegalArgumentException where two layers were given one name
   */
  static List<ModelLayer> find(
      Structure structure, Set<Tensor> modelInputs, List<Tensor> modelOutputs) {
    return new LayerFinder(structure, modelInputs, modelOutputs).find();
  }

  private List<ModelLayer> find() {
    for (Part part : structure.parts()) {
      Object group = groupOf(part);
      if (!group.equals("")) {
        groups.computeIfAbsent(group, unseen -> new ArrayList<>()).add(part);
      }
    }
    List<List<Part>> sorted = new ArrayList<>(groups.values());
    sorted.sort(Comparator.comparing(parts ->
        parts.stream().map(structure::rank).min(Structure.Rank::compareTo).orElseThrow()));
    Set<String> taken = givenNames();
    List<ModelLayer> layers = new ArrayList<>();
    sorted.forEach(parts -> layers.add(layer(parts, taken)));
    return List.copyOf(layers);
  }

  /** The layer; else the scope of a node's name, which is empty where it has none. */
  private static Object groupOf(Part part) {
    if (part instanceof Part.Call call) {
      return call.call().layer();
    }
    Apply apply = ((Part.Node) part).apply();
    return apply.inputs().isEmpty() ? "" : scopeOf(apply);
  }

  private Set<String> givenNames() {
    Set<String> given = new HashSet<>();
    groups.keySet().forEach(group -> {
      if (group instanceof Layer layer && layer.isNamed() && !given.add(layer.name())) {
        throw new IllegalArgumentException(
            "two layers of this model were given the name '" + layer.name() + "'");
      }
    });
    return given;
  }

  private ModelLayer layer(List<Part> parts, Set<String> taken) {
    if (parts.get(0) instanceof Part.Call first) {
      Layer layer = first.call().layer();
      List<LayerCall> calls =
          parts.stream().map(part -> ((Part.Call) part).call()).toList();
      return ModelLayer.of(layer.isNamed() ? layer.name() : unused(layer.name(), taken), calls);
    }
    List<Apply> applies = parts.stream().map(part -> ((Part.Node) part).apply()).toList();
    return ofNodes(unused(scopeOf(applies.get(0)), taken), applies);
  }

  private static String unused(String name, Set<String> taken) {
    String base = name.replaceFirst("_\\d+$", "");
    String found = name;
    for (int i = 1; !taken.add(found); i++) {
      found = base + "_" + i;
    }
    return found;
  }

  private ModelLayer ofNodes(String name, List<Apply> applies) {
    Set<Apply> own = new HashSet<>(applies);
    Set<Tensor> inputs = new LinkedHashSet<>();
    Set<Tensor> parameters = new LinkedHashSet<>();
    for (Apply apply : applies) {
      for (Tensor input : apply.inputs()) {
        boolean leaf = input.owner().inputs().isEmpty();
        if (Tensors.isParameter(input)) {
          parameters.add(input);
        } else if (cuts.contains(input)
            || leaf && input.owner().op().isInput()
            || !leaf && !own.contains(input.owner())) {
          inputs.add(input);
        }
      }
    }
    return ModelLayer.ofNodes(
        name, List.copyOf(inputs), List.copyOf(read(own)), List.copyOf(parameters));
  }

  /** What other parts, or those who asked for the model, read of some nodes. */
  private Set<Tensor> read(Set<Apply> own) {
    Set<Tensor> outputs = new LinkedHashSet<>();
    for (Part part : structure.parts()) {
      if (!(part instanceof Part.Node node && own.contains(node.apply()))) {
        part.inputs().stream()
            .filter(input -> own.contains(input.owner()) && !cuts.contains(input))
            .forEach(outputs::add);
      }
    }
    own.stream()
        .flatMap(apply -> apply.outputs().stream())
        .filter(output -> modelOutputs.contains(output) && !cuts.contains(output))
        .forEach(outputs::add);
    return outputs;
  }

  private static String scopeOf(Apply apply) {
    int slash = apply.name().indexOf('/');
    return slash < 0 ? "" : apply.name().substring(0, slash);
  }
}
