package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.CallOptions;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.layer.Weight;
import io.opwalk.spi.Backends;
import io.opwalk.state.Update;
import io.opwalk.walk.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

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
public class Model implements Function<Tensor, Tensor> {
  private final List<Tensor> inputs;
  private final Graph graph;
  private final Structure structure;
  private final List<ModelLayer> layers;
  private final ModelParameters parameters;
  private final TrainingParts training;
  private final LayerOptions options;
  private final ModelAsLayer asLayer;

  /** Of the given inputs and outputs; checked as {@link #of(List, List)} says. */
  Model(List<Tensor> inputs, List<Tensor> outputs, LayerOptions options) {
    this.inputs = List.copyOf(inputs);
    this.graph = Graph.of(outputs);
    this.options = options;
    Set<Tensor> cuts = new HashSet<>(this.inputs);
    List<Apply> applies = Walk.ancestorsUpTo(graph.outputs(), cuts);
    Connections.check(this.inputs, graph.outputs(), applies);
    this.structure = Structure.of(this.inputs, graph.outputs());
    this.layers = LayerFinder.find(structure, cuts, graph.outputs());
    this.parameters = ModelParameters.of(layers, applies);
    this.asLayer = new ModelAsLayer(this, options);
    this.training = TrainingParts.of(layers, parameters);
  }

  /**
   * The model of one input and one output.
   *
   * @throws IllegalArgumentException where the output depends on a placeholder other than the
   *     input, or does not depend on the input, or two layers were given one name
   */
  public static Model of(Tensor input, Tensor output) {
    Objects.requireNonNull(input, "the input of a model");
    Objects.requireNonNull(output, "the output of a model");
    return of(List.of(input), List.of(output));
  }

  /**
   * The model of several inputs and outputs.
   *
   * @throws IllegalArgumentException where the outputs depend on a placeholder that is no input, or
   *     do not depend on some input, or two layers were given one name
   */
  public static Model of(List<Tensor> inputs, List<Tensor> outputs) {
    inputs.forEach(input -> Objects.requireNonNull(input, "an input of a model"));
    outputs.forEach(output -> Objects.requireNonNull(output, "an output of a model"));
    return new Model(inputs, outputs, LayerOptions.defaults());
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
   * The layer of the given name; of a model that is a layer of this one, and of layers that consist
   * of others, by a path: {@code model.layer("encoder/dense_1")}.
   *
   * @throws java.util.NoSuchElementException where there is none, naming those that are near
   */
  public ModelLayer layer(String name) {
    return InnerLayers.find(name, layers);
  }

  /** The pieces that the model consists of, each behind those it depends on. */
  public List<Part> parts() {
    return structure.parts();
  }

  /** The parameters between inputs and outputs, each slot once, in the order of the layers. */
  public List<Tensor> parameters() {
    return parameters.all();
  }

  /** Those parameters that an optimizer may change: those of frozen layers are not among them. */
  public List<Tensor> trainableParameters() {
    return parameters.trainable();
  }

  /** How many numbers there are in the {@link #parameters}; Keras's count_params. */
  public long countParams() {
    return Weights.count(parameters());
  }

  /** How many of them an optimizer may change. */
  public long countTrainableParams() {
    return Weights.count(trainableParameters());
  }

  /** How many of them no optimizer changes: of frozen layers, and what layers keep. */
  public long countNonTrainableParams() {
    return countParams() - countTrainableParams();
  }

  /** The weights of the layers, with their penalties and constraints, and what state they keep. */
  public List<Weight> variables() {
    return parameters.variables();
  }

  /** What a training step changes besides the trained weights, but for frozen layers. */
  public List<Update> updates() {
    return training.updates();
  }

  /**
   * What stateful layers leave for the next batch. {@link #predict(Feed)} and a trainer publish it,
   * after each batch and in every phase, see {@link Carrying}; to evaluate a tensor changes
   * nothing.
   */
  public List<Update> carried() {
    return training.carried();
  }

  /**
   * Makes the states of all stateful layers zeros, as they are at first: Keras's
   * {@code reset_state}. A training step under way ends first.
   */
  public void resetStates() {
    layers.forEach(layer -> layer.layer().ifPresent(Layer::resetStates));
  }

  /**
   * What training adds to the loss, each a scalar: the penalties on outputs, and on the weights
   * that are trained.
   */
  public List<Tensor> penalties() {
    return training.penalties();
  }

  /**
   * The learning phases of frozen layers, bools of rank 0, which a training step takes for false:
   * frozen, a batch normalization goes by its moving statistics, as in Keras.
   */
  public List<Tensor> frozenPhases() {
    return training.frozenPhases();
  }

  /** Freezes all layers, or thaws them; see {@link Layer#setTrainable}. */
  public void setTrainable(boolean trainable) {
    layers.forEach(layer -> layer.layer().ifPresent(own -> own.setTrainable(trainable)));
  }

  /**
   * The model over another input, with the same weights: new nodes. What is so applied is a layer
   * of the model that it becomes a part of.
   *
   * @throws IllegalStateException where the model has several outputs
   * @throws io.opwalk.TypeException where it has several inputs, or this one does not fit
   */
  @Override
  public Tensor apply(Tensor input) {
    return asLayer.apply(input);
  }

  /** As {@link #apply(Tensor)}, over any number of inputs. */
  public List<Tensor> apply(List<Tensor> over) {
    return asLayer.apply(over);
  }

  /** As {@link #apply(Tensor)}, told a mask or a phase: Keras's {@code model(x, training=True)}. */
  public Tensor apply(Tensor input, CallOptions how) {
    return asLayer.apply(input, how);
  }

  /** As {@link #apply(List)}, told masks or a phase. */
  public List<Tensor> apply(List<Tensor> over, CallOptions how) {
    return asLayer.apply(over, how);
  }

  /** The model as a layer, to be put where layers go. */
  public ModelAsLayer asLayer() {
    return asLayer;
  }

  /** The same model under a name, which it has where it is a layer of another model. */
  public Model named(String name) {
    return remade(inputs, outputs(), options.withName(name));
  }

  /** The name it was given, else what Keras calls it: {@code functional}. */
  public String name() {
    return options.name().orElse(className().toLowerCase(Locale.ROOT));
  }

  /** What Keras calls this kind of model. */
  String className() {
    return "Functional";
  }

  /**
   * Layers and connections as data, without the weights, in the form of Keras's {@code get_config}.
   *
   * @throws UnsupportedOperationException where a node was made by no layer, or a layer holds code,
   *     naming it
   */
  public Config config() {
    return new ModelWriter(this).functional();
  }

  /**
   * A new model from a config, with weights of its own.
   *
   * @param config as {@link #config} gives it, or with a class name around it, as Keras's
   *     {@code to_json} and files have it; a Sequential then, where that is the name
   * @throws io.opwalk.nn.config.ConfigException where it does not make one, naming the layer
   */
  public static Model fromConfig(Config config) {
    return fromConfig(config, StandardLayers.registry());
  }

  /** As {@link #fromConfig(Config)}, with kinds of layers of one's own. */
  public static Model fromConfig(Config config, LayerRegistry registry) {
    return ModelReader.model(config, registry);
  }

  /**
   * A model of the same layers over inputs of its own.
   *
   * @param weights what becomes of the weights
   */
  public Model cloned(CloneWeights weights) {
    return cloned(weights, layer -> layer);
  }

  /**
   * A model with another layer in the place of each.
   *
   * <pre>{@code
   * Model linear = model.cloned(COPY, layer -> layer instanceof Dense dense
   *     ? registry.fromConfig("Dense", dense.config().with("activation", "linear")) : layer);
   * }</pre>
   *
   * @param weights what becomes of the weights
   * @param function is given each layer once; the layer given back as it is stands for one like it
   * @throws IllegalArgumentException where a layer given does not fit, naming it and the weights
   */
  public Model cloned(CloneWeights weights, Function<Layer, Layer> function) {
    return cloned(weights, function, StandardLayers.registry());
  }

  /**
   * As {@link #cloned(CloneWeights, Function)}, with kinds of layers of one's own.
   *
   * @throws io.opwalk.nn.config.ConfigException where a layer that has weights is to be made again
   *     and its kind is not registered
   */
  public Model cloned(
      CloneWeights weights, Function<Layer, Layer> function, LayerRegistry registry) {
    return new Cloning(this, weights, function, registry).run();
  }

  /** A model of this kind. */
  Model remade(List<Tensor> newInputs, List<Tensor> newOutputs, LayerOptions newOptions) {
    return new Model(newInputs, newOutputs, newOptions);
  }

  final Model remade(List<Tensor> newInputs, List<Tensor> newOutputs) {
    return remade(newInputs, newOutputs, options);
  }

  final Structure structure() {
    return structure;
  }

  final LayerOptions options() {
    return options;
  }

  /**
   * The output for one input, on the best backend found. Stateful layers go on where the last batch
   * ended.
   *
   * @throws IllegalStateException where the model has several inputs or outputs
   * @throws io.opwalk.FeedException where the value does not fit the input
   */
  public NDArray predict(NDArray value) {
    output();
    if (!carried().isEmpty() && value.rank() > 0) {
      Carrying.of(this).requireBatch(value.dim(0));
    }
    return predict(Feed.feed(input(), value)).get(0);
  }

  /**
   * The outputs for any number of inputs, in one pass. Stateful layers go on where the last batch
   * ended.
   *
   * @throws io.opwalk.FeedException where a value is missing or too many
   * @throws IllegalStateException as {@link Carrying#of}
   */
  public List<NDArray> predict(Feed feed) {
    if (carried().isEmpty()) {
      return Backends.best().evaluate(outputs(), feed);
    }
    Carrying states = Carrying.of(this);
    return states.run(() -> Backends.best().evaluate(states.with(outputs()), feed));
  }

  /** The values of all parameters at one moment, in the order of {@link #parameters}. */
  public List<NDArray> getWeights() {
    return new Weights("this model", parameters()).get();
  }

  /**
   * Publishes new values for all parameters in one step. A training step under way ends first.
   *
   * @param values in the order of {@link #parameters}
   * @throws IllegalArgumentException where the number of values, or a dtype or shape is wrong,
   *     naming the parameter and both; nothing is published then
   */
  public void setWeights(List<NDArray> values) {
    new Weights("this model", parameters()).set(values);
  }

  /** A table of layers, shapes and parameter counts, as Keras 3 prints it. */
  public String summary() {
    return summary(SummaryOptions.defaults());
  }

  /**
   * As {@link #summary()}, told how.
   *
   * @throws IllegalArgumentException where the lines are too short for the columns
   */
  public String summary(SummaryOptions summaryOptions) {
    return Summary.of(this, summaryOptions);
  }

  /** The inputs and outputs. */
  @Override
  public String toString() {
    return "Model " + inputs + " -> " + outputs();
  }
}
