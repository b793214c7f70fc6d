package io.opwalk.cpu.internal.lower;

import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.fuse.Role;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Scatter;

/**
 * Lowers a group that is one node, and is not run in blocks: to the loops of its primitive, or to a
 * routine.
 */
final class SingleLowering {
  private SingleLowering() {}

  static KernelCall lower(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    IrNode node = group.single();
    if (Role.of(node) == Role.ROUTINE) {
      return RoutineLowering.lower(fusion, dims, buffers, group);
    }
    if (node.op() instanceof Concat concat) {
      return RegionLowering.concat(fusion, dims, buffers, group, concat);
    }
    if (node.op() instanceof Pad pad) {
      return RegionLowering.pad(fusion, dims, buffers, group, pad);
    }
    if (node.op() instanceof Gather) {
      return IndexedLowering.gather(fusion, dims, buffers, group);
    }
    if (node.op() instanceof Scatter scatter) {
      return IndexedLowering.scatter(fusion, dims, buffers, group, scatter);
    }
    if (node.op() instanceof Cumulate cumulate) {
      return RunningLowering.cumulate(fusion, dims, buffers, group, cumulate);
    }
    if (node.op() instanceof LinearRecurrence recurrence) {
      return RunningLowering.recurrence(fusion, dims, buffers, group, recurrence);
    }
    throw new IllegalStateException("no loops are known for " + node);
  }
}
