package io.opwalk.nn.model;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.Lambda;
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
  private final LayerRegistry registry = StandardLayers.registry();
  private final Map<Layer, Layer> chosen = new IdentityHashMap<>();

  Cloning(Model model, CloneWeights weights, Function<Layer, Layer> function) {
    this.model = model;
    this.weights = weights;
    this.function = function;
  }

  Model run() {
    List<Tensor> inputs = new ArrayList<>();
    for (Tensor input : model.inputs()) {
      inputs.add(Tensors.placeholder(nameOf(input), input.dtype(), input.shape()));
    }
    Replay replay = new Replay(
        model, (layer, over) -> chosen.computeIfAbsent(layer, this::choose).apply(over));
    Model clone = model.remade(inputs, replay.over(inputs));
    if (weights == CloneWeights.COPY) {
      chosen.forEach(Cloning::copy);
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

  /** A layer of the same config, under the name that the layer has in the model. */
  private Layer again(Layer layer) {
    if (layer instanceof Lambda) {
      // A function is the same in every model, and has no weights that could differ.
      return layer;
    }
    return registry.fromConfig(layer.className(), layer.config().with("name", model.nameOf(layer)));
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

  private static void copy(Layer layer, Layer other) {
    List<NDArray> values = new Weights(layer.toString(), layer.weights()).get();
    new Weights(other.toString(), other.weights()).set(values);
  }
}
