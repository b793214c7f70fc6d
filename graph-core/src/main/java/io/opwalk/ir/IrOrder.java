package io.opwalk.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts nodes in an order in which they can run: depth first, inputs from left to right. */
final class IrOrder {
  private final List<IrNode> order = new ArrayList<>();
  private final Set<IrNode> entered = new HashSet<>();
  private final Deque<Visit> path = new ArrayDeque<>();

  private IrOrder() {}

  static List<IrNode> of(Collection<IrValue> outputs) {
    IrOrder walk = new IrOrder();
    for (IrValue output : outputs) {
      walk.enter(output.node());
      walk.run();
    }
    return List.copyOf(walk.order);
  }

  private void enter(IrNode node) {
    if (entered.add(node)) {
      path.push(new Visit(node));
    }
  }

  private void run() {
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.next == visit.node.inputs().size()) {
        order.add(path.pop().node);
      } else {
        enter(visit.node.input(visit.next++).node());
      }
    }
  }

  private static final class Visit {
    final IrNode node;
    int next;

    Visit(IrNode node) {
      this.node = node;
    }
  }
}
