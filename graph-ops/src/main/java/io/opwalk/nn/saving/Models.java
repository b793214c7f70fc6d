package io.opwalk.nn.saving;

import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.nn.saving.graph.OpRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Saves models to files, and loads them.
 *
 * <pre>{@code
 * Models.save(model, Path.of("digits.opwalk"));
 * Model again = Models.load(Path.of("digits.opwalk"));   // the same values, to the bit
 * }</pre>
 *
 * <p>A file holds the graph with the names and sizes of its nodes, the configs of the layers, all
 * weights and what else layers keep, and which layers are frozen; unlike Keras's it holds the
 * states of stateful layers too, so that a model that was loaded goes on where the saved one
 * stopped. Layers are layers again, so that {@code model.layer("dense_1").preActivation()} answers
 * after loading too. Nodes that no layer made are written one by one. What a file cannot hold is
 * code: a Lambda, an initializer, a scalar function or an op of one's own. It is refused when
 * saving, naming the node and its line, unless it can be looked up by its name in a registry.
 *
 * <p>The file is an {@link Archive}, whose checks are made before anything else; it is written
 * whole or not at all. {@code config.json} has the layers, {@code graph.json} the graph,
 * {@code parameters.json} the parameters; the arrays are the values.
 */
public final class Models {
  private Models() {}

  /**
   * Writes a model to a file, or replaces the file.
   *
   * @throws UnsupportedOperationException where the model holds code, naming the node or layer and
   *     the line that built it; nothing is written then
   * @throws java.io.UncheckedIOException where the file cannot be written; it is as it was then
   */
  public static void save(Model model, Path file) {
    save(model, file, StandardLayers.registry());
  }

  /** As {@link #save(Model, Path)}, with kinds of layers of one's own. */
  public static void save(Model model, Path file, LayerRegistry layers) {
    save(model, file, layers, OpRegistry.standard());
  }

  /** As {@link #save(Model, Path)}, with kinds of layers and ops of one's own. */
  public static void save(Model model, Path file, LayerRegistry layers, OpRegistry ops) {
    Objects.requireNonNull(model, "the model to save");
    Archive archive = SavedModelWriter.archive(model, layers, ops);
    try {
      // What is written can be read: better to learn now that it cannot.
      SavedModelReader.model(archive, layers, ops);
    } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException complaint) {
      throw new UnsupportedOperationException(
          "cannot save " + model + ", which could not be loaded: " + complaint.getMessage(),
          complaint);
    }
    archive.write(file);
  }

  /**
   * The model in a file, with weights of its own.
   *
   * @throws ArchiveException where the file is damaged, or holds no model that this version can
   *     make, naming the file, the layer or node, and what was expected and found
   * @throws java.io.UncheckedIOException where it cannot be read
   */
  public static Model load(Path file) {
    return load(file, StandardLayers.registry());
  }

  /** As {@link #load(Path)}, with kinds of layers of one's own. */
  public static Model load(Path file, LayerRegistry layers) {
    return load(file, layers, OpRegistry.standard());
  }

  /** As {@link #load(Path)}, with kinds of layers and ops of one's own. */
  public static Model load(Path file, LayerRegistry layers, OpRegistry ops) {
    return SavedModelReader.model(file, layers, ops);
  }

  /**
   * Writes the weights of a model alone, and what else its layers keep, such as keys of random
   * numbers, but not what stateful layers carry on: so they fit a model of other batches.
   *
   * @throws java.io.UncheckedIOException where the file cannot be written; it is as it was then
   */
  public static void saveWeights(Model model, Path file) {
    WeightsFile.archive(model).write(file);
  }

  /**
   * Gives a model the weights that are in a file. Layers are found by their names, and so are
   * parameters that belong to no layer; a layer's weights by their order. All change in one step,
   * and a training step under way ends first.
   *
   * @throws ArchiveException where the file is damaged
   * @throws IllegalArgumentException where layers are missing or too many, or a number of weights,
   *     a dtype or a shape is another one, naming the layer and both; nothing changes then
   * @throws java.io.UncheckedIOException where the file cannot be read
   */
  public static void loadWeights(Model model, Path file) {
    loadWeights(model, file, LoadOptions.defaults());
  }

  /**
   * As {@link #loadWeights(Model, Path)}, but for what may be passed over.
   *
   * <pre>{@code
   * // A new last layer on what another model has learned.
   * Models.loadWeights(model, file, LoadOptions.defaults().withByName(true));
   * }</pre>
   *
   * @return for each layer of the model that keeps its weights, its name and why; empty where all
   *     were found
   */
  public static List<String> loadWeights(Model model, Path file, LoadOptions options) {
    return WeightsFile.load(model, file, options);
  }
}
