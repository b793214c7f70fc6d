package io.opwalk.state;

import io.opwalk.NDArray;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of some slots at one moment, brought up to date again and again: what a
 * {@link ParameterSnapshot} is to one call, without making anything. Mutable, for one thread at a
 * time.
 *
 * <pre>{@code
 * ParameterView view = new ParameterView(slots);
 * if (view.refresh()) {
 *   // some of view.get(0), view.get(1) ... may be others than before
 * }
 * }</pre>
 */
public final class ParameterView {
  private final List<ParameterSlot> slots;
  private final ParameterStore[] stores;

  /** The place in {@link #stores} of each slot's store. */
  private final int[] storeOf;

  private final ParameterStore.Version[] versions;

  /** A view that has seen nothing yet. */
  public ParameterView(List<ParameterSlot> slots) {
    this.slots = List.copyOf(slots);
    Map<ParameterStore, Integer> places = new IdentityHashMap<>();
    this.storeOf = new int[slots.size()];
    for (int i = 0; i < storeOf.length; i++) {
      places.putIfAbsent(slots.get(i).store(), places.size());
      storeOf[i] = places.get(slots.get(i).store());
    }
    this.stores = new ParameterStore[places.size()];
    for (Map.Entry<ParameterStore, Integer> place : places.entrySet()) {
      stores[place.getValue()] = place.getKey();
    }
    this.versions = new ParameterStore.Version[stores.length];
  }

  /**
   * Reads all values as of one moment.
   *
   * @return whether a store has changed since the last time, or there was none
   */
  public boolean refresh() {
    return refresh(null);
  }

  /**
   * As {@link #refresh()}, for an updater of the slots: values that it has published may be gone
   * when it publishes the next ones, so until then they must be forgotten.
   *
   * @param updater null for none
   */
  public boolean refresh(ParameterUpdater updater) {
    boolean changed = read(updater);
    if (stores.length > 1 && !ParameterStore.ofOneMoment(stores, versions)) {
      ParameterStore.locked(Set.of(stores), () -> read(updater));
      return true;
    }
    return changed;
  }

  private boolean read(ParameterUpdater updater) {
    boolean changed = false;
    for (int i = 0; i < stores.length; i++) {
      ParameterStore.Version now = stores[i].current(updater);
      changed |= now != versions[i];
      versions[i] = now;
    }
    return changed;
  }

  /** The value of a slot, by its place in the list, as of the last {@link #refresh}. */
  public NDArray get(int index) {
    return versions[storeOf[index]].values.get(slots.get(index).index());
  }

  Map<ParameterStore, ParameterStore.Version> versions() {
    Map<ParameterStore, ParameterStore.Version> byStore = new IdentityHashMap<>();
    for (int i = 0; i < stores.length; i++) {
      byStore.put(stores[i], versions[i]);
    }
    return byStore;
  }

  /** Lets go of the values; the next {@link #refresh} reads them anew. */
  public void forget() {
    Arrays.fill(versions, null);
  }
}
