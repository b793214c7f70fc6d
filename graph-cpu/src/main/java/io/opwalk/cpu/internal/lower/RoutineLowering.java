package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.TensorType;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Routine;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.List;

/** Lowers a node to a routine: its inputs and outputs as whole arrays, and the code over them. */
final class RoutineLowering {
  private RoutineLowering() {}

  static KernelCall lower(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    IrNode node = group.single();
    List<Buffer> arguments = new ArrayList<>();
    List<Dim> sizes = new ArrayList<>();
    for (IrValue input : node.inputs()) {
      arguments.add(buffers.of(fusion.denseBase(input)));
      dims.find(input.shape()).dims().forEach(sizes::add);
    }
    for (IrValue output : node.outputs()) {
      arguments.add(buffers.of(output));
      dims.find(output.shape()).dims().forEach(sizes::add);
    }
    List<TensorType> inputs = node.inputs().stream().map(IrValue::type).toList();
    Routine routine = new Routine(inputs, node.types(), Routines.of(node));
    List<List<Integer>> nothingShared =
        node.outputs().stream().map(output -> List.<Integer>of()).toList();
    return new KernelCall(routine, arguments, sizes, List.of(), nothingShared, Labels.of(group));
  }
}
