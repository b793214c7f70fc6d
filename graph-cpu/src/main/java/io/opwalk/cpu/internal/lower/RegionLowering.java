package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
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
import java.util.function.Function;
import java.util.function.IntPredicate;

/** Lowers what puts arrays into regions of a larger one: a loop nest for each of them. */
final class RegionLowering {
  private final Fusion fusion;
  private final DimUnifier dims;
  private final Buffers buffers;
  private final Group group;
  private final IrNode node;
  private final KernelBuilder kernel = new KernelBuilder();
  private final List<Statement> body = new ArrayList<>();

  /** The outermost axis, if all regions go from its begin to its end; else negative. */
  private int outer = -1;

  /** The part of it that a run of the step is asked for. */
  private KernelBuilder.Range range;

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

  /** Has the step run in parts along the outermost axis, if that is no axis of the regions. */
  private void splitUnless(IntPredicate isAxisOfRegions) {
    Shape shape = dims.find(node.output().shape());
    int first = 0;
    while (first < shape.rank() && shape.dim(first).is(1)) {
      first++;
    }
    if (first < shape.rank() && !isAxisOfRegions.test(first) && !LoopAxes.isFew(shape.elements())) {
      outer = first;
      range = kernel.split(shape.dim(first), 1);
    }
  }

  private KernelCall concat(Concat op) {
    int rank = node.output().shape().rank();
    splitUnless(axis -> axis == op.axis());
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    for (IrValue input : node.inputs()) {
      copy(input, List.copyOf(starts), Collections.nCopies(rank, 1));
      starts.set(op.axis(), starts.get(op.axis()).plus(dims.find(input.shape().dim(op.axis()))));
    }
    return kernel.finish(body, Map.of(), Labels.of(group));
  }

  /** The value everywhere, then the input over it. */
  private KernelCall pad(Pad op) {
    Shape of = dims.find(node.input(0).shape());
    splitUnless(axis -> !of.dim(axis).equals(dims.find(node.output().shape()).dim(axis))
        || !op.before().get(axis).is(0)
        || op.interior().get(axis) != 0);
    Strided result = Strided.write(kernel, dims, buffers, node.output());
    Value value = value(node.input(1));
    nest(
        result.shape(),
        List.of(result.strides()),
        at -> new Statement.Store(result.buffer(), at.apply(result), value));
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
    nest(
        from.shape(),
        List.of(from.strides(), to.strides()),
        at -> new Statement.Store(to.buffer(), at.apply(to), from.load(at.apply(from))));
  }

  /**
   * Adds a loop nest.
   *
   * @param code gives the statement inside, told where elements of arrays are
   */
  private void nest(
      Shape shape, List<List<Dim>> strides, Function<Function<Strided, Index>, Statement> code) {
    if (outer < 0) {
      LoopAxes loops = LoopAxes.of(kernel, shape, strides, List.of());
      Statement inside = code.apply(array -> array.at(kernel, loops));
      body.addAll(LoopAxes.nest(kernel, loops.all(), List.of(inside)));
      return;
    }
    Index.Counter along = kernel.counter();
    LoopAxes loops = LoopAxes.of(kernel, shape.withDim(outer, Dim.of(1)), strides, List.of());
    Statement inside = code.apply(array ->
        along.times(kernel.stride(array.strides().get(outer))).plus(array.at(kernel, loops)));
    body.add(new Statement.For(
        along,
        range.from(),
        range.to(),
        1,
        1,
        true,
        LoopAxes.nest(kernel, loops.all(), List.of(inside))));
  }
}
