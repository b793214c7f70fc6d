package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Bodies;
import io.opwalk.cpu.internal.loop.Routine;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.List;

/** Lowers a node to code over whole arrays: a routine, or the bodies of a loop or a condition. */
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
    StepFunction function;
    if (node.op() instanceof Loop loop) {
      function = new Bodies(loop, inputs, node.types());
      // The sizes of axes come first, and a loop without sequences has none that says it.
      sizes.add(dims.find(Shape.of(room(loop, node))).dim(0));
    } else if (node.op() instanceof Cond cond) {
      function = new Bodies(cond, inputs, node.types());
    } else if (node.op() instanceof Custom custom) {
      function = new Routine(inputs, node.types(), custom.function()::compute);
    } else {
      throw new IllegalStateException("no routine is known for " + node);
    }
    List<List<Integer>> nothingShared =
        node.outputs().stream().map(output -> List.<Integer>of()).toList();
    return new KernelCall(function, arguments, sizes, List.of(), nothingShared, Labels.of(group));
  }

  private static Dim room(Loop loop, IrNode node) {
    return loop.steps().orElseGet(() -> node.input(0).shape().dim(0));
  }
}
