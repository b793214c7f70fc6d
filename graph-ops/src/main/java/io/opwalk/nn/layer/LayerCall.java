package io.opwalk.nn.layer;

import io.opwalk.Maker;
import io.opwalk.Tensor;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One application of a layer: what went in, what came out, and what else the layer says of it.
 * Every output of a layer leads to it, {@link #of}, which is how a model finds its layers.
 *
 * <pre>{@code
 * Tensor y = x.then(dense(1, SIGMOID));
 * LayerCall.of(y).orElseThrow().preActivation();   // what stands before the sigmoid
 * }</pre>
 *
 * <p>Immutable once the layer has been applied.
 */
public final class LayerCall implements Maker {
  private final Layer layer;
  private final String name;
  private final List<Tensor> inputs;
  private final CallOptions options;
  private Results results;

  /** What a call ends in. */
  record Results(
      List<Tensor> outputs,
      List<Optional<Tensor>> masks,
      Map<String, Tensor> preActivations,
      List<Update> updates,
      List<Update> carried,
      List<Tensor> penalties,
      Map<Tensor, Layer> phases) {}

  LayerCall(Layer layer, String name, List<Tensor> inputs, CallOptions options) {
    this.options = options;
    this.layer = layer;
    this.name = name;
    this.inputs = List.copyOf(inputs);
  }

  /** The call that a tensor is an output of; empty where it is no layer's output. */
  public static Optional<LayerCall> of(Tensor tensor) {
    return tensor.owner().maker().filter(LayerCall.class::isInstance).map(LayerCall.class::cast);
  }

  /**
   * The mask that travels with a tensor, as in Keras: a bool, true where a step counts. Masks
   * travel with what layers give, and with nothing within a layer: to what is applied to a value
   * before an activation, the mask of the layer's output is told by {@link CallOptions#masked}.
   */
  public static Optional<Tensor> maskOf(Tensor tensor) {
    return of(tensor).flatMap(call -> {
      int output = call.outputs().indexOf(tensor);
      return output < 0 ? Optional.empty() : call.masks().get(output);
    });
  }

  void complete(Results newResults) {
    this.results = newResults;
  }

  /** The layer. */
  public Layer layer() {
    return layer;
  }

  /** The scope of its nodes, {@code dense_1}; the layer's name where it is its first call. */
  public String name() {
    return name;
  }

  /** What the layer was applied to, in order. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** What it was told besides: masks given by hand, and a phase. */
  public CallOptions options() {
    return options;
  }

  /** All that it depends on: the inputs, and behind them the masks given by hand. */
  public List<Tensor> dependencies() {
    List<Tensor> all = new ArrayList<>(inputs);
    all.addAll(options.masks().values());
    return List.copyOf(all);
  }

  /** What it gave, in order. */
  public List<Tensor> outputs() {
    return results.outputs();
  }

  /** The masks that travel with the outputs. */
  public List<Optional<Tensor>> masks() {
    return results.masks();
  }

  /**
   * The values before the layer's activations: one under the name {@code ""} for most layers, one
   * for each gate of a recurrent one, of shape (batch, time, units); none for a layer that has no
   * activation. For a linear activation it is the output.
   */
  public Map<String, Tensor> preActivations() {
    return results.preActivations();
  }

  /**
   * The value before the layer's only activation.
   *
   * @throws NoSuchElementException where it has none or several, naming them
   */
  public Tensor preActivation() {
    Map<String, Tensor> all = preActivations();
    if (all.size() != 1) {
      throw new NoSuchElementException("layer '" + name
          + "' has "
          + (all.isEmpty()
              ? "no activation"
              : "several activations: ask for one of " + all.keySet()));
    }
    return all.values().iterator().next();
  }

  /**
   * The value before one of the layer's activations.
   *
   * @param gate {@code i}, {@code f}, {@code c} or {@code o} of an LSTM, say
   * @throws NoSuchElementException where there is none of that name, listing those there are
   */
  public Tensor preActivation(String gate) {
    Tensor found = preActivations().get(gate);
    if (found == null) {
      throw new NoSuchElementException("layer '" + name + "' has no activation named '" + gate
          + "'; there are " + preActivations().keySet());
    }
    return found;
  }

  /** What a training step changes besides what its optimizer does: moving means, random keys. */
  public List<Update> updates() {
    return results.updates();
  }

  /**
   * What a stateful layer leaves for the next batch: Trainer and Model.predict publish it in every
   * phase, and whoever evaluates a tensor does not.
   */
  public List<Update> carried() {
    return results.carried();
  }

  /** What training adds to the loss on account of this call's outputs, each a scalar. */
  public List<Tensor> penalties() {
    return results.penalties();
  }

  /**
   * The learning phases of single layers, by which they leave off learning when they are frozen;
   * see {@link CallContext#ownPhase}.
   */
  public Map<Tensor, Layer> phases() {
    return results.phases();
  }

  /** The layer and its inputs. */
  @Override
  public String toString() {
    return layer + " over " + inputs;
  }
}
