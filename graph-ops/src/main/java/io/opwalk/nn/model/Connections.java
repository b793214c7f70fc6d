package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import java.util.HashSet;
import java.util.List;
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
            + ", which is no input of this model; its inputs are " + inputs);
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
}
