package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.UnrollFixed;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.PartialSums;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lowers a group with reductions, in the order of combination that {@link PartialSums} lays down.
 *
 * <p>Where the last axis is reduced, each result has partial results in locals. Where it is kept,
 * results are combined in their buffer, so that the innermost loop runs along memory; but where
 * they are of the few elements of a window, these are combined in a local, one after the other.
 */
final class ReduceLowering {
  private final LoopNests nests;
  private final KernelBuilder kernel;
  private final Group group;

  private ReduceLowering(LoopNests nests, Group group) {
    this.nests = nests;
    this.kernel = nests.kernel();
    this.group = group;
  }

  static KernelCall lower(LoopNests nests, Group group) {
    return new ReduceLowering(nests, group).lower();
  }

  private KernelCall lower() {
    List<LoopAxes.Axis> axes = nests.loops().all();
    int firstReduced = 0;
    while (firstReduced < axes.size() && !axes.get(firstReduced).reduced()) {
      firstReduced++;
    }
    boolean keptInside =
        axes.subList(firstReduced, axes.size()).stream().anyMatch(axis -> !axis.reduced());
    boolean lastIsReduced = !axes.isEmpty()
        && axes.get(axes.size() - 1).reduced()
        && axes.get(axes.size() - 1).last() == group.domain().rank() - 1;
    List<Statement> inner = nests.pointStatements();
    if (!keptInside || lastIsReduced) {
      return nests.finish(inLocals(axes, inner, lastIsReduced ? PartialSums.COUNT : 1));
    }
    Optional<List<LoopAxes.Axis>> windows = LoopAxes.unrolled(
        axes, LoopAxes.Axis::reduced, inner.size() + group.reductions().size());
    if (windows.isPresent()) {
      return nests.finish(UnrollFixed.apply(inLocals(windows.get(), inner, 1)));
    }
    List<LoopAxes.Axis> rest = axes.subList(firstReduced, axes.size());
    return nests.finish(inBuffers(axes.subList(0, firstReduced), rest, inner));
  }

  private List<Statement> inLocals(List<LoopAxes.Axis> axes, List<Statement> point, int lanes) {
    List<LoopAxes.Axis> kept = axes.stream().filter(axis -> !axis.reduced()).toList();
    List<LoopAxes.Axis> reduced = axes.stream().filter(LoopAxes.Axis::reduced).toList();
    List<Statement> start = new ArrayList<>();
    List<Statement> end = new ArrayList<>();
    List<Statement> inner = new ArrayList<>(point);
    for (IrNode node : group.reductions()) {
      Reduce reduce = (Reduce) node.op();
      DType dtype = node.output().dtype();
      Value element = nests.point().value(node.input(0));
      Local partial = lanes == 1 ? kernel.local(dtype) : kernel.partials(dtype, lanes);
      start.add(new Statement.Let(partial, neutral(reduce.kind(), dtype)));
      inner.add(new Statement.Assign(partial, combine(reduce.kind(), dtype, partial, element)));
      Local result = partial;
      if (lanes > 1) {
        result = kernel.local(dtype);
        end.add(new Statement.Fold(result, partial, op(reduce.kind())));
      }
      end.add(new Statement.Store(
          kernel.write(nests.buffers().of(node.output())),
          nests.loops().at(kernel, nests.reducedStrides()),
          new Value.Read(result)));
    }
    List<Statement> body = new ArrayList<>(start);
    body.addAll(nest(reduced, lanes, inner));
    body.addAll(end);
    return LoopAxes.nest(kernel, kept, body);
  }

  private List<Statement> nest(List<LoopAxes.Axis> reduced, int lanes, List<Statement> inner) {
    if (lanes == 1) {
      return LoopAxes.nest(kernel, reduced, inner);
    }
    int last = reduced.size() - 1;
    Statement innermost = LoopAxes.loop(kernel, reduced.get(last), lanes, false, inner);
    return LoopAxes.nest(kernel, reduced.subList(0, last), List.of(innermost));
  }

  private List<Statement> inBuffers(
      List<LoopAxes.Axis> outer, List<LoopAxes.Axis> rest, List<Statement> point) {
    List<LoopAxes.Axis> keptInside =
        rest.stream().filter(axis -> !axis.reduced()).toList();
    List<Statement> start = new ArrayList<>();
    List<Statement> inner = new ArrayList<>(point);
    for (IrNode node : group.reductions()) {
      Reduce reduce = (Reduce) node.op();
      DType dtype = node.output().dtype();
      Value element = nests.point().value(node.input(0));
      int buffer = kernel.write(nests.buffers().of(node.output()));
      Index at = nests.loops().at(kernel, nests.reducedStrides());
      start.add(new Statement.Store(buffer, at, neutral(reduce.kind(), dtype)));
      Value before = new Value.Load(buffer, dtype, at);
      Value after = new Value.Compute(op(reduce.kind()), dtype, List.of(before, element));
      inner.add(new Statement.Store(buffer, at, after));
    }
    List<Statement> body = new ArrayList<>(LoopAxes.nest(kernel, keptInside, start));
    body.addAll(LoopAxes.nest(kernel, rest, inner));
    return LoopAxes.nest(kernel, outer, body);
  }

  private static Value combine(Reduce.Kind kind, DType dtype, Local partial, Value element) {
    return new Value.Compute(op(kind), dtype, List.of(new Value.Read(partial), element));
  }

  static ScalarOp op(Reduce.Kind kind) {
    return switch (kind) {
      case SUM -> ScalarOp.ADD;
      case PROD -> ScalarOp.MUL;
      case MIN -> ScalarOp.MIN;
      case MAX -> ScalarOp.MAX;
      case ANY -> ScalarOp.OR;
      case ALL -> ScalarOp.AND;
    };
  }

  /** For integers the infinities are converted to the extreme values. */
  static Value neutral(Reduce.Kind kind, DType dtype) {
    double value = switch (kind) {
      case SUM, ANY -> 0;
      case PROD, ALL -> 1;
      case MIN -> Double.POSITIVE_INFINITY;
      case MAX -> Double.NEGATIVE_INFINITY;
    };
    return new Value.Literal(dtype, value);
  }
}
