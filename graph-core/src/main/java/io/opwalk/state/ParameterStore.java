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

    /** Who may use arrays of this version again; null for nobody. */
    private final ParameterUpdater updater;

    /** Whether anybody but the updater may have read it. */
    private volatile boolean seen;

    Version(long number, List<NDArray> values, ParameterUpdater updater) {
      this.number = number;
      this.values = List.copyOf(values);
      this.updater = updater;
    }
  }

  private final ReentrantLock publishing = new ReentrantLock();
  private final ReentrantLock updating = new ReentrantLock();
  private volatile Version current = new Version(0, List.of(), null);

  /** Whether a publication to several stores is under way, this one among them. */
  private volatile boolean unsettled;

  /** Makes a slot with its first value. */
  public ParameterSlot create(String name, NDArray value) {
    Objects.requireNonNull(name, "name");
    if (value == null) {
      throw new NullPointerException("no value (null) was given for parameter '" + name + "'");
    }
    publishing.lock();
    try {
      List<NDArray> values = new ArrayList<>(current.values);
      values.add(value);
      current = new Version(current.number + 1, values, null);
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
    return current(null).values.get(index);
  }

  /**
   * The present version.
   *
   * @param reader the updater that reads it, or null. For anybody else the version is marked, and
   *     is still the present one after that: an updater looks for marks when it has replaced it
   */
  Version current(ParameterUpdater reader) {
    while (true) {
      Version now = current;
      if (now.updater == reader || now.updater == null || now.seen) {
        return now;
      }
      now.seen = true;
      if (current == now) {
        return now;
      }
    }
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
    publish(values, null);
  }

  /**
   * As {@link #publish(Map)}, by an updater or null.
   *
   * @return the values of before, where this updater published them all and nobody else can have
   *     read any; else none
   */
  static List<NDArray> publish(Map<ParameterSlot, NDArray> values, ParameterUpdater updater) {
    Map<ParameterStore, Map<ParameterSlot, NDArray>> byStore = new IdentityHashMap<>();
    values.forEach((slot, value) -> {
      check(slot, value);
      byStore.computeIfAbsent(slot.store(), store -> new HashMap<>()).put(slot, value);
    });
    List<NDArray> unseen = new ArrayList<>();
    locked(byStore.keySet(), () -> replaceAll(byStore, updater, unseen));
    return unseen;
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

  private static void replaceAll(
      Map<ParameterStore, Map<ParameterSlot, NDArray>> changes,
      ParameterUpdater updater,
      List<NDArray> unseen) {
    // All that can fail, for want of memory, comes before the first change.
    Map<ParameterStore, Version> next = new IdentityHashMap<>();
    Map<ParameterStore, Version> old = new IdentityHashMap<>();
    changes.forEach((store, change) -> {
      old.put(store, store.current);
      next.put(store, store.changed(change, updater));
    });
    next.keySet().forEach(store -> store.unsettled = next.size() > 1);
    next.forEach((store, version) -> store.current = version);
    next.keySet().forEach(store -> store.unsettled = false);
    // Only after the versions were replaced can nobody mark them any more. One array may be the
    // value of slots in several stores, so that all of them count.
    if (updater != null
        && old.values().stream().allMatch(version -> version.updater == updater && !version.seen)) {
      old.forEach((store, version) -> changes
          .get(store)
          .keySet()
          .forEach(slot -> unseen.add(version.values.get(slot.index()))));
    }
  }

  private Version changed(Map<ParameterSlot, NDArray> changes, ParameterUpdater updater) {
    List<NDArray> values = new ArrayList<>(current.values);
    changes.forEach((slot, value) -> values.set(slot.index(), value));
    return new Version(current.number + 1, values, updater);
  }

  private static void check(ParameterSlot slot, NDArray value) {
    Objects.requireNonNull(slot, "slot");
    NDArray old = slot.store().current.values.get(slot.index());
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
