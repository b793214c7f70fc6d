package io.opwalk.cpu.internal.fuse;

import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Overlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A group while it grows. Two clusters that are merged go on as one of them; the other one points
 * to it.
 *
 * <p>The height of a cluster is one more than that of the highest cluster that reads it: so
 * clusters of one height cannot depend on each other, and a node may join a cluster whenever all
 * its other readers are lower. That is all it takes to keep the groups free of cycles.
 */
final class Cluster {
  private final Shape domain;
  private final int height;
  private final List<IrNode> maps = new ArrayList<>();
  private final List<IrNode> reductions = new ArrayList<>();
  private final Set<IrValue> stores = new LinkedHashSet<>();
  private IrNode single;
  private int weight;
  private Cluster mergedInto;

  Cluster(Shape domain, int height) {
    this.domain = domain;
    this.height = height;
  }

  Cluster root() {
    Cluster root = this;
    while (root.mergedInto != null) {
      root = root.mergedInto;
    }
    return root;
  }

  Shape domain() {
    return domain;
  }

  int height() {
    return height;
  }

  int weight() {
    return weight;
  }

  boolean isSingle() {
    return single != null;
  }

  void addMap(IrNode node, int nodeWeight) {
    maps.add(node);
    weight += nodeWeight;
  }

  void addReduction(IrNode node, int nodeWeight) {
    reductions.add(node);
    weight += nodeWeight;
  }

  void setSingle(IrNode node) {
    single = node;
  }

  void store(IrValue value) {
    stores.add(value);
  }

  /** Whether one loop nest can do the work of both. */
  boolean canMerge(Cluster other, int limit) {
    return height == other.height
        && !isSingle()
        && !other.isSingle()
        && domain.equals(other.domain)
        && weight + other.weight <= limit
        && sameLoops(other);
  }

  private boolean sameLoops(Cluster other) {
    if (reductions.isEmpty() || other.reductions.isEmpty()) {
      return true;
    }
    Op first = reductions.get(0).op();
    if (first instanceof Overlap) {
      return first.equals(other.reductions.get(0).op());
    }
    return Group.axes(reductions.get(0)).equals(Group.axes(other.reductions.get(0)))
        && first.getClass() == other.reductions.get(0).op().getClass();
  }

  void merge(Cluster other) {
    maps.addAll(other.maps);
    reductions.addAll(other.reductions);
    stores.addAll(other.stores);
    weight += other.weight;
    other.mergedInto = this;
  }

  List<IrNode> maps() {
    return maps;
  }

  List<IrNode> reductions() {
    return reductions;
  }

  /** The values that it writes to buffers. */
  List<IrValue> written() {
    List<IrValue> values = new ArrayList<>(stores);
    for (IrNode reduction : reductions) {
      values.addAll(reduction.outputs());
    }
    if (single != null) {
      values.addAll(single.outputs());
    }
    return values;
  }

  /** The finished group, its nodes in the order of the graph. */
  Group finish(Comparator<IrNode> order) {
    maps.sort(order);
    reductions.sort(order);
    return new Group(domain, maps, reductions, single, stores);
  }
}
