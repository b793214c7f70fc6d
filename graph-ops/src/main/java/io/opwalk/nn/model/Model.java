package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.spi.Backends;
import io.opwalk.walk.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Inputs, outputs and what lies between, whoever made it: a view, as {@link Graph} is, that adds
 * layers and weights.
 *
 * <pre>{@code
 * Model model = Model.of(x, y);
 * Model before = Model.of(x, y.owner().inputs(0));   // the same weights, one node less
 * }</pre>
 *
 * <p>Any tensor may be an input; the graph is then cut there. Models over the same parameters share
 * them: training one trains the other. Immutable but for the values of its parameters; thread-safe.
 */
public class Model {
  private final List<Tensor> inputs;
  private final Graph graph;
  private final List<ModelLayer> layers;
  private final Weights weights;

  /** Of the given inputs and outputs; checked as {@link #of(List, List)} says. */
  Model(List<Tensor> inputs, List<Tensor> outputs) {
    this.inputs = List.copyOf(inputs);
    this.graph = Graph.of(outputs);
    Set<Tensor> cuts = new HashSet<>(this.inputs);
    List<Apply> applies = Walk.ancestorsUpTo(graph.outputs(), cuts);
    checkConnected(applies, cuts);
    this.layers = LayerFinder.find(applies, cuts, graph.outputs());
    this.weights = Weights.of(applies);
  }

  /**
   * The model of one input and one output.
   *
   * @throws IllegalArgumentException where the output depends on a placeholder other than the
   *     input, or does not depend on the input, or two parameters have one name
   */
  public static Model of(Tensor input, Tensor output) {
    return new Model(List.of(input), List.of(output));
  }

  /**
   * The model of several inputs and outputs.
   *
   * @throws IllegalArgumentException where the outputs depend on a placeholder that is no input, or
   *     do not depend on some input, or two parameters have one name
   */
  public static Model of(List<Tensor> inputs, List<Tensor> outputs) {
    return new Model(inputs, outputs);
  }

  private void checkConnected(List<Apply> applies, Set<Tensor> cuts) {
    Set<Tensor> used = new HashSet<>(graph.outputs());
    for (Apply apply : applies) {
      used.addAll(apply.inputs());
      if (apply.op().isInput()) {
        throw new IllegalArgumentException("the outputs depend on " + apply.output()
            + ", which is no input of this model; its inputs are " + inputs);
      }
    }
    if (cuts.size() != inputs.size()) {
      throw new IllegalArgumentException("an input is given twice: " + inputs);
    }
    for (Tensor input : inputs) {
      if (!used.contains(input)) {
        throw new IllegalArgumentException(
            "no output depends on the input " + input + "; the outputs are " + graph.outputs());
      }
    }
  }

  /** The outputs and all they are computed from, to walk, print and compile. */
  public Graph graph() {
    return graph;
  }

  /** What is fed, in the order given. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /**
   * The only input of a model that has one.
   *
   * @throws IllegalStateException where there are several
   */
  public Tensor input() {
    if (inputs.size() != 1) {
      throw new IllegalStateException(
          "this model has " + inputs.size() + " inputs: ask for inputs(), not input()");
    }
    return inputs.get(0);
  }

  /** What is computed, in the order given. */
  public List<Tensor> outputs() {
    return graph.outputs();
  }

  /**
   * The only output of a model that has one.
   *
   * @throws IllegalStateException where there are several
   */
  public Tensor output() {
    return graph.output();
  }

  /** The layers between inputs and outputs, in the order in which values reach them. */
  public List<ModelLayer> layers() {
    return layers;
  }

  /**
   * The layer of the given name.
   *
   * @throws NoSuchElementException where there is none, listing those there are
   */
  public ModelLayer layer(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no layer named '" + name + "'; there are "
            + layers.stream().map(ModelLayer::name).toList()));
  }

  /** The parameters between inputs and outputs, each slot once, in the order of the layers. */
  public List<Tensor> parameters() {
    return weights.parameters();
  }

  /** Those parameters that an optimizer may change. */
  public List<Tensor> trainableParameters() {
    return weights.trainable();
  }

  /**
   * The output for one input, on the best backend found.
   *
   * @throws IllegalStateException where the model has several inputs or outputs
   * @throws io.opwalk.FeedException where the value does not fit the input
   */
  public NDArray predict(NDArray value) {
    Tensor output = output();
    return Backends.best().evaluate(List.of(output), Feed.feed(input(), value)).get(0);
  }

  /**
   * The outputs for any number of inputs, in one pass.
   *
   * @throws io.opwalk.FeedException where a value is missing or too many
   */
  public List<NDArray> predict(Feed feed) {
    return Backends.best().evaluate(outputs(), feed);
  }

  /** The values of all parameters at one moment, in the order of {@link #parameters}. */
  public List<NDArray> getWeights() {
    return weights.get();
  }

  /**
   * Publishes new values for all parameters in one step. A training step under way ends first.
   *
   * @param values in the order of {@link #parameters}
   * @throws IllegalArgumentException where the number of values, or a dtype or shape is wrong,
   *     naming the parameter and both; nothing is published then
   */
  public void setWeights(List<NDArray> values) {
    weights.set(values);
  }

  /** A table of layers, shapes and parameter counts, as Keras prints it. */
  public String summary() {
    return Summary.of(this);
  }

  /** The inputs and outputs. */
  @Override
  public String toString() {
    return "Model " + inputs + " -> " + outputs();
  }
}
