package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.walk.Walk;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether outputs depend on all of a model's inputs, and on no others. */
final class Connections {
  private Connections() {}

  /**
   * Checks it.
   *
   * @param applies what lies between inputs and outputs
   * @throws IllegalArgumentException where it is not so, naming the input that is missing, given
   *     twice or not used
   */
  static void check(List<Tensor> inputs, List<Tensor> outputs, List<Apply> applies) {
    Set<Tensor> used = new HashSet<>(outputs);
    for (Apply apply : applies) {
      used.addAll(apply.inputs());
      if (apply.op().isInput()) {
        throw new IllegalArgumentException("the outputs depend on " + apply.output()
            + ", which is no input of this model; its inputs are " + inputs
            + hint(inputs, outputs, applies));
      }
    }
    if (new HashSet<>(inputs).size() != inputs.size()) {
      throw new IllegalArgumentException("an input is given twice: " + inputs);
    }
    for (Tensor input : inputs) {
      if (!used.contains(input)) {
        throw new IllegalArgumentException(
            "no output depends on the input " + input + "; the outputs are " + outputs);
      }
    }
  }

  /** What helps where nothing but masks, which nobody sees, leads beyond the inputs. */
  private static String hint(List<Tensor> inputs, List<Tensor> outputs, List<Apply> applies) {
    Map<Tensor, Tensor> masked = new LinkedHashMap<>();
    applies.stream()
        .flatMap(apply -> apply.outputs().stream())
        .flatMap(output -> LayerCall.of(output).stream())
        .flatMap(call -> call.inputs().stream())
        .forEach(
            input -> LayerCall.maskOf(input).ifPresent(mask -> masked.putIfAbsent(mask, input)));
    Set<Tensor> stops = new HashSet<>(inputs);
    stops.addAll(masked.keySet());
    boolean elsewhere =
        Walk.ancestorsUpTo(outputs, stops).stream().anyMatch(apply -> apply.op().isInput());
    return elsewhere
        ? ""
        : "\nthey do by masks alone: make those inputs too that LayerCall.maskOf finds for "
            + masked.values();
  }
}
