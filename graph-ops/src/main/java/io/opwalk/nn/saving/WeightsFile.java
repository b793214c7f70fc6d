package io.opwalk.nn.saving;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.Weight;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelLayer;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterSnapshot;
import io.opwalk.state.ParameterStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The weights of a model without the model: by layer, and by name where no layer owns them. */
final class WeightsFile {
  private static final ArchiveFormat FORMAT = new ArchiveFormat("opwalk-weights", 1);
  private static final String DOCUMENT = "weights";

  private WeightsFile() {}

  /** Whose parameters they are, in order: a layer's, or those of none under their own names. */
  private static Map<String, List<Tensor>> owners(Model model) {
    Map<String, List<Tensor>> owners = new LinkedHashMap<>();
    Set<Tensor> owned = new LinkedHashSet<>();
    for (ModelLayer layer : model.layers()) {
      layer.layer().ifPresent(own -> {
        // What a stateful layer carries on belongs to a batch, and not to the weights.
        List<Tensor> weights = own.variables().stream()
            .filter(weight -> weight.kind() != Weight.Kind.CARRIED)
            .map(Weight::parameter)
            .toList();
        if (!weights.isEmpty()) {
          owners.put("layer '" + layer.name() + "'", weights);
          owned.addAll(weights);
        }
      });
    }
    for (Tensor parameter : model.parameters()) {
      if (!owned.contains(parameter)) {
        owners.put("parameter '" + parameter.name() + "'", List.of(parameter));
      }
    }
    return owners;
  }

  static Archive archive(Model model) {
    Map<String, List<Tensor>> owners = owners(model);
    ParameterSnapshot values = ParameterStore.snapshot(
        owners.values().stream().flatMap(List::stream).map(Tensors::slotOf).toList());
    Archive.Builder archive = Archive.builder(FORMAT);
    UnusedNames names = new UnusedNames("");
    Config.Builder document = Config.builder();
    owners.forEach((owner, weights) -> {
      List<String> arrays = new ArrayList<>();
      for (Tensor weight : weights) {
        arrays.add(names.of(weight.name()));
        archive.array(arrays.get(arrays.size() - 1), values.get(Tensors.slotOf(weight)));
      }
      document.put(owner, arrays);
    });
    return archive
        .document(DOCUMENT, Config.builder().put("weights", document.build()).build())
        .build();
  }

  static List<String> load(Model model, Path file, LoadOptions options) {
    Archive archive = Archive.read(file, FORMAT);
    Map<String, List<NDArray>> found = new LinkedHashMap<>();
    try {
      ConfigReader in = new ConfigReader("the weights", archive.document(DOCUMENT));
      Config document = in.config("weights").orElse(Config.empty());
      in.finish();
      for (String owner : document.keys()) {
        found.put(
            owner,
            ((List<?>) document.get(owner))
                .stream().map(name -> archive.array((String) name)).toList());
      }
    } catch (IllegalArgumentException | ClassCastException | NoSuchElementException complaint) {
      throw new ArchiveException(file + ": " + complaint.getMessage(), complaint);
    }
    Map<ParameterSlot, NDArray> changes = new LinkedHashMap<>();
    List<String> left = matched(owners(model), found, file, options, changes);
    ParameterStore.exclusively(changes.keySet(), () -> ParameterStore.publish(changes));
    return left;
  }

  /** Finds the changes; gives back what the model has and keeps as it is. */
  private static List<String> matched(
      Map<String, List<Tensor>> owners,
      Map<String, List<NDArray>> found,
      Path file,
      LoadOptions options,
      Map<ParameterSlot, NDArray> changes) {
    if (!options.byName() && !owners.keySet().equals(found.keySet())) {
      Set<String> missing = new LinkedHashSet<>(owners.keySet());
      missing.removeAll(found.keySet());
      Set<String> unexpected = new LinkedHashSet<>(found.keySet());
      unexpected.removeAll(owners.keySet());
      throw new IllegalArgumentException(file + " holds the weights of another model:"
          + (missing.isEmpty() ? "" : "\n  it has none for " + missing)
          + (unexpected.isEmpty()
              ? ""
              : "\n  it has some for " + unexpected + ", which the model has not"));
    }
    List<String> left = new ArrayList<>();
    owners.forEach((owner, weights) -> {
      List<NDArray> values = found.get(owner);
      Optional<String> mismatch =
          values == null ? Optional.empty() : mismatch(owner, weights, values, file);
      if (mismatch.isPresent() && !options.skipMismatch()) {
        throw new IllegalArgumentException(mismatch.get());
      }
      if (values == null || mismatch.isPresent()) {
        left.add(mismatch.orElse(owner + ": " + file + " has no weights for it"));
        return;
      }
      for (int i = 0; i < values.size(); i++) {
        changes.put(Tensors.slotOf(weights.get(i)), values.get(i));
      }
    });
    return List.copyOf(left);
  }

  private static Optional<String> mismatch(
      String owner, List<Tensor> weights, List<NDArray> values, Path file) {
    if (values.size() != weights.size()) {
      return Optional.of(owner + " has " + weights.size() + " weights, "
          + weights.stream().map(Tensor::type).toList() + ", and " + file + " has " + values.size()
          + ", " + values.stream().map(NDArray::describe).toList());
    }
    for (int i = 0; i < values.size(); i++) {
      Tensor weight = weights.get(i);
      NDArray value = values.get(i);
      if (value.dtype() != weight.dtype() || !weight.shape().admits(value.shape())) {
        return Optional.of(owner + ": the weight '" + weight.name() + "' is " + weight.type()
            + ", and in " + file + " it is " + value.describe());
      }
    }
    return Optional.empty();
  }
}
