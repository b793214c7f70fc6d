package io.opwalk.cpu.internal.fuse;

import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.ScalarExpr;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** A rough measure, in operations, of how much code a node adds to a loop. */
final class CodeWeight {
  /** What a load with its index costs, and what a conversion or a constant does. */
  private static final int INPUT = 2;

  private final Map<ScalarExpr, Integer> known = new IdentityHashMap<>();

  int of(IrNode node) {
    int inputs = INPUT * Math.max(1, node.inputs().size());
    return node.op() instanceof Elementwise elementwise
        ? inputs + known.computeIfAbsent(elementwise.function().code(), CodeWeight::operations)
        : inputs;
  }

  private static int operations(ScalarExpr code) {
    Set<ScalarExpr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<ScalarExpr> open = new ArrayDeque<>();
    open.push(code);
    while (!open.isEmpty()) {
      ScalarExpr expr = open.pop();
      if (seen.add(expr) && expr instanceof ScalarExpr.Operation operation) {
        operation.args().forEach(open::push);
      }
    }
    return seen.size();
  }
}
