package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.cpu.internal.fuse.Access;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lowers what reads or writes rows at indices that are elements: loops over the batch, the indices
 * and the elements of a row, each index checked once.
 */
final class IndexedLowering {
  private final Fusion fusion;
  private final DimUnifier dims;
  private final Buffers buffers;
  private final Group group;
  private final IrNode node;
  private final KernelBuilder kernel = new KernelBuilder();

  private IndexedLowering(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    this.fusion = fusion;
    this.dims = dims;
    this.buffers = buffers;
    this.group = group;
    this.node = group.single();
  }

  static KernelCall gather(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    return new IndexedLowering(fusion, dims, buffers, group).gather();
  }

  static KernelCall scatter(
      Fusion fusion, DimUnifier dims, Buffers buffers, Group group, Scatter op) {
    return new IndexedLowering(fusion, dims, buffers, group).scatter(op);
  }

  /** With the arrays that are read, since an index among them may be wrong. */
  private String label() {
    return node.inputs().stream()
        .map(input ->
            fusion.accesses().get(input).base().node().origin().outputs(0).toString())
        .collect(Collectors.joining(", ", Labels.of(group) + " of ", ""));
  }

  private Strided read(int input) {
    return Strided.read(kernel, fusion, dims, buffers, node.input(input));
  }

  private KernelCall gather() {
    Strided rows = read(0);
    Strided indices = read(1);
    Strided result = Strided.write(kernel, dims, buffers, node.output());
    List<Statement> body = rows(
        rows,
        indices,
        true,
        (batch, i, row, t) -> new Statement.Store(
            result.buffer(),
            result.at(kernel, batch, i, t),
            rows.load(rows.at(kernel, batch, row, t))));
    return kernel.finish(body, Map.of(), label());
  }

  /** A copy, then the updates in order; what is already there is read where it is written. */
  private KernelCall scatter(Scatter op) {
    Strided x = read(0);
    Strided indices = read(1);
    Strided updates = read(2);
    Strided result = Strided.write(kernel, dims, buffers, node.output());
    LoopAxes everywhere =
        LoopAxes.of(kernel, result.shape(), List.of(x.strides(), result.strides()), List.of());
    Statement copy = new Statement.Store(
        result.buffer(), result.at(kernel, everywhere), x.load(x.at(kernel, everywhere)));
    List<Statement> body = new ArrayList<>(LoopAxes.nest(kernel, everywhere.all(), List.of(copy)));
    body.addAll(rows(result, indices, false, (batch, i, row, t) -> {
      Index at = result.at(kernel, batch, row, t);
      Value update = updates.load(updates.at(kernel, batch, i, t));
      return new Statement.Store(
          result.buffer(), at, combined(op.kind(), result.dtype(), result.load(at), update));
    }));
    return kernel.finish(body, mayShare(), label());
  }

  private static Value combined(Scatter.Kind kind, DType dtype, Value there, Value update) {
    return switch (kind) {
      case UPDATE -> update;
      case ADD -> new Value.Compute(ScalarOp.ADD, dtype, List.of(there, update));
      case MUL -> new Value.Compute(ScalarOp.MUL, dtype, List.of(there, update));
      case MIN -> new Value.Compute(ScalarOp.MIN, dtype, List.of(there, update));
      case MAX -> new Value.Compute(ScalarOp.MAX, dtype, List.of(there, update));
    };
  }

  /** The array that the updates go into, if nobody else reads it: then the copy changes nothing. */
  private Map<Buffer, List<Buffer>> mayShare() {
    Access x = fusion.accesses().get(node.input(0));
    Buffer base = buffers.of(x.base());
    boolean whole = fusion.denseBase(node.input(0)) == x.base();
    boolean elsewhere = node.inputs().subList(1, 3).stream()
        .map(input -> fusion.accesses().get(input).base())
        .anyMatch(other -> other == x.base());
    boolean shareable = whole && !elsewhere && base.source() instanceof Buffer.Source.Computed;
    return shareable ? Map.of(buffers.of(node.output()), List.of(base)) : Map.of();
  }

  private interface RowCode {
    Statement at(Index batch, Index i, Index row, Index t);
  }

  /**
   * Loops over the indices.
   *
   * @param rows the array that they point into
   * @param independent whether indices may be gone through in any order, and the step be run in
   *     parts
   */
  private List<Statement> rows(Strided rows, Strided indices, boolean independent, RowCode code) {
    Index batch = counter(indices.shape().dim(0));
    Index i = counter(indices.shape().dim(1));
    Index t = counter(rows.shape().dim(2));
    Index.Counter row = kernel.counter();
    Local picked = kernel.local(indices.dtype());
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.Let(picked, indices.load(indices.at(kernel, batch, i))));
    body.add(new Statement.Pick(
        row, new Value.Read(picked), kernel.size(rows.shape().dim(1)), batch, i));
    body.addAll(loop(t, whole(rows.shape().dim(2)), true, List.of(code.at(batch, i, row, t))));
    // Parts are made along the outermost loop alone: the first wrong index is then found first.
    Dim batches = indices.shape().dim(0);
    Dim count = indices.shape().dim(1);
    boolean single = batches.is(1);
    List<Statement> all =
        loop(i, independent && single ? part(count) : whole(count), independent, body);
    return loop(batch, independent && !single ? part(batches) : whole(batches), true, all);
  }

  private Index counter(Dim size) {
    return size.is(1) ? Index.of(0) : kernel.counter();
  }

  private KernelBuilder.Range whole(Dim size) {
    return new KernelBuilder.Range(Index.of(0), kernel.size(size));
  }

  private KernelBuilder.Range part(Dim size) {
    return size.is(1) ? whole(size) : kernel.split(size, 1);
  }

  private static List<Statement> loop(
      Index at, KernelBuilder.Range range, boolean parallel, List<Statement> body) {
    return at instanceof Index.Counter counter
        ? List.of(new Statement.For(counter, range.from(), range.to(), 1, 1, parallel, body))
        : body;
  }
}
