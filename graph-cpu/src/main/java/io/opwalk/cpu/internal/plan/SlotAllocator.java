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
 * size, last in first out, since that array is the likeliest to be in cache. Among fixed sizes one
 * that is somewhat larger serves too, and a smaller one is enlarged: there are never more such
 * slots of a dtype than buffers that live at once.
 */
final class SlotAllocator {
  /**
   * How many times larger than needed a slot may be before enlarging a smaller one is preferred.
   */
  private static final int SLACK = 2;

  private final List<Slot> slots = new ArrayList<>();
  private final Map<DType, NavigableMap<Long, Deque<Integer>>> fixed = new EnumMap<>(DType.class);
  private final Map<Slot, Deque<Integer>> symbolic = new HashMap<>();

  /** All slots ever handed out, with the sizes they came to have. */
  List<Slot> slots() {
    return List.copyOf(slots);
  }

  /** A slot that nobody holds, new if need be. */
  int acquire(DType dtype, Dim elements) {
    return elements instanceof Dim.Fixed size
        ? acquireFixed(dtype, size.size())
        : acquireSymbolic(new Slot(dtype, elements));
  }

  /** Gives a slot back. */
  void release(int index) {
    Slot slot = slots.get(index);
    Deque<Integer> free = slot.elements() instanceof Dim.Fixed size
        ? freeOf(slot.dtype()).computeIfAbsent(size.size(), key -> new ArrayDeque<>())
        : symbolic.computeIfAbsent(slot, key -> new ArrayDeque<>());
    free.push(index);
  }

  private int acquireSymbolic(Slot slot) {
    Deque<Integer> free = symbolic.get(slot);
    return free == null || free.isEmpty() ? add(slot) : free.pop();
  }

  private int acquireFixed(DType dtype, long size) {
    NavigableMap<Long, Deque<Integer>> free = freeOf(dtype);
    Map.Entry<Long, Deque<Integer>> above = free.ceilingEntry(size);
    Map.Entry<Long, Deque<Integer>> below = free.lowerEntry(size);
    if (above == null && below == null) {
      return add(new Slot(dtype, Dim.of(size)));
    }
    boolean enlarge = below != null && (above == null || above.getKey() / SLACK > size);
    Map.Entry<Long, Deque<Integer>> chosen = enlarge ? below : above;
    int index = chosen.getValue().pop();
    if (chosen.getValue().isEmpty()) {
      free.remove(chosen.getKey());
    }
    if (enlarge) {
      slots.set(index, new Slot(dtype, Dim.of(size)));
    }
    return index;
  }

  private NavigableMap<Long, Deque<Integer>> freeOf(DType dtype) {
    return fixed.computeIfAbsent(dtype, key -> new TreeMap<>());
  }

  private int add(Slot slot) {
    slots.add(slot);
    return slots.size() - 1;
  }
}
