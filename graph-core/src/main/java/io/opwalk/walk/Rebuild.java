package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the tensors of a graph that is being built anew, node after node. What has become
 * nothing else is itself.
 */
final class Rebuild {
  private final Map<Tensor, Tensor> successors = new HashMap<>();

  Tensor of(Tensor tensor) {
    return successors.getOrDefault(tensor, tensor);
  }

  List<Tensor> of(List<Tensor> tensors) {
    List<Tensor> found = new ArrayList<>(tensors.size());
    tensors.forEach(tensor -> found.add(of(tensor)));
    return found;
  }

  /** The graph of what the outputs became: the same object where nothing did. */
  Graph of(Graph graph) {
    List<Tensor> outputs = of(graph.outputs());
    return outputs.equals(graph.outputs()) ? graph : Graph.of(outputs);
  }

  void put(Tensor tensor, Tensor successor) {
    successors.put(tensor, successor);
  }

  void put(Apply apply, List<Tensor> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      successors.put(apply.outputs(i), outputs.get(i));
    }
  }

  /** Builds a node anew over the given inputs; one that has these inputs already is kept. */
  void rebuild(Apply apply, List<Tensor> inputs) {
    if (!inputs.equals(apply.inputs())) {
      put(apply, apply.withInputs(inputs).outputs());
    }
  }
}
