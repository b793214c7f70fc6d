package io.opwalk.state;

import io.opwalk.NDArray;
import java.util.Collections;

/**
 * A place in a {@link ParameterStore} for one value that outlives calls. Its dtype and shape are
 * those of its first value, for ever. Identity equality: two parameters share a value by naming the
 * same slot.
 */
public final class ParameterSlot {
  private final ParameterStore store;
  private final int index;
  private final String name;

  ParameterSlot(ParameterStore store, int index, String name) {
    this.store = store;
    this.index = index;
    this.name = name;
  }

  /** The store this slot is in. */
  public ParameterStore store() {
    return store;
  }

  int index() {
    return index;
  }

  /** The name it was made with, for messages. */
  public String name() {
    return name;
  }

  /** The value now. */
  public NDArray value() {
    return store.value(index);
  }

  /**
   * Publishes a new value.
   *
   * @throws IllegalArgumentException where its dtype or shape is not the slot's
   */
  public void set(NDArray value) {
    ParameterStore.publish(Collections.singletonMap(this, value));
  }

  /** The name and type. */
  @Override
  public String toString() {
    return "'" + name + "' " + value().describe();
  }
}
