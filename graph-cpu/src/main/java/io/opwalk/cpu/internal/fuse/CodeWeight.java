package io.opwalk.cpu.internal.fuse;

import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.ScalarExpr;
import java.util.IdentityHashMap;
import java.util.Map;

/** A rough measure, in operations, of how much code a node adds to a loop. */
final class CodeWeight {
  /** What a load with its index costs, and what a conversion or a constant does. */
  private static final int INPUT = 2;

  private final Map<ScalarExpr, Integer> known = new IdentityHashMap<>();

  int of(IrNode node) {
    int inputs = INPUT * Math.max(1, node.inputs().size());
    return node.op() instanceof Elementwise elementwise
        ? inputs + size(elementwise.function().code())
        : inputs;
  }

  private int size(ScalarExpr code) {
    Integer size = known.get(code);
    if (size == null) {
      size = ScalarExpr.postOrder(code).size();
      known.put(code, size);
    }
    return size;
  }
}
