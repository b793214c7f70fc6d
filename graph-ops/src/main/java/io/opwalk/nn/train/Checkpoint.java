package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.saving.Archive;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterSnapshot;
import io.opwalk.state.ParameterStore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All that it takes to go on with a training as if it had never stopped. Immutable.
 *
 * <pre>{@code
 * trainer.checkpoint().write(path);
 * ...
 * trainer.restore(Checkpoint.read(path));   // a trainer of the same model and optimizer
 * }</pre>
 *
 * @param epoch the number of the epoch that comes next
 * @param position where that epoch begins in the data, where epochs have so many steps
 * @param values by name the model's parameters, the state of its layers, and what the optimizer
 *     remembers
 * @param history what came of the epochs before
 * @param callbacks what callbacks must know to go on, by their names
 */
public record Checkpoint(
    int epoch,
    DataPosition position,
    Map<String, NDArray> values,
    History history,
    Map<String, Map<String, NDArray>> callbacks) {
  /** Copies maps and list. */
  public Checkpoint {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(history, "history");
    Map<String, Map<String, NDArray>> copies = new LinkedHashMap<>();
    callbacks.forEach(
        (name, state) -> copies.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(state))));
    callbacks = Collections.unmodifiableMap(copies);
  }

  /** Between two epochs that are passes through the data. */
  public Checkpoint(
      int epoch,
      Map<String, NDArray> values,
      History history,
      Map<String, Map<String, NDArray>> callbacks) {
    this(epoch, DataPosition.beginning(epoch), values, history, callbacks);
  }

  /** The values of slots at one moment. */
  static Checkpoint of(List<ParameterSlot> slots) {
    ParameterSnapshot snapshot = ParameterStore.snapshot(slots);
    Map<String, NDArray> values = new LinkedHashMap<>();
    named(slots).forEach((name, slot) -> values.put(name, snapshot.get(slot)));
    return new Checkpoint(0, values, new History(List.of()), Map.of());
  }

  /** The same values, with how far a training is. */
  Checkpoint after(
      History history, int next, DataPosition place, Map<String, Map<String, NDArray>> states) {
    return new Checkpoint(next, place, values, history, states);
  }

  /** Slots by their names; where several have one, the later ones are numbered. */
  private static Map<String, ParameterSlot> named(List<ParameterSlot> slots) {
    Map<String, ParameterSlot> named = new LinkedHashMap<>();
    for (ParameterSlot slot : slots) {
      String name = slot.name();
      for (int i = 1; named.containsKey(name); i++) {
        name = slot.name() + "#" + i;
      }
      named.put(name, slot);
    }
    return named;
  }

  /**
   * Publishes the values, all at once.
   *
   * @throws IllegalArgumentException where they are not those of the slots; nothing is published
   *     then
   */
  void publishTo(List<ParameterSlot> slots) {
    Map<ParameterSlot, NDArray> changes = new LinkedHashMap<>();
    Map<String, ParameterSlot> named = named(slots);
    if (!named.keySet().equals(values.keySet())) {
      throw new IllegalArgumentException("this checkpoint is of another model or optimizer: "
          + difference("it has no value for", named.keySet(), values.keySet())
          + difference("nothing takes its", values.keySet(), named.keySet()));
    }
    named.forEach((name, slot) -> changes.put(slot, values.get(name)));
    ParameterStore.exclusively(slots, () -> ParameterStore.publish(changes));
  }

  private static String difference(String what, Iterable<String> names, Set<String> others) {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> {
      if (!others.contains(name)) {
        text.append("\n  ").append(what).append(" '").append(name).append("'");
      }
    });
    return text.toString();
  }

  /**
   * Writes a file, or replaces it whole: whoever reads it, whenever, finds the old checkpoint or
   * this one.
   *
   * @throws java.io.UncheckedIOException where that fails; a file that was there is as it was
   */
  public void write(Path file) {
    CheckpointFile.archive(this).write(file);
  }

  /**
   * Reads a file, and checks every byte of it.
   *
   * @throws io.opwalk.nn.saving.ArchiveException where it is damaged, or no checkpoint
   * @throws java.io.UncheckedIOException where it cannot be read
   */
  public static Checkpoint read(Path file) {
    return CheckpointFile.checkpoint(Archive.read(file, CheckpointFile.FORMAT));
  }
}
