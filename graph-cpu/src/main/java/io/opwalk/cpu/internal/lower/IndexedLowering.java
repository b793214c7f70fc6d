package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
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
  /** Rows of so many elements are worth parts of rows. */
  private static final int LONG_ROW = 64;

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
    Dim batches = indices.shape().dim(0);
    Dim count = indices.shape().dim(1);
    // Parts are made along the outermost loop: the first wrong index is then found first.
    List<KernelBuilder.Range> ranges = batches.is(1)
        ? List.of(whole(batches), part(count), whole(rows.shape().dim(2)))
        : List.of(part(batches), whole(count), whole(rows.shape().dim(2)));
    List<Statement> body = rows(
        rows,
        indices,
        true,
        ranges,
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
    Shape shape = result.shape();
    int axis = splitAxisOfScatter(shape);
    List<KernelBuilder.Range> ranges = List.of(
        axis == 0 ? part(shape.dim(0)) : whole(shape.dim(0)),
        whole(indices.shape().dim(1)),
        axis == 2 ? part(shape.dim(2)) : whole(shape.dim(2)));
    List<Statement> body = new ArrayList<>(copy(x, result, axis, ranges));
    body.addAll(rows(result, indices, false, ranges, (batch, i, row, t) -> {
      Index at = result.at(kernel, batch, row, t);
      Value update = updates.load(updates.at(kernel, batch, i, t));
      return new Statement.Store(
          result.buffer(), at, combined(op.kind(), result.dtype(), result.load(at), update));
    }));
    return kernel.finish(body, mayShare(), label());
  }

  /** Indices are gone through in order, so parts are made along an axis outside or inside. */
  private static int splitAxisOfScatter(Shape shape) {
    if (!shape.dim(0).is(1)) {
      return 0;
    }
    return shape.dim(2).fixedSize().orElse(0) >= LONG_ROW ? 2 : -1;
  }

  /** Copies all of an array, but for the range of the axis, if there is one. */
  private List<Statement> copy(
      Strided x, Strided result, int axis, List<KernelBuilder.Range> ranges) {
    Shape shape = result.shape();
    Index along = axis < 0 ? Index.of(0) : kernel.counter();
    LoopAxes rest = LoopAxes.of(
        kernel,
        axis < 0 ? shape : shape.withDim(axis, Dim.of(1)),
        List.of(x.strides(), result.strides()),
        List.of());
    int strideOf = Math.max(0, axis);
    Index from = along.times(kernel.stride(x.strides().get(strideOf))).plus(x.at(kernel, rest));
    Index to =
        along.times(kernel.stride(result.strides().get(strideOf))).plus(result.at(kernel, rest));
    List<Statement> store = List.of(new Statement.Store(result.buffer(), to, x.load(from)));
    if (axis < 0) {
      return LoopAxes.nest(kernel, rest.all(), store);
    }
    KernelBuilder.Range range = ranges.get(axis);
    return axis == 0
        ? loop(along, range, true, LoopAxes.nest(kernel, rest.all(), store))
        : LoopAxes.nest(kernel, rest.all(), loop(along, range, true, store));
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
   * @param independent whether indices may be gone through in any order
   * @param ranges of the batch, the indices and the elements of a row
   */
  private List<Statement> rows(
      Strided rows,
      Strided indices,
      boolean independent,
      List<KernelBuilder.Range> ranges,
      RowCode code) {
    Index batch = counter(indices.shape().dim(0));
    Index i = counter(indices.shape().dim(1));
    Index t = counter(rows.shape().dim(2));
    Index.Counter row = kernel.counter();
    Local picked = kernel.local(indices.dtype());
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.Let(picked, indices.load(indices.at(kernel, batch, i))));
    body.add(new Statement.Pick(
        row, new Value.Read(picked), kernel.size(rows.shape().dim(1)), batch, i));
    body.addAll(loop(t, ranges.get(2), true, List.of(code.at(batch, i, row, t))));
    return loop(batch, ranges.get(0), true, loop(i, ranges.get(1), independent, body));
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
