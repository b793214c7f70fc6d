package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers a group with arg-reductions: the element seen so far that wins, and its index, in locals.
 * The first element wins over nothing; after that a strictly better one wins, and a NaN over what
 * is none.
 */
final class ArgReduceLowering {
  private final LoopNests nests;
  private final KernelBuilder kernel;
  private final Group group;

  private ArgReduceLowering(LoopNests nests, Group group) {
    this.nests = nests;
    this.kernel = nests.kernel();
    this.group = group;
  }

  static KernelCall lower(LoopNests nests, Group group) {
    return new ArgReduceLowering(nests, group).lower();
  }

  private KernelCall lower() {
    List<LoopAxes.Axis> axes = nests.loops().all();
    List<LoopAxes.Axis> reduced = axes.stream().filter(LoopAxes.Axis::reduced).toList();
    List<LoopAxes.Axis> kept = axes.stream().filter(axis -> !axis.reduced()).toList();
    Index position = reduced.isEmpty() ? Index.of(0) : reduced.get(0).counter();
    List<Statement> start = new ArrayList<>();
    List<Statement> inner = new ArrayList<>(nests.pointStatements());
    List<Statement> end = new ArrayList<>();
    for (IrNode node : group.reductions()) {
      Value element = nests.point().value(node.input(0));
      DType dtype = element.dtype();
      Local best = kernel.local(dtype);
      Local index = kernel.local(DType.INT64);
      start.add(new Statement.Let(best, new Value.Literal(dtype, 0)));
      start.add(new Statement.Let(index, new Value.Literal(DType.INT64, -1)));
      inner.add(new Statement.If(
          wins(((ArgReduce) node.op()).kind(), element, best, index),
          List.of(
              new Statement.Assign(best, element),
              new Statement.Assign(index, new Value.Position(DType.INT64, position)))));
      end.add(new Statement.Store(
          kernel.write(nests.buffers().of(node.output())),
          nests.loops().at(kernel, nests.reducedStrides()),
          new Value.Read(index)));
    }
    List<Statement> body = new ArrayList<>(start);
    body.addAll(LoopAxes.nest(kernel, reduced, inner));
    body.addAll(end);
    return nests.finish(LoopAxes.nest(kernel, kept, body));
  }

  private static Value wins(ArgReduce.Kind kind, Value element, Local best, Local index) {
    DType dtype = element.dtype();
    Value held = new Value.Read(best);
    ScalarOp better = kind == ArgReduce.Kind.MAX ? ScalarOp.GT : ScalarOp.LT;
    Value none = new Value.Compute(
        ScalarOp.LT,
        DType.INT64,
        List.of(new Value.Read(index), new Value.Literal(DType.INT64, 0)));
    Value wins = or(none, new Value.Compute(better, dtype, List.of(element, held)));
    if (!dtype.isFloating()) {
      return wins;
    }
    Value nanOverNumber = new Value.Compute(
        ScalarOp.AND,
        DType.BOOL,
        List.of(
            new Value.Compute(ScalarOp.NE, dtype, List.of(element, element)),
            new Value.Compute(ScalarOp.EQ, dtype, List.of(held, held))));
    return or(wins, nanOverNumber);
  }

  private static Value or(Value left, Value right) {
    return new Value.Compute(ScalarOp.OR, DType.BOOL, List.of(left, right));
  }
}
