package io.opwalk.nn.model;

import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.Weight;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the calls of a model's layers add to a training step. Which layers are frozen is asked anew
 * each time, as it may change.
 *
 * @param calls of all layers, in their order
 * @param parameters of the model
 * @param carried what stateful layers leave for the next batch
 */
record TrainingParts(List<LayerCall> calls, ModelParameters parameters, List<Update> carried) {
  static TrainingParts of(List<ModelLayer> layers, ModelParameters parameters) {
    List<LayerCall> calls =
        layers.stream().flatMap(layer -> layer.calls().stream()).toList();
    List<Update> carried =
        calls.stream().flatMap(call -> call.carried().stream()).toList();
    return new TrainingParts(calls, parameters, carried);
  }

  /** What changes besides the trained weights, but for frozen layers. */
  List<Update> updates() {
    return calls.stream()
        .filter(call -> call.layer().isTrainable())
        .flatMap(call -> call.updates().stream())
        .toList();
  }

  /** Penalties on outputs, and on the weights that are trained. */
  List<Tensor> penalties() {
    List<Tensor> penalties = new ArrayList<>();
    calls.forEach(call -> penalties.addAll(call.penalties()));
    Set<Tensor> trained = new HashSet<>(parameters.trainable());
    for (Weight weight : parameters.variables()) {
      if (trained.contains(weight.parameter())) {
        weight.regularizer().ifPresent(of -> penalties.add(of.penalty(weight.parameter())));
      }
    }
    return List.copyOf(penalties);
  }

  /** The learning phases of frozen layers. */
  List<Tensor> frozenPhases() {
    List<Tensor> frozen = new ArrayList<>();
    calls.forEach(call -> call.phases().forEach((phase, layer) -> {
      if (!layer.isTrainable() || !call.layer().isTrainable()) {
        frozen.add(phase);
      }
    }));
    return List.copyOf(frozen);
  }
}
