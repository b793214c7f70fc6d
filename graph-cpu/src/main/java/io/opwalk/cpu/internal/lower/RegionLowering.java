package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Pad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Lowers what puts arrays into regions of a larger one: a loop nest for each of them. */
final class RegionLowering {
  private final Fusion fusion;
  private final DimUnifier dims;
  private final Buffers buffers;
  private final Group group;
  private final IrNode node;
  private final KernelBuilder kernel = new KernelBuilder();
  private final List<Statement> body = new ArrayList<>();

  private RegionLowering(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    this.fusion = fusion;
    this.dims = dims;
    this.buffers = buffers;
    this.group = group;
    this.node = group.single();
  }

  static KernelCall concat(
      Fusion fusion, DimUnifier dims, Buffers buffers, Group group, Concat op) {
    return new RegionLowering(fusion, dims, buffers, group).concat(op);
  }

  static KernelCall pad(Fusion fusion, DimUnifier dims, Buffers buffers, Group group, Pad op) {
    return new RegionLowering(fusion, dims, buffers, group).pad(op);
  }

  private KernelCall concat(Concat op) {
    int rank = node.output().shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    for (IrValue input : node.inputs()) {
      copy(input, List.copyOf(starts), Collections.nCopies(rank, 1));
      starts.set(op.axis(), starts.get(op.axis()).plus(dims.find(input.shape().dim(op.axis()))));
    }
    return kernel.finish(body, Map.of(), Labels.of(group));
  }

  /** The value everywhere, then the input over it. */
  private KernelCall pad(Pad op) {
    Strided result = Strided.write(kernel, dims, buffers, node.output());
    LoopAxes everywhere = LoopAxes.of(kernel, result.shape(), List.of(result.strides()), List.of());
    Value value = value(node.input(1));
    Statement fill = new Statement.Store(result.buffer(), result.at(kernel, everywhere), value);
    body.addAll(LoopAxes.nest(kernel, everywhere.all(), List.of(fill)));
    copy(
        node.input(0),
        op.before().stream().map(dims::find).toList(),
        op.interior().stream().map(between -> between + 1).toList());
    return kernel.finish(body, Map.of(), Labels.of(group));
  }

  private Value value(IrValue single) {
    IrValue base = fusion.accesses().get(single).base();
    if (base.op() instanceof Constant constant && constant.value().size() == 1) {
      return kernel.scalar(constant.value());
    }
    Strided read = Strided.read(kernel, fusion, dims, buffers, single);
    return read.load(kernel.stride(read.offset()));
  }

  /** An input copied to a region of the output. */
  private void copy(IrValue input, List<Dim> starts, List<Integer> distances) {
    Strided from = Strided.read(kernel, fusion, dims, buffers, input);
    Strided to =
        Strided.write(kernel, dims, buffers, node.output()).region(from.shape(), starts, distances);
    LoopAxes loops =
        LoopAxes.of(kernel, from.shape(), List.of(from.strides(), to.strides()), List.of());
    Index target = to.at(kernel, loops);
    Statement store = new Statement.Store(to.buffer(), target, from.load(from.at(kernel, loops)));
    body.addAll(LoopAxes.nest(kernel, loops.all(), List.of(store)));
  }
}
