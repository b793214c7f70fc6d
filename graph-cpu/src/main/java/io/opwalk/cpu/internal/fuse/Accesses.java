package io.opwalk.cpu.internal.fuse;

import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Transpose;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Works out how every value is read, and which views no stride can say, so that they have to be
 * copied.
 */
final class Accesses {
  private final Map<IrValue, Access> accesses = new HashMap<>();
  private final Set<IrValue> copied = new LinkedHashSet<>();

  private Accesses() {}

  static Accesses of(IrGraph graph) {
    Accesses accesses = new Accesses();
    graph.nodes().forEach(accesses::add);
    graph.outputs().forEach(accesses::addOutput);
    return accesses;
  }

  Map<IrValue, Access> all() {
    return accesses;
  }

  Access get(IrValue value) {
    return accesses.get(value);
  }

  /** The views that need a buffer of their own. */
  Set<IrValue> copied() {
    return copied;
  }

  private void add(IrNode node) {
    if (Role.of(node) != Role.VIEW) {
      node.outputs().forEach(output -> accesses.put(output, Access.own(output)));
      return;
    }
    IrValue input = node.input(0);
    IrValue output = node.output();
    Access access = accesses.get(input);
    if (node.op() instanceof Transpose transpose) {
      accesses.put(output, access.transposed(transpose.permutation()));
    } else if (node.op() instanceof io.opwalk.ops.primitive.Broadcast) {
      accesses.put(output, access.broadcast(input.shape(), output.shape()));
    } else {
      accesses.put(output, reshape(access, input, output));
    }
  }

  private Access reshape(Access access, IrValue input, IrValue output) {
    return access.reshaped(input.shape(), output.shape()).orElseGet(() -> {
      copied.add(input);
      return new Access(input, Access.dense(output.shape()));
    });
  }

  /** What is returned to the user must lie in a buffer as the user counts. */
  private void addOutput(IrValue output) {
    if (!accesses.get(output).isDense(output.shape())) {
      copied.add(output);
    }
  }
}
