package io.opwalk.cpu.internal.fuse;

import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Puts clusters in an order in which they can run and that keeps few buffers alive.
 *
 * <p>Of those whose inputs are there, one goes first that frees as much as it takes: the gradient
 * of a weight, say, which is the last to read an activation. Else it is the one that most others
 * wait for in turn. A greedy rule: the best order is hard to find (Sethi, <i>Complete Register
 * Allocation Problems</i>, 1975).
 */
final class Schedule {
  private final ToLongFunction<IrValue> size;
  private final Map<Cluster, Integer> position = new HashMap<>();
  /** Who still has to read each value that a cluster writes, but for those that are returned. */
  private final Map<IrValue, Set<Cluster>> readers = new LinkedHashMap<>();

  private final Map<Cluster, List<IrValue>> reads = new HashMap<>();
  private final Map<Cluster, List<IrValue>> writes = new HashMap<>();
  private final Map<Cluster, Integer> missing = new HashMap<>();
  private final PriorityQueue<Ready> ready = new PriorityQueue<>();

  /**
   * A cluster whose inputs are there, and whether it takes more room than it frees; of those that
   * are alike in this, the highest goes first, and then the first.
   */
  private record Ready(Cluster cluster, boolean grows, int position) implements Comparable<Ready> {
    @Override
    public int compareTo(Ready other) {
      if (grows != other.grows) {
        return grows ? 1 : -1;
      }
      int byHeight = Integer.compare(other.cluster.height(), cluster.height());
      return byHeight != 0 ? byHeight : Integer.compare(position, other.position);
    }
  }

  private Schedule(ToLongFunction<IrValue> size) {
    this.size = size;
  }

  /**
   * The clusters in order.
   *
   * @param clusters in any order; one that is equal in all else goes first if it is first here
   * @param readers for each value, the clusters that have to wait for it
   * @param returned values that are kept whoever has read them
   * @param size how large a value is, or about how large
   */
  static List<Cluster> of(
      Collection<Cluster> clusters,
      Map<IrValue, ? extends Collection<Cluster>> readers,
      Set<IrValue> returned,
      ToLongFunction<IrValue> size) {
    Schedule schedule = new Schedule(size);
    for (Cluster cluster : clusters) {
      schedule.add(cluster, readers);
    }
    for (List<IrValue> values : schedule.writes.values()) {
      values.removeAll(returned);
    }
    for (List<IrValue> values : schedule.reads.values()) {
      values.removeAll(returned);
    }
    for (Cluster cluster : clusters) {
      schedule.enterIfReady(cluster);
    }
    return schedule.run();
  }

  private void add(Cluster cluster, Map<IrValue, ? extends Collection<Cluster>> all) {
    position.put(cluster, position.size());
    missing.putIfAbsent(cluster, 0);
    reads.putIfAbsent(cluster, new ArrayList<>());
    writes.put(cluster, new ArrayList<>());
    for (IrValue value : cluster.written()) {
      Set<Cluster> others = new LinkedHashSet<>(all.containsKey(value) ? all.get(value) : Set.of());
      others.remove(cluster);
      readers.put(value, others);
      writes.get(cluster).add(value);
      for (Cluster other : others) {
        missing.put(other, missing.getOrDefault(other, 0) + 1);
        reads.putIfAbsent(other, new ArrayList<>());
        reads.get(other).add(value);
      }
    }
  }

  private void enterIfReady(Cluster cluster) {
    if (missing.get(cluster) == 0) {
      ready.add(new Ready(cluster, growth(cluster) > 0, position.get(cluster)));
    }
  }

  private long growth(Cluster cluster) {
    long growth = 0;
    for (IrValue value : writes.get(cluster)) {
      growth += size.applyAsLong(value);
    }
    for (IrValue value : reads.get(cluster)) {
      growth -= readers.get(value).size() == 1 ? size.applyAsLong(value) : 0;
    }
    return growth;
  }

  private List<Cluster> run() {
    Set<Cluster> order = new LinkedHashSet<>();
    while (!ready.isEmpty()) {
      Cluster next = ready.remove().cluster();
      // One may have come in twice, when it turned out to free more than it did.
      if (order.add(next)) {
        List<Cluster> released = new ArrayList<>();
        for (IrValue value : next.written()) {
          released.addAll(readers.get(value));
        }
        for (IrValue value : reads.get(next)) {
          read(value, next);
        }
        for (Cluster reader : released) {
          missing.put(reader, missing.get(reader) - 1);
          if (missing.get(reader) == 0) {
            enterIfReady(reader);
          }
        }
      }
    }
    if (order.size() < position.size()) {
      throw new IllegalStateException("clusters wait for each other");
    }
    return List.copyOf(order);
  }

  private void read(IrValue value, Cluster by) {
    Set<Cluster> left = readers.get(value);
    left.remove(by);
    if (left.size() == 1) {
      enterIfReady(left.iterator().next());
    }
  }
}
