package io.opwalk.nn.model;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes a model of the layers of another. */
final class Cloning {
  private final Model model;
  private final CloneWeights weights;
  private final Function<Layer, Layer> function;
  private final LayerRegistry registry;
  private final Map<Layer, Layer> chosen = new IdentityHashMap<>();

  Cloning(
      Model model, CloneWeights weights, Function<Layer, Layer> function, LayerRegistry registry) {
    this.model = model;
    this.weights = weights;
    this.function = function;
    this.registry = registry;
  }

  Model run() {
    List<Tensor> inputs = new ArrayList<>();
    for (Tensor input : model.inputs()) {
      inputs.add(Tensors.placeholder(nameOf(input), input.dtype(), input.shape()));
    }
    Replay replay = new Replay(
        model, (layer, over, how) -> chosen.computeIfAbsent(layer, this::choose).apply(over, how));
    Model clone = model.remade(inputs, replay.over(inputs));
    if (weights == CloneWeights.COPY) {
      model.layers().forEach(layer -> layer.layer().ifPresent(this::copy));
    }
    return clone;
  }

  private static String nameOf(Tensor input) {
    return input.name().isEmpty() ? "input" : input.name().replace('/', '_').replace(':', '_');
  }

  private Layer choose(Layer layer) {
    Layer given = function.apply(layer);
    if (given == null) {
      throw new IllegalArgumentException("the function gave null in the place of " + layer);
    }
    if (given == layer && weights == CloneWeights.SHARE) {
      return layer;
    }
    Layer other = given == layer ? again(layer) : given;
    if (weights == CloneWeights.SHARE) {
      share(layer, other);
    }
    return other;
  }

  /**
   * A layer of the same config, under the name that the layer has in the model. One that no config
   * makes, but that has no weights, is applied again.
   */
  private Layer again(Layer layer) {
    boolean isKnown = registry.classNames().contains(layer.className());
    if (!isKnown && layer.variables().isEmpty()) {
      return layer;
    }
    return registry.fromConfig(
        layer.className(), layer.config().with("name", InnerLayers.nameOf(layer, model.layers())));
  }

  private static void share(Layer layer, Layer other) {
    if (layer.variables().isEmpty()) {
      return;
    }
    if (!(layer instanceof AbstractLayer from && other instanceof AbstractLayer to)) {
      throw new IllegalArgumentException(
          "cannot share the weights of " + layer + " with " + other + ": copy them");
    }
    to.shareWeightsOf(from);
  }

  private void copy(Layer layer) {
    Layer other = chosen.get(layer);
    if (other == null || other == layer) {
      return;
    }
    List<NDArray> values = new Weights(layer.toString(), layer.weights()).get();
    try {
      new Weights(other.toString(), other.weights()).set(values);
    } catch (IllegalArgumentException thrown) {
      throw new IllegalArgumentException(
          "the weights of layer '" + InnerLayers.nameOf(layer, model.layers())
              + "' do not fit the layer in its place: " + thrown.getMessage() + "\n  layer: "
              + layer + "\n  in its place: " + other,
          thrown);
    }
  }
}
