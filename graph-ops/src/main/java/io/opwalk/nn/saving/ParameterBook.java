package io.opwalk.nn.saving;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.saving.graph.ParameterTable;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterSnapshot;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the parameters of a model that is written, and their slots: two parameters of one slot
 * stay so. {@link SavedParameters} reads them.
 */
final class ParameterBook implements ParameterTable {
  /** The document that it becomes. */
  static final String DOCUMENT = "parameters";

  private final Map<Tensor, Integer> numbers = new LinkedHashMap<>();

  @Override
  public int numberOf(Tensor parameter) {
    int next = numbers.size();
    return numbers.computeIfAbsent(parameter, unseen -> next);
  }

  @Override
  public Tensor parameter(int number) {
    throw new UnsupportedOperationException("parameters are being written");
  }

  /** Adds the parameters, and the values of all slots at one moment. */
  void addTo(Archive.Builder archive) {
    Map<ParameterSlot, Integer> slots = new LinkedHashMap<>();
    List<Config> parameters = new ArrayList<>();
    numbers.keySet().forEach(parameter -> {
      int next = slots.size();
      parameters.add(Config.builder()
          .put("name", parameter.name())
          .put("trainable", Tensors.isTrainable(parameter))
          .put("slot", slots.computeIfAbsent(Tensors.slotOf(parameter), unseen -> next))
          .build());
    });
    ParameterSnapshot values = ParameterStore.snapshot(slots.keySet());
    UnusedNames names = new UnusedNames("weights/");
    List<Config> written = new ArrayList<>();
    slots.keySet().forEach(slot -> {
      String array = names.of(slot.name());
      NDArray value = values.get(slot);
      archive.array(array, value);
      written.add(Config.builder().put("name", slot.name()).put("array", array).build());
    });
    archive.document(
        DOCUMENT,
        Config.builder().put("slots", written).put("parameters", parameters).build());
  }
}
