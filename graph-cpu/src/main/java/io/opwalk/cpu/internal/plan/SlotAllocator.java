package io.opwalk.cpu.internal.plan;

import io.opwalk.DType;
import io.opwalk.Dim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Hands out slots and takes them back. A slot that is given back serves the next buffer of an equal
 * size, last in first out, since that array is the likeliest to be in cache. Among sizes that are
 * multiples of one expression, or numbers, one that is somewhat larger serves too, and a smaller
 * one is enlarged: there are never more such slots of a dtype than buffers that live at once.
 */
final class SlotAllocator {
  /**
   * How many times larger than needed a slot may be before enlarging a smaller one is preferred.
   */
  private static final int SLACK = 2;

  private final List<Slot> slots = new ArrayList<>();

  /** The slots that nobody holds, by dtype, by unit, and by how many units they have room for. */
  private final Map<DType, Map<Dim, NavigableMap<Long, Deque<Integer>>>> free =
      new EnumMap<>(DType.class);

  /** All slots ever handed out, with the sizes they came to have. */
  List<Slot> slots() {
    return List.copyOf(slots);
  }

  /** A slot that nobody holds, new if need be. */
  int acquire(DType dtype, Dim elements) {
    long size = Slot.count(elements);
    NavigableMap<Long, Deque<Integer>> kind = freeOf(dtype, elements);
    Map.Entry<Long, Deque<Integer>> above = kind.ceilingEntry(size);
    Map.Entry<Long, Deque<Integer>> below = kind.lowerEntry(size);
    if (above == null && below == null) {
      slots.add(new Slot(dtype, elements));
      return slots.size() - 1;
    }
    boolean enlarge = below != null && (above == null || above.getKey() / SLACK > size);
    Map.Entry<Long, Deque<Integer>> chosen = enlarge ? below : above;
    int index = chosen.getValue().pop();
    if (chosen.getValue().isEmpty()) {
      kind.remove(chosen.getKey());
    }
    if (enlarge) {
      slots.set(index, new Slot(dtype, elements));
    }
    return index;
  }

  /** Gives a slot back. */
  void release(int index) {
    Slot slot = slots.get(index);
    NavigableMap<Long, Deque<Integer>> kind = freeOf(slot.dtype(), slot.elements());
    long count = Slot.count(slot.elements());
    kind.putIfAbsent(count, new ArrayDeque<>());
    kind.get(count).push(index);
  }

  private NavigableMap<Long, Deque<Integer>> freeOf(DType dtype, Dim elements) {
    free.putIfAbsent(dtype, new HashMap<>());
    Map<Dim, NavigableMap<Long, Deque<Integer>>> ofDtype = free.get(dtype);
    Dim unit = Slot.unit(elements);
    ofDtype.putIfAbsent(unit, new TreeMap<>());
    return ofDtype.get(unit);
  }
}
