package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.layer.CallOptions;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a model a second time, over other inputs or of other layers: layers are applied again,
 * nodes that no layer made are rebuilt.
 */
final class Replay {
  private final Model model;
  private final Applier applier;

  /** Applies a layer, or another one in its place, to tensors. */
  interface Applier {
    List<Tensor> apply(Layer layer, List<Tensor> over, CallOptions how);
  }

  /** Of a model. */
  Replay(Model model, Applier applier) {
    this.model = model;
    this.applier = applier;
  }

  /**
   * The outputs over other inputs.
   *
   * @throws TypeException where an input does not fit a layer
   */
  List<Tensor> over(List<Tensor> inputs) {
    Map<Tensor, Tensor> made = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      made.put(model.inputs().get(i), inputs.get(i));
    }
    for (Part part : model.structure().parts()) {
      List<Tensor> over =
          part.inputs().stream().map(input -> made.getOrDefault(input, input)).toList();
      List<Tensor> outputs = part instanceof Part.Call call
          ? call(call.call(), over)
          : rebuilt(((Part.Node) part).apply(), over);
      for (int i = 0; i < outputs.size(); i++) {
        made.putIfAbsent(part.outputs().get(i), outputs.get(i));
      }
    }
    return model.outputs().stream()
        .map(output -> made.getOrDefault(output, output))
        .toList();
  }

  private List<Tensor> call(LayerCall call, List<Tensor> over) {
    int inputs = call.inputs().size();
    CallOptions how = call.options().withMasks(over.subList(inputs, over.size()));
    List<Tensor> outputs = applier.apply(call.layer(), over.subList(0, inputs), how);
    if (outputs.size() != call.outputs().size()) {
      throw new IllegalArgumentException("in the place of " + call.layer() + ", which gives "
          + call.outputs().size() + " tensors, stands a layer that gives " + outputs.size());
    }
    return outputs;
  }

  private static List<Tensor> rebuilt(Apply apply, List<Tensor> over) {
    return over.equals(apply.inputs())
        ? apply.outputs()
        : apply.withInputs(over).outputs();
  }
}
