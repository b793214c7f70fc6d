package io.opwalk.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * Something remembered for each node of one builder. Ids are dense, so a list serves better than a
 * hash table where most nodes have an entry, as they do in a pass.
 *
 * @param <V> what is remembered; never null
 */
public final class IrMap<V> {
  private final List<V> byId = new ArrayList<>();

  /** A map with no entry. */
  public IrMap() {}

  /** What is remembered for the node, or null. */
  public V get(IrNode node) {
    return node.id() < byId.size() ? byId.get(node.id()) : null;
  }

  /** Whether something is remembered for the node. */
  public boolean contains(IrNode node) {
    return get(node) != null;
  }

  /** Remembers something for the node, in place of what was there. */
  public void put(IrNode node, V value) {
    while (byId.size() <= node.id()) {
      byId.add(null);
    }
    byId.set(node.id(), value);
  }
}
