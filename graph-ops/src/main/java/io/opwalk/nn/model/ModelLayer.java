package io.opwalk.nn.model;

import io.opwalk.Tensor;
import java.util.List;

/**
 * One application of a layer within a model: the nodes whose names begin with its own, such as
 * {@code dense_1/MatMul} and {@code dense_1/BiasAdd}.
 *
 * @param name the first part of the nodes' names
 * @param inputs what these nodes take from others, parameters aside, in the order of the graph
 * @param outputs what others take from these nodes, or the model gives back
 * @param parameters the weights these nodes use; a layer applied twice has them in both places
 */
public record ModelLayer(
    String name, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> parameters) {
  /** Copies the lists. */
  public ModelLayer {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    parameters = List.copyOf(parameters);
  }

  /**
   * The only input of a layer that has one.
   *
   * @throws IllegalStateException where there are none or several
   */
  public Tensor input() {
    return only("input", inputs);
  }

  /**
   * The only output of a layer that has one.
   *
   * @throws IllegalStateException where there are none or several
   */
  public Tensor output() {
    return only("output", outputs);
  }

  private Tensor only(String what, List<Tensor> tensors) {
    if (tensors.size() != 1) {
      throw new IllegalStateException(
          "layer '" + name + "' has " + tensors.size() + " " + what + "s, not one: " + tensors);
    }
    return tensors.get(0);
  }
}
