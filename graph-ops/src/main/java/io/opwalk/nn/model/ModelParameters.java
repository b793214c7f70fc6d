package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.Weight;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of a model, each slot once: those of layers in their order, then all others. */
final class ModelParameters {
  private final Map<ParameterSlot, Weight> ofLayers = new LinkedHashMap<>();
  private final List<Layer> layers = new ArrayList<>();
  private final Map<ParameterSlot, Tensor> others = new LinkedHashMap<>();

  private ModelParameters() {}

  static ModelParameters of(List<ModelLayer> layers, List<Apply> applies) {
    ModelParameters found = new ModelParameters();
    layers.forEach(found::add);
    for (Apply apply : applies) {
      for (Tensor tensor : apply.outputs()) {
        if (Tensors.isParameter(tensor) && !found.ofLayers.containsKey(Tensors.slotOf(tensor))) {
          found.others.putIfAbsent(Tensors.slotOf(tensor), tensor);
        }
      }
    }
    found.checkNames();
    return found;
  }

  private void add(ModelLayer layer) {
    layer
        .layer()
        .ifPresent(own -> own.variables().forEach(weight -> {
          ofLayers.putIfAbsent(Tensors.slotOf(weight.parameter()), weight);
        }));
    layer.layer().ifPresent(layers::add);
  }

  private void checkNames() {
    Map<String, Tensor> byName = new TreeMap<>();
    for (Tensor tensor : others.values()) {
      Tensor other = byName.putIfAbsent(tensor.name(), tensor);
      if (other != null) {
        throw new IllegalArgumentException("two parameters are named '" + tensor.name()
            + "': give one of them a name of its own\n  " + other + "\n  " + tensor);
      }
    }
  }

  List<Weight> variables() {
    return List.copyOf(ofLayers.values());
  }

  List<Tensor> all() {
    List<Tensor> all = new ArrayList<>();
    ofLayers.values().stream()
        .filter(Weight::isCounted)
        .forEach(weight -> all.add(weight.parameter()));
    all.addAll(others.values());
    return List.copyOf(all);
  }

  List<Tensor> trainable() {
    Set<Tensor> trained = new HashSet<>();
    layers.forEach(layer -> trained.addAll(layer.trainableWeights()));
    List<Tensor> trainable = new ArrayList<>();
    for (Weight weight : ofLayers.values()) {
      if (trained.contains(weight.parameter())) {
        trainable.add(weight.parameter());
      }
    }
    others.values().stream().filter(Tensors::isTrainable).forEach(trainable::add);
    return List.copyOf(trainable);
  }
}
