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
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lowers a convolution to tiles of filters and places: a block of results is kept in locals while
 * channels and windows run, so that each element loaded serves several products. Each result is
 * summed in the order of (c, k...) whatever the tile, so tiles change no bit.
 */
final class ConvLowering {
  /** Filters and places of the main tile: sixteen sums, as in a matrix product. */
  private static final int TILE = 4;

  /** Places of the tile for a single filter. */
  private static final int WIDE_TILE = 8;

  private final Group group;
  private final KernelBuilder kernel = new KernelBuilder();
  private final Conv op;
  private final DType dtype;
  private final int input;
  private final int weights;
  private final int result;
  private final List<Dim> inputStrides;
  private final List<Dim> weightStrides;
  private final Index inputOffset;
  private final Index weightOffset;
  private final List<Dim> resultStrides;
  private final Shape shape;
  private final Shape window;
  private final Dim filters;
  private final int tiledAxis;

  private ConvLowering(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    IrNode node = group.single();
    Access x = fusion.accesses().get(node.input(0));
    Access k = fusion.kernel(node);
    this.group = group;
    this.op = (Conv) node.op();
    this.dtype = node.output().dtype();
    this.shape = group.domain();
    this.window = dims.find(node.input(1).shape());
    this.filters = shape.dim(1).floorDiv(op.groups());
    this.input = kernel.read(buffers.of(x.base()));
    this.weights = kernel.read(buffers.of(k.base()));
    this.result = kernel.write(buffers.of(node.output()));
    this.inputStrides = x.strides().stream().map(dims::find).toList();
    this.weightStrides = k.strides().stream().map(dims::find).toList();
    this.inputOffset = kernel.stride(dims.find(x.offset()));
    this.weightOffset = kernel.stride(dims.find(k.offset()));
    this.resultStrides = fusion.isStoredChannelsLast(node)
        ? fusion.accesses().get(node.output()).strides().stream()
            .map(dims::find)
            .toList()
        : Access.dense(shape);
    this.tiledAxis = tiledAxis();
  }

  static KernelCall lower(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    ConvLowering lowering = new ConvLowering(fusion, dims, buffers, group);
    return lowering.kernel.finish(lowering.images(), Map.of(), Labels.of(group));
  }

  /** The last axis that is long enough to be tiled, the batch after all others; or the longest. */
  private int tiledAxis() {
    int longest = 0;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (axis != 1 && size(shape.dim(axis)) >= 2 * TILE) {
        return axis;
      }
      if (axis != 1 && size(shape.dim(axis)) > size(shape.dim(longest))) {
        longest = axis;
      }
    }
    return longest;
  }

  private static long size(Dim dim) {
    return dim.fixedSize().orElse(Long.MAX_VALUE);
  }

  /**
   * A point of the loops.
   *
   * @param run which group
   * @param filter the first filter of the tile, counted within the group
   * @param height how many filters it has
   * @param places along each axis of the result; along the tiled axis the first place
   */
  private record Point(Index run, Index filter, int height, List<Index> places) {
    Point at(int axis, Index index) {
      List<Index> moved = new ArrayList<>(places);
      moved.set(axis, index);
      return new Point(run, filter, height, moved);
    }
  }

  private List<Statement> images() {
    Point start =
        new Point(Index.of(0), Index.of(0), 1, Collections.nCopies(shape.rank(), Index.of(0)));
    return tiledAxis == 0
        ? runs(start)
        : loop(shape.dim(0), true, image -> runs(start.at(0, image)));
  }

  private List<Statement> runs(Point from) {
    return loop(
        Dim.of(op.groups()),
        true,
        run -> tiled(
            filters,
            TILE,
            (filter, height) -> places(2, new Point(run, filter, height, from.places()))));
  }

  private List<Statement> places(int axis, Point point) {
    if (axis < shape.rank()) {
      return axis == tiledAxis
          ? places(axis + 1, point)
          : loop(shape.dim(axis), true, at -> places(axis + 1, point.at(axis, at)));
    }
    return tiled(
        shape.dim(tiledAxis),
        point.height() == 1 ? WIDE_TILE : TILE,
        (first, width) -> tile(point.at(tiledAxis, first), width));
  }

  private List<Statement> loop(
      Dim extent, boolean parallel, Function<Index, List<Statement>> body) {
    if (extent.is(1)) {
      return body.apply(Index.of(0));
    }
    Index.Counter counter = kernel.counter();
    Index end = kernel.size(extent);
    return List.of(
        new Statement.For(counter, Index.of(0), end, 1, 1, parallel, body.apply(counter)));
  }

  private interface Block {
    List<Statement> at(Index start, int size);
  }

  /**
   * A loop over whole tiles where there can be any, then what is left: one tile of as many where
   * that is known, else a loop over tiles of one.
   */
  private List<Statement> tiled(Dim extent, int size, Block block) {
    if (extent.isFixed() && size(extent) < size) {
      return extent.is(0) ? List.of() : block.at(Index.of(0), (int) size(extent));
    }
    Index end = kernel.size(extent);
    Index whole = new Index.FloorTo(end, size);
    Index.Counter tiles = kernel.counter();
    List<Statement> loops = new ArrayList<>();
    loops.add(new Statement.For(tiles, Index.of(0), whole, size, 1, true, block.at(tiles, size)));
    Index.Counter rest = kernel.counter();
    if (!extent.isFixed()) {
      loops.add(new Statement.For(rest, whole, end, 1, 1, true, block.at(rest, 1)));
    } else if (size(extent) % size != 0) {
      loops.add(new Statement.Mark(rest, whole));
      loops.addAll(block.at(rest, (int) (size(extent) % size)));
    }
    return loops;
  }

  private List<Statement> tile(Point point, int width) {
    List<Local> sums = new ArrayList<>();
    List<Statement> body = new ArrayList<>();
    List<Statement> end = new ArrayList<>();
    for (int row = 0; row < point.height(); row++) {
      for (int column = 0; column < width; column++) {
        Local sum = kernel.local(dtype);
        sums.add(sum);
        body.add(new Statement.Let(sum, new Value.Literal(dtype, 0)));
        end.add(new Statement.Store(result, target(point, row, column), new Value.Read(sum)));
      }
    }
    body.addAll(meet(1, List.of(Index.of(0)), element -> products(point, width, sums, element)));
    body.addAll(end);
    return body;
  }

  /** The loops over (c, k...), of which {@code element} holds those around the axis. */
  private List<Statement> meet(
      int axis, List<Index> element, Function<List<Index>, List<Statement>> body) {
    if (axis == window.rank()) {
      return body.apply(element);
    }
    return loop(window.dim(axis), false, at -> {
      List<Index> deeper = new ArrayList<>(element);
      deeper.add(at);
      return meet(axis + 1, deeper, body);
    });
  }

  private List<Statement> products(Point point, int width, List<Local> sums, List<Index> element) {
    List<Statement> steps = new ArrayList<>();
    List<Value> columns = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      columns.add(load(steps, input, source(point, column, element)));
    }
    for (int row = 0; row < point.height(); row++) {
      Value weight = load(steps, weights, weight(point, row, element));
      for (int column = 0; column < width; column++) {
        Local sum = sums.get(row * width + column);
        List<Value> terms = List.of(columns.get(column), weight, new Value.Read(sum));
        steps.add(new Statement.Assign(sum, new Value.Compute(ScalarOp.FMA, dtype, terms)));
      }
    }
    return steps;
  }

  private Value load(List<Statement> into, int buffer, Index at) {
    Local local = kernel.local(dtype);
    into.add(new Statement.Let(local, new Value.Load(buffer, dtype, at)));
    return new Value.Read(local);
  }

  private Index target(Point point, int row, int column) {
    Index at = filter(point, row, resultStrides.get(1));
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != 1) {
        at = at.plus(place(point, axis, column, resultStrides.get(axis)));
      }
    }
    return at;
  }

  private Index source(Point point, int column, List<Index> element) {
    Dim perGroup = window.dim(1).times(inputStrides.get(1));
    Index at = point
        .run()
        .times(kernel.stride(perGroup))
        .plus(element.get(1).times(kernel.stride(inputStrides.get(1))))
        .plus(place(point, 0, column, inputStrides.get(0)))
        .plus(inputOffset);
    for (int axis = 2; axis < shape.rank(); axis++) {
      Dim stride = inputStrides.get(axis);
      Dim step = stride.times(op.strides().get(axis - 2));
      Dim dilated = stride.times(op.dilations().get(axis - 2));
      at = at.plus(place(point, axis, column, step))
          .plus(element.get(axis).times(kernel.stride(dilated)));
    }
    return at;
  }

  private Index weight(Point point, int row, List<Index> element) {
    Index at = filter(point, row, weightStrides.get(0)).plus(weightOffset);
    for (int axis = 1; axis < window.rank(); axis++) {
      at = at.plus(element.get(axis).times(kernel.stride(weightStrides.get(axis))));
    }
    return at;
  }

  private Index place(Point point, int axis, int column, Dim step) {
    Index place = point.places().get(axis);
    Index moved = axis == tiledAxis ? place.plus(Index.of(column)) : place;
    return moved.times(kernel.stride(step));
  }

  private Index filter(Point point, int row, Dim stride) {
    return point
        .run()
        .times(kernel.stride(filters.times(stride)))
        .plus(point.filter().plus(Index.of(row)).times(kernel.stride(stride)));
  }
}
