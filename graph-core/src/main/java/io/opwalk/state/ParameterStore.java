package io.opwalk.state;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the values of parameters live: outside graphs and programs, as immutable arrays of one
 * version.
 *
 * <p>A reader takes a {@link #snapshot} and sees that version to its end. A writer {@link #publish
 * publishes} any number of new values in one step: every snapshot has all of them or none, also
 * where the slots are in several stores. Readers of one store never wait; readers of several do so
 * only while a publication to one of them is under way.
 */
public final class ParameterStore {
  /** All values of a store at one moment, by slot index. Compared by identity. */
  static final class Version {
    final long number;
    final List<NDArray> values;

    Version(long number, List<NDArray> values) {
      this.number = number;
      this.values = List.copyOf(values);
    }
  }

  private final ReentrantLock publishing = new ReentrantLock();
  private final ReentrantLock updating = new ReentrantLock();
  private volatile Version current = new Version(0, List.of());

  /** Whether a publication to several stores is under way, this one among them. */
  private volatile boolean unsettled;

  /** Makes a slot with its first value. */
  public ParameterSlot create(String name, NDArray value) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, () -> "no value (null) was given for parameter '" + name + "'");
    publishing.lock();
    try {
      List<NDArray> values = new ArrayList<>(current.values);
      values.add(value);
      current = new Version(current.number + 1, values);
      return new ParameterSlot(this, values.size() - 1, name);
    } finally {
      publishing.unlock();
    }
  }

  /** How often this store has changed: by a slot more, or by a publication. */
  public long version() {
    return current.number;
  }

  NDArray value(int index) {
    return current.values.get(index);
  }

  Version current() {
    return current;
  }

  /** The values of the given slots at one moment. */
  public static ParameterSnapshot snapshot(Collection<ParameterSlot> slots) {
    ParameterView view = new ParameterView(List.copyOf(slots));
    view.refresh();
    return new ParameterSnapshot(view.versions());
  }

  /**
   * Whether versions that were read one after another were all current at one moment, with no
   * publication half done. A publication to several stores marks them all before it changes any, so
   * whoever has read one changed value finds the others marked, or changed too.
   */
  static boolean ofOneMoment(ParameterStore[] stores, Version[] versions) {
    for (ParameterStore store : stores) {
      if (store.unsettled) {
        return false;
      }
    }
    for (int i = 0; i < stores.length; i++) {
      if (stores[i].current != versions[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Publishes new values in one step.
   *
   * @throws IllegalArgumentException where a value's dtype or shape is not its slot's, naming the
   *     slot; nothing is published then
   */
  public static void publish(Map<ParameterSlot, NDArray> values) {
    Map<ParameterStore, Map<ParameterSlot, NDArray>> byStore = new IdentityHashMap<>();
    values.forEach((slot, value) -> {
      check(slot, value);
      byStore.computeIfAbsent(slot.store(), store -> new HashMap<>()).put(slot, value);
    });
    locked(byStore.keySet(), () -> replaceAll(byStore));
  }

  /**
   * Runs an action that reads values, computes and publishes, while no other such action runs on
   * any store of the given slots: two trainers of one model take turns. Whoever only reads does not
   * wait for it, and sees the values of before until it publishes.
   *
   * <p>An action must not start another one on other stores: two that do so could wait for each
   * other.
   */
  public static void exclusively(Collection<ParameterSlot> slots, Runnable action) {
    LockSet.run(slots.stream().map(slot -> slot.store().updating).distinct().toList(), action);
  }

  private static void replaceAll(Map<ParameterStore, Map<ParameterSlot, NDArray>> changes) {
    // All that can fail, for want of memory, comes before the first change.
    Map<ParameterStore, Version> next = new IdentityHashMap<>();
    changes.forEach((store, change) -> next.put(store, store.changed(change)));
    next.keySet().forEach(store -> store.unsettled = next.size() > 1);
    next.forEach((store, version) -> store.current = version);
    next.keySet().forEach(store -> store.unsettled = false);
  }

  private Version changed(Map<ParameterSlot, NDArray> changes) {
    List<NDArray> values = new ArrayList<>(current.values);
    changes.forEach((slot, value) -> values.set(slot.index(), value));
    return new Version(current.number + 1, values);
  }

  private static void check(ParameterSlot slot, NDArray value) {
    Objects.requireNonNull(slot, "slot");
    NDArray old = slot.value();
    if (value == null) {
      throw new IllegalArgumentException("no value (null) was given for parameter " + slot);
    }
    if (value.dtype() != old.dtype() || !value.shape().equals(old.shape())) {
      throw new IllegalArgumentException("parameter '"
          + slot.name()
          + "' holds "
          + old.describe()
          + ", which cannot become "
          + value.describe());
    }
  }

  static void locked(Set<ParameterStore> stores, Runnable action) {
    LockSet.run(stores.stream().map(store -> store.publishing).toList(), action);
  }
}
