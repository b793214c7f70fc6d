package io.opwalk.cpu.internal.lower;

import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a kernel computes, in the user's terms. */
final class Labels {
  /** How many tensors a label names before it counts the rest. */
  private static final int NAMED = 4;

  private Labels() {}

  static String of(Group group) {
    List<IrNode> nodes = new ArrayList<>(group.reductions());
    for (IrValue stored : group.stores()) {
      nodes.add(stored.node());
    }
    if (group.single() != null) {
      nodes.add(group.single());
    }
    nodes.addAll(group.maps());
    Set<String> names = new LinkedHashSet<>();
    for (IrNode node : nodes) {
      if (names.size() < NAMED) {
        names.add(node.origin().outputs(0).toString());
      }
    }
    Set<IrNode> distinct = new LinkedHashSet<>(nodes);
    int rest = distinct.size() - names.size();
    return String.join("; ", names) + (rest > 0 ? "; and " + rest + " more" : "");
  }
}
