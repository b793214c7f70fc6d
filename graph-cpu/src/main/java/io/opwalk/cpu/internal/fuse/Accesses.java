package io.opwalk.cpu.internal.fuse;

import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Barrier;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.primitive.Windows;
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
  private final Map<IrValue, Set<IrValue>> awaited = new HashMap<>();

  private Accesses() {}

  static Accesses of(IrGraph graph) {
    Accesses accesses = new Accesses();
    for (IrNode node : graph.nodes()) {
      accesses.add(node);
    }
    for (IrValue output : graph.outputs()) {
      accesses.needDense(output);
    }
    return accesses;
  }

  Map<IrValue, Access> all() {
    return accesses;
  }

  Access get(IrValue value) {
    return accesses.get(value);
  }

  /** How a node reads an input: a routine reads all of it in order, and so the copy of a view. */
  Access of(IrNode reader, IrValue input) {
    Access access = accesses.get(input);
    return Role.of(reader) == Role.ROUTINE && !access.isDense(input.shape())
        ? Access.own(input)
        : access;
  }

  /** What whoever reads a value has to wait for besides: the values that barriers name. */
  Set<IrValue> awaited(IrValue value) {
    return awaited.getOrDefault(value, Set.of());
  }

  /** The views that need a buffer of their own. */
  Set<IrValue> copied() {
    return copied;
  }

  private void add(IrNode node) {
    if (Role.of(node) != Role.VIEW) {
      for (IrValue output : node.outputs()) {
        accesses.put(output, Access.own(output));
      }
      if (Role.of(node) == Role.ROUTINE) {
        for (IrValue input : node.inputs()) {
          needDense(input);
        }
      }
      return;
    }
    IrValue input = node.input(0);
    IrValue output = node.output();
    Access access = accesses.get(input);
    if (awaited.containsKey(input)) {
      awaited.put(output, awaited.get(input));
    }
    if (node.op() instanceof Barrier) {
      accesses.put(output, access);
      Set<IrValue> all = new LinkedHashSet<>(awaited(input));
      node.inputs().stream()
          .skip(1)
          .forEach(other -> all.add(accesses.get(other).base()));
      awaited.put(output, all);
    } else if (node.op() instanceof Transpose transpose) {
      accesses.put(output, access.transposed(transpose.permutation()));
    } else if (node.op() instanceof Slice slice) {
      accesses.put(output, access.sliced(slice));
    } else if (node.op() instanceof Broadcast) {
      accesses.put(output, access.broadcast(input.shape(), output.shape()));
    } else if (node.op() instanceof Windows windows) {
      accesses.put(output, access.windows(windows, output.shape()));
    } else {
      accesses.put(output, reshape(access, input, output));
    }
  }

  private Access reshape(Access access, IrValue input, IrValue output) {
    return access.reshaped(input.shape(), output.shape()).orElseGet(() -> {
      copied.add(input);
      return Access.dense(input, output.shape());
    });
  }

  /** What is returned to the user, or given to a routine, must lie in a buffer as users count. */
  private void needDense(IrValue value) {
    if (!accesses.get(value).isDense(value.shape())) {
      copied.add(value);
    }
  }
}
