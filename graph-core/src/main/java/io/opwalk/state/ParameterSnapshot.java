package io.opwalk.state;

import io.opwalk.NDArray;
import java.util.Map;

/**
 * The values of some slots at one moment. Publications that happen later are not seen.
 *
 * <p>Immutable; holds the arrays, so an old version lives as long as somebody reads it.
 */
public final class ParameterSnapshot {
  private final Map<ParameterStore, ParameterStore.Version> versions;

  ParameterSnapshot(Map<ParameterStore, ParameterStore.Version> versions) {
    this.versions = versions;
  }

  /**
   * The value of a slot.
   *
   * @throws IllegalArgumentException where the snapshot does not cover the slot
   */
  public NDArray get(ParameterSlot slot) {
    ParameterStore.Version version = versions.get(slot.store());
    if (version == null || slot.index() >= version.values.size()) {
      throw new IllegalArgumentException("not in this snapshot: parameter '" + slot.name() + "'");
    }
    return version.values.get(slot.index());
  }
}
