package io.opwalk.nn.train;

import io.opwalk.Tensor;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;

/** The names of a model's outputs: as in Keras, those of the layers that give them. */
final class OutputNames {
  private final List<String> names;

  private OutputNames(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** Those of a model. Where one layer gives several outputs, their own names are taken. */
  static OutputNames of(Model model) {
    List<String> layers =
        model.outputs().stream().map(each -> layerOf(model, each)).toList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      boolean alone = Collections.frequency(layers, layers.get(i)) == 1;
      names.add(alone ? layers.get(i) : model.outputs().get(i).name());
    }
    return new OutputNames(names);
  }

  private static String layerOf(Model model, Tensor output) {
    return model.layers().stream()
        .filter(layer -> layer.outputs().contains(output))
        .map(ModelLayer::name)
        .findFirst()
        .orElse(output.name());
  }

  /** The names, in the order of the outputs. */
  List<String> all() {
    return names;
  }

  /**
   * The place of an output.
   *
   * @throws NoSuchElementException where there is none of that name or several, listing all names
   */
  int indexOf(String name) {
    if (Collections.frequency(names, name) != 1) {
      throw new NoSuchElementException(
          (names.contains(name) ? "several outputs are" : "no output is") + " named '" + name
              + "'; there are " + names);
    }
    return names.indexOf(name);
  }
}
