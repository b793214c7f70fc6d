package io.opwalk.cpu.internal.lower;

import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.fuse.Role;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.MatMul;

/** Lowers a group that is one node: to the loops of its primitive, or to a routine. */
final class SingleLowering {
  private SingleLowering() {}

  static KernelCall lower(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    IrNode node = group.single();
    if (Role.of(node) == Role.ROUTINE) {
      return RoutineLowering.lower(fusion, dims, buffers, group);
    }
    if (node.op() instanceof MatMul) {
      return MatMulLowering.lower(fusion, dims, buffers, group);
    }
    if (node.op() instanceof Conv) {
      return ConvLowering.lower(fusion, dims, buffers, group);
    }
    throw new IllegalStateException("no loops are known for " + node);
  }
}
