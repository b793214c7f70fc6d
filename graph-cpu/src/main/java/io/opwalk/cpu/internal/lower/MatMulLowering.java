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
import io.opwalk.ir.IrValue;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lowers a matrix product to tiles: a block of results is kept in locals while k runs, so that each
 * element loaded serves several products. Each result is summed in order of k whatever the tile, so
 * tiles change no bit.
 */
final class MatMulLowering {
  /** Rows and columns of the main tile: sixteen sums fit in the registers of today's machines. */
  private static final int TILE = 4;

  /** Columns of the tile for a single row: one cache line of doubles, or two. */
  private static final int WIDE_TILE = 16;

  private final Group group;
  private final KernelBuilder kernel = new KernelBuilder();
  private final DType dtype;
  private final int left;
  private final int right;
  private final int result;
  private final List<Dim> leftStrides;
  private final List<Dim> rightStrides;
  private final Index leftOffset;
  private final Index rightOffset;
  private final List<Dim> resultStrides;
  private final Shape shape;
  private final Dim inner;
  private final LoopAxes batch;

  private MatMulLowering(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    this.group = group;
    IrNode node = group.single();
    IrValue a = node.input(0);
    IrValue b = node.input(1);
    this.dtype = node.output().dtype();
    this.shape = group.domain();
    this.inner = dims.find(a.shape().dim(-1));
    Access accessA = fusion.accesses().get(a);
    Access accessB = fusion.accesses().get(b);
    this.left = kernel.read(buffers.of(accessA.base()));
    this.right = kernel.read(buffers.of(accessB.base()));
    this.result = kernel.write(buffers.of(node.output()));
    this.leftStrides = strides(accessA, a.shape(), dims);
    this.rightStrides = strides(accessB, b.shape(), dims);
    this.leftOffset = kernel.stride(dims.find(accessA.offset()));
    this.rightOffset = kernel.stride(dims.find(accessB.offset()));
    this.resultStrides = Access.dense(shape);
    int batchRank = shape.rank() - 2;
    this.batch = LoopAxes.of(
        kernel,
        Shape.of(shape.dims().subList(0, batchRank)),
        List.of(
            leftStrides.subList(0, batchRank),
            rightStrides.subList(0, batchRank),
            resultStrides.subList(0, batchRank)),
        List.of());
  }

  private List<Dim> strides(Access access, Shape from, DimUnifier dims) {
    List<Dim> strides = new ArrayList<>(shape.rank());
    for (Dim stride : access.stridesWithin(from, shape.rank())) {
      strides.add(dims.find(stride));
    }
    return strides;
  }

  static KernelCall lower(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    return new MatMulLowering(fusion, dims, buffers, group).lower();
  }

  private KernelCall lower() {
    List<Statement> body = block();
    return kernel.finish(LoopAxes.nest(kernel, batch.all(), body), Map.of(), Labels.of(group));
  }

  /**
   * Tiles over whole rows of tiles, with panels of columns outside, so that a panel of the right
   * matrix stays in cache for all rows; then what rows are left, one by one, with wide tiles. A
   * batch of one is all rest.
   */
  private List<Statement> block() {
    Dim m = shape.dim(-2);
    Dim n = shape.dim(-1);
    if (m.is(1)) {
      return row(Index.of(0));
    }
    if (n.is(1)) {
      return tiled(m, TILE, (row, height) -> tile(row, height, Index.of(0), 1));
    }
    Index end = kernel.size(m);
    Index whole = new Index.FloorTo(end, TILE);
    List<Statement> body = new ArrayList<>(tiled(n, TILE, (column, width) -> {
      Index.Counter row = kernel.counter();
      List<Statement> tile = tile(row, TILE, column, width);
      return List.of(new Statement.For(row, Index.of(0), whole, TILE, 1, true, tile));
    }));
    Index.Counter rest = kernel.counter();
    body.add(new Statement.For(rest, whole, end, 1, 1, true, row(rest)));
    return body;
  }

  private List<Statement> row(Index row) {
    Dim n = shape.dim(-1);
    return n.is(1)
        ? tile(row, 1, Index.of(0), 1)
        : tiled(n, WIDE_TILE, (column, width) -> tile(row, 1, column, width));
  }

  private interface Block {
    List<Statement> at(Index start, int size);
  }

  /** A loop over whole tiles, then one over what is left. */
  private List<Statement> tiled(Dim extent, int size, Block block) {
    Index end = kernel.size(extent);
    Index whole = new Index.FloorTo(end, size);
    Index.Counter tiles = kernel.counter();
    Index.Counter rest = kernel.counter();
    return List.of(
        new Statement.For(tiles, Index.of(0), whole, size, 1, true, block.at(tiles, size)),
        new Statement.For(rest, whole, end, 1, 1, true, block.at(rest, 1)));
  }

  private List<Statement> tile(Index row, int height, Index column, int width) {
    List<Statement> start = new ArrayList<>();
    List<Statement> steps = new ArrayList<>();
    List<Statement> end = new ArrayList<>();
    Index.Counter k = kernel.counter();
    List<Value> lefts = new ArrayList<>();
    for (int r = 0; r < height; r++) {
      Index at = leftOffset.plus(at(leftStrides, row.plus(Index.of(r)), k));
      lefts.add(load(steps, left, at));
    }
    List<Value> rights = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      Index at = rightOffset.plus(at(rightStrides, k, column.plus(Index.of(c))));
      rights.add(load(steps, right, at));
    }
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        Local sum = kernel.local(dtype);
        start.add(new Statement.Let(sum, new Value.Literal(dtype, 0)));
        List<Value> terms = List.of(lefts.get(r), rights.get(c), new Value.Read(sum));
        steps.add(new Statement.Assign(sum, new Value.Compute(ScalarOp.FMA, dtype, terms)));
        Index at = at(resultStrides, row.plus(Index.of(r)), column.plus(Index.of(c)));
        end.add(new Statement.Store(result, at, new Value.Read(sum)));
      }
    }
    List<Statement> body = new ArrayList<>(start);
    body.add(new Statement.For(k, Index.of(0), kernel.size(inner), 1, 1, false, steps));
    body.addAll(end);
    return body;
  }

  private Value load(List<Statement> into, int buffer, Index at) {
    Local local = kernel.local(dtype);
    into.add(new Statement.Let(local, new Value.Load(buffer, dtype, at)));
    return new Value.Read(local);
  }

  private Index at(List<Dim> strides, Index row, Index column) {
    return batch
        .at(kernel, strides)
        .plus(row.times(kernel.stride(strides.get(shape.rank() - 2))))
        .plus(column.times(kernel.stride(strides.get(shape.rank() - 1))));
  }
}
