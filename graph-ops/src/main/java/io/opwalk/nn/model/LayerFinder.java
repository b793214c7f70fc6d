package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds a graph's layers by the names of its nodes: nodes that share the part before the first
 * slash are a layer.
 */
final class LayerFinder {
  private final Set<Tensor> cuts;
  private final List<Tensor> modelOutputs;
  private final Map<String, Found> layers = new LinkedHashMap<>();

  private LayerFinder(Set<Tensor> cuts, List<Tensor> modelOutputs) {
    this.cuts = cuts;
    this.modelOutputs = modelOutputs;
  }

  /**
   * The layers, in the order of their first nodes.
   *
   * @param applies the nodes of a model, each after those it depends on
   */
  static List<ModelLayer> find(
      List<Apply> applies, Set<Tensor> modelInputs, List<Tensor> modelOutputs) {
    LayerFinder finder = new LayerFinder(modelInputs, modelOutputs);
    applies.forEach(finder::visit);
    return finder.result();
  }

  private void visit(Apply apply) {
    if (apply.inputs().isEmpty()) {
      return;
    }
    String scope = scopeOf(apply);
    for (Tensor input : apply.inputs()) {
      String from = cuts.contains(input) ? "" : scopeOf(input.owner());
      if (!input.owner().inputs().isEmpty() && !from.isEmpty() && !from.equals(scope)) {
        layers.get(from).outputs.add(input);
      }
    }
    if (!scope.isEmpty()) {
      layers.computeIfAbsent(scope, name -> new Found()).add(apply, scope, cuts);
    }
  }

  private List<ModelLayer> result() {
    for (Tensor output : modelOutputs) {
      Found found = layers.get(scopeOf(output.owner()));
      if (found != null && !cuts.contains(output) && !output.owner().inputs().isEmpty()) {
        found.outputs.add(output);
      }
    }
    List<ModelLayer> result = new ArrayList<>();
    layers.forEach((name, found) -> result.add(found.named(name)));
    return List.copyOf(result);
  }

  private static String scopeOf(Apply apply) {
    int slash = apply.name().indexOf('/');
    return slash < 0 ? "" : apply.name().substring(0, slash);
  }

  private static final class Found {
    private final Set<Tensor> inputs = new LinkedHashSet<>();
    private final Set<Tensor> outputs = new LinkedHashSet<>();
    private final Set<Tensor> parameters = new LinkedHashSet<>();

    void add(Apply apply, String scope, Set<Tensor> cuts) {
      for (Tensor input : apply.inputs()) {
        boolean leaf = input.owner().inputs().isEmpty();
        if (Tensors.isParameter(input)) {
          parameters.add(input);
        } else if (cuts.contains(input)
            || leaf && input.owner().op().isInput()
            || !leaf && !scopeOf(input.owner()).equals(scope)) {
          inputs.add(input);
        }
      }
    }

    ModelLayer named(String name) {
      return new ModelLayer(
          name, List.copyOf(inputs), List.copyOf(outputs), List.copyOf(parameters));
    }
  }
}
