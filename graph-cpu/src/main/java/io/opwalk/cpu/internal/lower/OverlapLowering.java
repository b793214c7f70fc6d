package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.UnrollFixed;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers a group that puts windows together: zeros first, then each element of the windows is added
 * to where it belongs, in the order in which they stand. Where windows lie apart, each element has
 * a place of its own: it is added to zero and stored, and only what lies between windows is set
 * before.
 */
final class OverlapLowering {
  private final LoopNests nests;
  private final KernelBuilder kernel;
  private final Group group;
  private final Overlap op;
  private final DimUnifier dims;

  private OverlapLowering(LoopNests nests, Group group, DimUnifier dims) {
    this.nests = nests;
    this.kernel = nests.kernel();
    this.group = group;
    this.op = (Overlap) group.reductions().get(0).op();
    this.dims = dims;
  }

  static KernelCall lower(LoopNests nests, Group group, DimUnifier dims) {
    return new OverlapLowering(nests, group, dims).lower();
  }

  private KernelCall lower() {
    boolean isApart = isApart();
    boolean hasGaps = !isApart || hasGaps();
    List<Statement> body = new ArrayList<>();
    List<Statement> inner = new ArrayList<>(nests.pointStatements());
    for (IrNode node : group.reductions()) {
      DType dtype = node.output().dtype();
      Value element = nests.point().value(node.input(0));
      int buffer = kernel.write(nests.buffers().of(node.output()));
      if (hasGaps) {
        body.add(zeros(buffer, dtype, nests.buffers().of(node.output()).elements()));
      }
      Index at = nests.loops().at(kernel, nests.reducedStrides());
      Value before = isApart ? new Value.Literal(dtype, 0) : new Value.Load(buffer, dtype, at);
      Value after = new Value.Compute(ScalarOp.ADD, dtype, List.of(before, element));
      inner.add(new Statement.Store(buffer, at, after));
    }
    body.addAll(isApart ? eachOnce(inner) : LoopAxes.nest(kernel, nests.loops().all(), inner));
    return nests.finish(body);
  }

  /** Whether no place belongs to two windows. */
  private boolean isApart() {
    Windows windows = op.windows();
    for (int i = 0; i < windows.axes().size(); i++) {
      int span = (windows.sizes().get(i) - 1) * windows.dilations().get(i);
      if (windows.strides().get(i) <= span) {
        return false;
      }
    }
    return true;
  }

  /** Whether, of windows apart, some place may belong to none. */
  private boolean hasGaps() {
    Windows windows = op.windows();
    for (int i = 0; i < windows.axes().size(); i++) {
      int size = windows.sizes().get(i);
      Dim covered = group.domain().dim(windows.axes().get(i)).times(Dim.of(size));
      if (windows.strides().get(i) != size
          || !covered.equals(dims.find(op.lengths().get(i)))) {
        return true;
      }
    }
    return false;
  }

  /** The loops over windows that lie apart, with a copy of the body for each of their elements. */
  private List<Statement> eachOnce(List<Statement> inner) {
    List<LoopAxes.Axis> axes = nests.loops().all();
    int firstOfElements = group.domain().rank() - op.windows().axes().size();
    List<LoopAxes.Axis> apart = axes.stream().map(LoopAxes.Axis::kept).toList();
    return LoopAxes.unrolled(apart, axis -> axis.last() >= firstOfElements, inner.size())
        .map(unrolled -> UnrollFixed.apply(LoopAxes.nest(kernel, unrolled, inner)))
        .orElseGet(() -> LoopAxes.nest(kernel, apart, inner));
  }

  /** All of the result, or what of it the part of the outermost loop adds to. */
  private Statement zeros(int buffer, DType dtype, Dim elements) {
    Index.Counter at = kernel.counter();
    Statement store = new Statement.Store(buffer, at, new Value.Literal(dtype, 0));
    KernelBuilder.Range range = nests.loops().all().stream()
        .findFirst()
        .flatMap(axis -> axis.range().map(part -> {
          Index stride = kernel.stride(nests.reducedStrides().get(axis.last()));
          return new KernelBuilder.Range(part.from().times(stride), part.to().times(stride));
        }))
        .orElseGet(() -> new KernelBuilder.Range(Index.of(0), kernel.size(elements)));
    return new Statement.For(at, range.from(), range.to(), 1, 1, true, List.of(store));
  }
}
