package io.opwalk.nn.model;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A model that is a stack of layers.
 *
 * <pre>{@code
 * Sequential model = Sequential.of(
 *     placeholder("x", FLOAT64, shape(UNKNOWN, 784)), dense(612, SOFTPLUS), dense(1, SIGMOID));
 * }</pre>
 *
 * <p>Unlike Keras's it never changes: {@link #with} and {@link #withoutLast} give new models, which
 * share the weights of this one.
 */
public final class Sequential extends Model {
  private final List<Layer> stack;
  private final List<Tensor> steps;

  private Sequential(List<Tensor> steps, List<Layer> stack, LayerOptions options) {
    super(List.of(steps.get(0)), List.of(steps.get(steps.size() - 1)), options);
    this.steps = List.copyOf(steps);
    this.stack = List.copyOf(stack);
  }

  /** The layers, applied to the input one after the other. */
  public static Sequential of(Tensor input, Layer... layers) {
    return of(input, Arrays.asList(layers));
  }

  /** As {@link #of(Tensor, Layer...)}. */
  public static Sequential of(Tensor input, List<? extends Layer> layers) {
    Objects.requireNonNull(input, "the input of a model");
    List<Tensor> steps = new ArrayList<>(List.of(input));
    for (Layer layer : layers) {
      Objects.requireNonNull(layer, () -> "layer " + steps.size() + " of a model");
      steps.add(layer.apply(steps.get(steps.size() - 1)));
    }
    return new Sequential(steps, List.copyOf(layers), LayerOptions.defaults());
  }

  /**
   * The layers that lead from one tensor to another one.
   *
   * @throws IllegalArgumentException where something else than layers of one input and one output
   *     does, naming it
   */
  public static Sequential between(Tensor input, Tensor output) {
    return stacked(input, output, LayerOptions.defaults());
  }

  private static Sequential stacked(Tensor input, Tensor output, LayerOptions options) {
    List<Tensor> steps = new ArrayList<>(List.of(output));
    List<Layer> layers = new ArrayList<>();
    while (steps.get(0) != input) {
      Tensor step = steps.get(0);
      LayerCall call = LayerCall.of(step)
          .filter(made -> made.dependencies().size() == 1
              && made.options().isNone()
              && made.outputs().size() == 1)
          .orElseThrow(() -> new IllegalArgumentException("no stack of layers leads from " + input
              + " to " + output + ": " + step + " is not what a layer makes of one tensor"));
      layers.add(0, call.layer());
      steps.add(0, call.inputs().get(0));
    }
    return new Sequential(steps, layers, options);
  }

  /** The layers as given, from the first to the last. */
  public List<Layer> stack() {
    return stack;
  }

  /**
   * The value after so many layers: {@code step(0)} is the input, {@code step(1)} what the first
   * layer makes of it.
   *
   * @throws IndexOutOfBoundsException where there are fewer layers
   */
  public Tensor step(int layers) {
    return steps.get(layers);
  }

  /** This model with one layer more. */
  public Sequential with(Layer layer) {
    List<Layer> more = new ArrayList<>(stack);
    more.add(layer);
    List<Tensor> further = new ArrayList<>(steps);
    further.add(layer.apply(output()));
    return new Sequential(further, more, options());
  }

  /**
   * This model without its last layer.
   *
   * @throws IllegalStateException where there is none
   */
  public Sequential withoutLast() {
    if (stack.isEmpty()) {
      throw new IllegalStateException("this model has no layer to leave out");
    }
    int last = stack.size() - 1;
    return new Sequential(steps.subList(0, last + 1), stack.subList(0, last), options());
  }

  /** The same model with other options. */
  Sequential withOptions(LayerOptions options) {
    return new Sequential(steps, stack, options);
  }

  @Override
  public Sequential named(String name) {
    return withOptions(options().withName(name));
  }

  @Override
  String className() {
    return "Sequential";
  }

  @Override
  Model remade(List<Tensor> newInputs, List<Tensor> newOutputs, LayerOptions options) {
    return stacked(newInputs.get(0), newOutputs.get(0), options);
  }

  /** As {@link Model#config}, in the form of Keras's Sequential. */
  @Override
  public Config config() {
    ModelWriter.requireLayers(this);
    List<Config> layers = new ArrayList<>();
    layers.add(Config.builder()
        .put("class_name", "InputLayer")
        .put("config", ModelWriter.input(this, 0))
        .build());
    stack.forEach(layer -> layers.add(Config.builder()
        .put("class_name", layer.className())
        .put("config", layer.config().with("name", InnerLayers.nameOf(layer, layers())))
        .build()));
    return Config.builder().put("name", name()).put("layers", layers).build();
  }

  /**
   * A new model from a config, with weights of its own.
   *
   * @param config as {@link #config} gives it, or with a class name around it, as Keras's
   *     {@code to_json} and files have it
   * @throws io.opwalk.nn.config.ConfigException where it does not make one, naming the layer
   */
  public static Sequential fromConfig(Config config) {
    return fromConfig(config, StandardLayers.registry());
  }

  /** As {@link #fromConfig(Config)}, with kinds of layers of one's own. */
  public static Sequential fromConfig(Config config, LayerRegistry registry) {
    return ModelReader.stack(config, registry);
  }
}
