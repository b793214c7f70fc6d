package io.opwalk.state;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
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
 * where the slots are in several stores. Readers of one store never wait.
 */
public final class ParameterStore {
  /** All values of a store at one moment, by slot index. */
  record Version(long number, List<NDArray> values) {}

  private final ReentrantLock publishing = new ReentrantLock();
  private volatile Version current = new Version(0, List.of());

  /** Makes a slot with its first value. */
  public ParameterSlot create(String name, NDArray value) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    publishing.lock();
    try {
      List<NDArray> values = new ArrayList<>(current.values());
      values.add(value);
      current = new Version(current.number() + 1, List.copyOf(values));
      return new ParameterSlot(this, values.size() - 1, name);
    } finally {
      publishing.unlock();
    }
  }

  /** How often this store has changed. */
  public long version() {
    return current.number();
  }

  /** The values of the given slots at one moment. */
  public static ParameterSnapshot snapshot(Collection<ParameterSlot> slots) {
    Set<ParameterStore> stores = storesOf(slots);
    Map<ParameterStore, Version> versions = new IdentityHashMap<>();
    if (stores.size() <= 1) {
      stores.forEach(store -> versions.put(store, store.current));
    } else {
      locked(stores, () -> stores.forEach(store -> versions.put(store, store.current)));
    }
    return new ParameterSnapshot(versions);
  }

  /**
   * Publishes new values in one step.
   *
   * @throws IllegalArgumentException where a value's dtype or shape is not its slot's, naming the
   *     slot; nothing is published then
   */
  public static void publish(Map<ParameterSlot, NDArray> values) {
    values.forEach(ParameterStore::check);
    Map<ParameterStore, Map<ParameterSlot, NDArray>> byStore = new IdentityHashMap<>();
    values.forEach((slot, value) ->
        byStore.computeIfAbsent(slot.store(), store -> new HashMap<>()).put(slot, value));
    locked(byStore.keySet(), () -> byStore.forEach((store, changes) -> store.replace(changes)));
  }

  private void replace(Map<ParameterSlot, NDArray> changes) {
    List<NDArray> next = new ArrayList<>(current.values());
    changes.forEach((slot, value) -> next.set(slot.index(), value));
    current = new Version(current.number() + 1, List.copyOf(next));
  }

  private static void check(ParameterSlot slot, NDArray value) {
    NDArray old = slot.store().current.values().get(slot.index());
    if (value.dtype() != old.dtype() || !value.shape().equals(old.shape())) {
      throw new IllegalArgumentException("parameter '"
          + slot.name()
          + "' holds "
          + old.describe()
          + ", which cannot become "
          + value.describe());
    }
  }

  private static Set<ParameterStore> storesOf(Collection<ParameterSlot> slots) {
    Set<ParameterStore> stores = new LinkedHashSet<>();
    slots.forEach(slot -> stores.add(slot.store()));
    return stores;
  }

  /**
   * Runs {@code action} holding the locks of all stores. There is no order of stores to lock by, so
   * whoever fails to get one lets go of all and tries again.
   */
  private static void locked(Set<ParameterStore> stores, Runnable action) {
    List<ParameterStore> held = new ArrayList<>();
    while (held.size() < stores.size()) {
      for (ParameterStore store : stores) {
        if (held.isEmpty()) {
          store.publishing.lock();
        } else if (!store.publishing.tryLock()) {
          held.forEach(other -> other.publishing.unlock());
          held.clear();
          Thread.onSpinWait();
          break;
        }
        held.add(store);
      }
    }
    try {
      action.run();
    } finally {
      held.forEach(store -> store.publishing.unlock());
    }
  }
}
