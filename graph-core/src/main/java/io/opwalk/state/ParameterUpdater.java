package io.opwalk.state;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Publishes new values of some slots again and again, and uses arrays again whose values nobody has
 * seen but itself: so a training that nobody watches makes no new arrays. What anybody has read
 * from a slot, or could be reading, is never written again.
 *
 * <p>For one thread at a time, within {@link ParameterStore#exclusively}:
 *
 * <pre>{@code
 * updater.begin();
 * List<NDArray> values = function.call(feed, updater);
 * updater.publish(Map.of(slot, values.get(0)));
 * }</pre>
 */
public final class ParameterUpdater {
  private final Set<ParameterSlot> slots;

  /** Arrays of the version that was published last, by identity. */
  private Set<Object> published = identitySet();

  /** Arrays that were given out since. */
  private Set<Object> taken = identitySet();

  private final List<Object> spare = new ArrayList<>();

  /** Of slots that are always published together. */
  public ParameterUpdater(List<ParameterSlot> slots) {
    this.slots = Set.copyOf(slots);
  }

  private static Set<Object> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Forgets what was computed and not published. */
  public void begin() {
    taken.clear();
  }

  /**
   * A flat array to compute a value in: one that nobody needs any more, or else a new one. What it
   * holds means nothing.
   *
   * @param maker makes a new one
   * @return an array of the dtype's Java type and exactly so long
   */
  public Object array(DType dtype, int length, Supplier<Object> maker) {
    for (int i = spare.size() - 1; i >= 0; i--) {
      Object array = spare.get(i);
      if (array.getClass().getComponentType() == dtype.componentType()
          && Array.getLength(array) == length) {
        spare.remove(i);
        taken.add(array);
        return array;
      }
    }
    Object made = maker.get();
    taken.add(made);
    return made;
  }

  /** Says that a value goes to somebody who may keep it, so that its array is not used again. */
  public void handOut(NDArray value) {
    taken.remove(value.backing());
    published.remove(value.backing());
  }

  /**
   * Publishes a value for every slot in one step.
   *
   * @throws IllegalArgumentException where they are not for exactly the slots, or a value's dtype
   *     or shape is not its slot's; nothing is published then
   */
  public void publish(Map<ParameterSlot, NDArray> values) {
    if (!values.keySet().equals(slots)) {
      throw new IllegalArgumentException(
          "expected values for the slots " + slots + ", found some for " + values.keySet());
    }
    Set<Object> next = identitySet();
    values.values().forEach(value -> next.add(value.backing()));
    ParameterStore.publish(values, this).forEach(old -> {
      if (!next.contains(old.backing()) && published.remove(old.backing())) {
        spare.add(old.backing());
      }
    });
    next.retainAll(taken);
    published = next;
    taken = identitySet();
  }
}
