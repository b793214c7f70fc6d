package io.opwalk.nn.model;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A layer within a model: one that was applied, once or several times, or else the nodes whose
 * names begin with one name, such as {@code scale/Twice} and {@code scale/Less}, whoever wrote
 * them.
 *
 * <pre>{@code
 * model.layer("dense_1").output();
 * model.layer("dense_1").preActivation();   // what stands before its activation
 * }</pre>
 *
 * <p>A layer that was applied several times has as many {@link #calls}; what is asked of one call,
 * such as {@link #output}, is asked of these then. Immutable but for the values of its weights.
 */
public final class ModelLayer {
  private final String name;
  private final Optional<Layer> layer;
  private final List<LayerCall> calls;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final Map<String, Tensor> parameters;

  private ModelLayer(
      String name,
      Optional<Layer> layer,
      List<LayerCall> calls,
      List<Tensor> inputs,
      List<Tensor> outputs,
      Map<String, Tensor> parameters) {
    this.name = name;
    this.layer = layer;
    this.calls = List.copyOf(calls);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.parameters = parameters;
  }

  /** A layer that was applied. */
  static ModelLayer of(String name, List<LayerCall> calls) {
    Layer layer = calls.get(0).layer();
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    calls.forEach(call -> {
      inputs.addAll(call.inputs());
      outputs.addAll(call.outputs());
    });
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    layer.variables().forEach(weight -> parameters.put(weight.leaf(), weight.parameter()));
    layer.variables().stream()
        .filter(weight -> !layer.weights().contains(weight.parameter()))
        .forEach(state -> parameters.remove(state.leaf()));
    return new ModelLayer(name, Optional.of(layer), calls, inputs, outputs, parameters);
  }

  /** Nodes that no layer made, or a part of a layer's. */
  static ModelLayer ofNodes(
      String name, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> parameters) {
    Map<String, Tensor> byName = new LinkedHashMap<>();
    parameters.forEach(parameter -> byName.put(leafOf(parameter.name()), parameter));
    return new ModelLayer(name, Optional.empty(), List.of(), inputs, outputs, byName);
  }

  private static String leafOf(String parameter) {
    return parameter.substring(parameter.indexOf('/') + 1);
  }

  /** The name within the model: the layer's own, unless another layer before it has that too. */
  public String name() {
    return name;
  }

  /** The layer that was applied; empty where no layer made the nodes, or not all of them. */
  public Optional<Layer> layer() {
    return layer;
  }

  /** The layer's applications in this model; empty where {@link #layer} is. */
  public List<LayerCall> calls() {
    return calls;
  }

  /**
   * The layers that this one consists of, where it was applied in this model: those of a model that
   * is a layer, those in a Bidirectional or TimeDistributed; none of others.
   */
  public List<ModelLayer> layers() {
    return InnerLayers.of(this);
  }

  /** How many numbers there are in the weights; Keras's count_params. */
  public long countParams() {
    return Weights.count(parameters());
  }

  /** What these nodes take from others, parameters aside. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** What others take from these nodes, or the model gives back. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /** The weights, in the order of Keras. */
  public List<Tensor> parameters() {
    return List.copyOf(parameters.values());
  }

  /** As {@link #parameters}, in Keras's word. */
  public List<Tensor> weights() {
    return parameters();
  }

  /** The weights by their names within the layer: {@code kernel}. */
  Map<String, Tensor> parametersByLeaf() {
    return parameters;
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

  /**
   * The value before the layer's activation, whatever the layer does before it; the output where
   * the activation is linear.
   *
   * @throws NoSuchElementException where the layer has no activation or several, naming them
   * @throws IllegalStateException where the layer was applied several times, or no layer made these
   *     nodes
   */
  public Tensor preActivation() {
    return call().preActivation();
  }

  /**
   * The value before one of the layer's activations: {@code i}, {@code f}, {@code c} or {@code o}
   * of an LSTM, of shape (batch, time, units).
   *
   * @throws NoSuchElementException where there is none of that name, listing those there are
   * @throws IllegalStateException where the layer was applied several times, or no layer made these
   *     nodes
   */
  public Tensor preActivation(String gate) {
    return call().preActivation(gate);
  }

  /**
   * The layer's only application in this model.
   *
   * @throws IllegalStateException where there are several, or no layer made these nodes
   */
  public LayerCall call() {
    if (calls.size() != 1) {
      throw new IllegalStateException("'" + name + "' "
          + (calls.isEmpty()
              ? "is no layer that was applied, but nodes of one name: walk from " + outputs
              : "was applied " + calls.size() + " times: ask one of its calls()"));
    }
    return calls.get(0);
  }

  /** The values of the weights at one moment, in the order of {@link #parameters}. */
  public List<NDArray> getWeights() {
    return new Weights("layer '" + name + "'", parameters()).get();
  }

  /**
   * Publishes new values for all weights in one step.
   *
   * @param values in the order of {@link #parameters}
   * @throws IllegalArgumentException where the number of values, or a dtype or shape is wrong,
   *     naming the layer, the weight and both; nothing is published then
   */
  public void setWeights(List<NDArray> values) {
    new Weights("layer '" + name + "'", parameters()).set(values);
  }

  private Tensor only(String what, List<Tensor> tensors) {
    if (tensors.size() != 1) {
      throw new IllegalStateException(
          "layer '" + name + "' has " + tensors.size() + " " + what + "s, not one: " + tensors);
    }
    return tensors.get(0);
  }

  /** The name, inputs and outputs. */
  @Override
  public String toString() {
    return "'" + name + "' " + inputs + " -> " + outputs;
  }
}
