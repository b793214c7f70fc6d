package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fuse.Access;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Product;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Conv;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lowers matrix products and convolutions of floating dtypes to {@link Product}; with it go the
 * loops for sizes that are not worth blocks, and these alone where no size is.
 */
final class ProductLowering {
  /** Parts of a step are best so many columns wide: what they copy of the left array pays then. */
  private static final int COLUMNS_OF_PART = 128;

  /** Or so many rows high: what they copy of the right array pays then. */
  private static final int ROWS_OF_PART = 192;

  /** Parts of a single row are wider: of a right array that is in no cache, long runs come fast. */
  private static final int COLUMNS_OF_ROW_PART = 1024;

  /** Parts of a convolution with a large kernel, which each part of columns would read anew. */
  private static final int ROWS_OF_KERNEL_PART = 96;

  /** With so many parts of rows processors end at about the same time. */
  private static final int ENOUGH_PARTS = 4;

  /** An axis: its size, and how far neighbours are apart in left, right and the result. */
  private record Axis(Dim extent, Dim left, Dim right, Dim result) {}

  private final Fusion fusion;
  private final DimUnifier dims;
  private final Buffers buffers;
  private final Group group;
  private final IrNode node;
  private final List<Axis> batch = new ArrayList<>();
  private final List<Axis> rows = new ArrayList<>();
  private final List<Axis> columns = new ArrayList<>();
  private final List<Axis> inner = new ArrayList<>();

  /** The shape of the result as it is stored. */
  private Shape stored;

  /** The kind of each of its axes; empty where one is of several kinds. */
  private final List<Kind> kinds = new ArrayList<>();

  /**
   * A product.
   *
   * @param stored the shape that its result has as it is stored
   * @param kinds the kind of each axis of the result; empty where they have none, or one is of
   *     several
   */
  record Lowered(KernelCall call, Shape stored, List<Kind> kinds) {
    /** Copies the list. */
    Lowered {
      kinds = List.copyOf(kinds);
    }
  }

  private ProductLowering(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    this.fusion = fusion;
    this.dims = dims;
    this.buffers = buffers;
    this.group = group;
    this.node = group.single();
    this.stored = group.domain();
  }

  /** A matrix product. */
  static Lowered matMul(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    Supplier<KernelCall> loops = () -> MatMulLowering.lower(fusion, dims, buffers, group);
    Shape shape = group.domain();
    boolean oneColumn = shape.dim(-1).is(1);
    return oneColumn || !group.single().output().dtype().isFloating()
        ? new Lowered(loops.get(), group.domain(), List.of())
        : new ProductLowering(fusion, dims, buffers, group).matMul(loops);
  }

  /** A convolution. */
  static Lowered conv(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    Supplier<KernelCall> loops = () -> ConvLowering.lower(fusion, dims, buffers, group);
    Conv op = (Conv) group.single().op();
    Dim filters = group.domain().dim(1).floorDiv(op.groups());
    return !group.single().output().dtype().isFloating()
        ? new Lowered(loops.get(), group.domain(), List.of())
        : new ProductLowering(fusion, dims, buffers, group).conv(op, filters, loops);
  }

  private List<Dim> strides(Access access, int input, int rank) {
    return found(access.stridesWithin(node.input(input).shape(), rank));
  }

  private List<Dim> found(List<Dim> strides) {
    List<Dim> found = new ArrayList<>(strides.size());
    for (Dim stride : strides) {
      found.add(dims.find(stride));
    }
    return found;
  }

  private Lowered matMul(Supplier<KernelCall> loops) {
    Shape shape = group.domain();
    int rank = shape.rank();
    Access a = fusion.accesses().get(node.input(0));
    Access b = fusion.accesses().get(node.input(1));
    List<Dim> left = strides(a, 0, rank);
    List<Dim> right = strides(b, 1, rank);
    List<Dim> result = Access.dense(shape);
    for (int axis = 0; axis < rank - 2; axis++) {
      kinds.add(add(new Axis(shape.dim(axis), left.get(axis), right.get(axis), result.get(axis))));
    }
    kinds.addAll(List.of(Kind.ROWS, Kind.COLUMNS));
    Dim none = Dim.of(0);
    rows.add(new Axis(shape.dim(-2), left.get(rank - 2), none, result.get(rank - 2)));
    columns.add(new Axis(shape.dim(-1), none, right.get(rank - 1), result.get(rank - 1)));
    Dim sum = dims.find(node.input(0).shape().dim(-1));
    inner.add(new Axis(sum, left.get(rank - 1), right.get(rank - 2), none));
    int granule = extent(rows).is(1) ? COLUMNS_OF_ROW_PART : COLUMNS_OF_PART;
    return finish(a, b, ROWS_OF_PART, granule, loops);
  }

  /** The kernel is the left array, so that neighbouring places are neighbouring columns. */
  private Lowered conv(Conv op, Dim filters, Supplier<KernelCall> loops) {
    Shape shape = group.domain();
    Shape window = dims.find(node.input(1).shape());
    Access x = fusion.accesses().get(node.input(0));
    Access k = fusion.kernel(node);
    List<Dim> right = strides(x, 0, shape.rank());
    List<Dim> left = strides(k, 1, shape.rank());
    if (fusion.isStoredChannelsLast(node)) {
      return channelsLast(op, x, k, loops);
    }
    List<Dim> result = Access.dense(shape);
    Dim none = Dim.of(0);
    Dim channels = window.dim(1);
    kinds.addAll(Collections.nCopies(shape.rank(), Kind.COLUMNS));
    kinds.set(1, Kind.ROWS);
    if (op.groups() > 1) {
      Kind ofGroups = add(new Axis(
          Dim.of(op.groups()),
          filters.times(left.get(0)),
          channels.times(right.get(1)),
          filters.times(result.get(1))));
      kinds.set(1, ofGroups);
      if (!filters.is(1) || ofGroups != Kind.BATCH) {
        kinds.clear();
      }
    }
    rows.add(new Axis(filters, left.get(0), none, result.get(1)));
    columns.add(new Axis(shape.dim(0), none, right.get(0), result.get(0)));
    inner.add(new Axis(channels, left.get(1), right.get(1), none));
    for (int axis = 2; axis < shape.rank(); axis++) {
      Dim stride = right.get(axis);
      Dim step = stride.times(op.strides().get(axis - 2));
      Dim dilated = stride.times(op.dilations().get(axis - 2));
      columns.add(new Axis(shape.dim(axis), none, step, result.get(axis)));
      inner.add(new Axis(window.dim(axis), left.get(axis), dilated, none));
    }
    Dim places = extent(columns);
    boolean isLarge = filters.isFixed()
        && places.isFixed()
        && size(filters) >= ENOUGH_PARTS * ROWS_OF_KERNEL_PART
        && extent(inner).isFixed()
        && size(filters) * size(extent(inner)) > size(places) * size(channels);
    return isLarge
        ? finish(k, x, ROWS_OF_KERNEL_PART, (int) size(places), loops)
        : finish(k, x, ROWS_OF_PART, COLUMNS_OF_PART, loops);
  }

  /** The input is the left array, so that neighbouring filters are neighbouring columns. */
  private Lowered channelsLast(Conv op, Access x, Access k, Supplier<KernelCall> loops) {
    Shape shape = group.domain();
    List<Dim> result = found(fusion.accesses().get(node.output()).strides());
    Shape window = dims.find(node.input(1).shape());
    List<Dim> left = strides(x, 0, shape.rank());
    List<Dim> right = strides(k, 1, shape.rank());
    List<Dim> places = new ArrayList<>(shape.dims());
    places.add(places.remove(1));
    stored = Shape.of(places);
    kinds.addAll(Collections.nCopies(shape.rank() - 1, Kind.ROWS));
    kinds.add(Kind.COLUMNS);
    Dim none = Dim.of(0);
    rows.add(new Axis(shape.dim(0), left.get(0), none, result.get(0)));
    columns.add(new Axis(shape.dim(1), none, right.get(0), result.get(1)));
    inner.add(new Axis(window.dim(1), left.get(1), right.get(1), none));
    for (int axis = 2; axis < shape.rank(); axis++) {
      Dim stride = left.get(axis);
      Dim step = stride.times(op.strides().get(axis - 2));
      Dim dilated = stride.times(op.dilations().get(axis - 2));
      rows.add(new Axis(shape.dim(axis), step, none, result.get(axis)));
      inner.add(new Axis(window.dim(axis), dilated, right.get(axis), none));
    }
    return finish(x, k, ROWS_OF_PART, COLUMNS_OF_PART, loops);
  }

  private static long size(Dim dim) {
    return dim.fixedSize().getAsLong();
  }

  /** Adds an axis in front of matrices to the kind it is of; one of a single place is of any. */
  private Kind add(Axis axis) {
    if (axis.extent().is(1)) {
      return Kind.BATCH;
    }
    if (axis.right().is(0) && !axis.left().is(0)) {
      rows.add(axis);
      return Kind.ROWS;
    }
    if (axis.left().is(0) && !axis.right().is(0)) {
      columns.add(axis);
      return Kind.COLUMNS;
    }
    batch.add(axis);
    return Kind.BATCH;
  }

  private Lowered finish(
      Access left, Access right, int rowsOfPart, int columnsOfPart, Supplier<KernelCall> loops) {
    Dim terms = extent(batch).times(extent(rows)).times(extent(columns)).times(extent(inner));
    boolean isKnown = terms.isFixed();
    boolean isSmall = isKnown && terms.fixedSize().getAsLong() <= Product.MOST_SMALL;
    if (isSmall) {
      return new Lowered(loops.get(), group.domain(), List.of());
    }
    List<Buffer> arguments =
        List.of(buffers.of(left.base()), buffers.of(right.base()), buffers.of(node.output()));
    Optional<KernelCall> small = isKnown ? Optional.empty() : Optional.of(loops.get());
    Sizes sizes = new Sizes();
    sizes.signed(dims.find(left.offset()));
    sizes.signed(dims.find(right.offset()));
    for (List<Axis> kind : List.of(batch, rows, columns, inner)) {
      for (Axis axis : kind) {
        sizes.add(axis);
      }
    }
    Split ofBatch = sizes.split(extent(batch), 1);
    Split ofRows = sizes.split(extent(rows), rowsOfPart);
    Split ofColumns = sizes.split(extent(columns), columnsOfPart);
    Optional<LoopFunction> smallCode = Optional.empty();
    List<Integer> smallArguments = new ArrayList<>();
    if (small.isPresent()) {
      sizes.append(small.get());
      smallCode = Optional.of((LoopFunction) small.get().function());
      for (Buffer buffer : small.get().buffers()) {
        smallArguments.add(arguments.indexOf(buffer));
      }
    }
    Product product = new Product(
        node.output().dtype(),
        batch.size(),
        rows.size(),
        columns.size(),
        inner.size(),
        isKept(arguments.get(1).source()),
        smallCode,
        List.copyOf(smallArguments),
        Optional.empty());
    KernelCall call = new KernelCall(
        product,
        arguments,
        sizes.all,
        sizes.negative(),
        List.of(),
        List.of(List.of()),
        Labels.of(group),
        List.of(ofBatch, ofColumns, ofRows));
    return new Lowered(call, stored, kinds);
  }

  private static boolean isKept(Buffer.Source source) {
    return source instanceof Buffer.Source.Stored || source instanceof Buffer.Source.Known;
  }

  private static Dim extent(List<Axis> axes) {
    List<Dim> extents = new ArrayList<>(axes.size());
    for (Axis axis : axes) {
      extents.add(axis.extent());
    }
    return Dim.product(extents);
  }

  /** The sizes of the step, in the order that {@link Product} gives them. */
  private static final class Sizes {
    private final List<Dim> all = new ArrayList<>();
    private final Set<Dim> counted = new HashSet<>();
    private final Set<Dim> signed = new HashSet<>();

    void signed(Dim dim) {
      signed.add(dim);
      all.add(dim);
    }

    private void counted(Dim dim) {
      counted.add(dim);
      all.add(dim);
    }

    void add(Axis axis) {
      counted(axis.extent());
      signed(axis.left());
      signed(axis.right());
      signed(axis.result());
    }

    Split split(Dim extent, int granule) {
      all.add(Dim.of(0));
      counted(extent);
      return new Split(all.size() - 2, granule);
    }

    void append(KernelCall call) {
      all.addAll(call.sizes());
      signed.addAll(call.signed());
      call.sizes().stream().filter(size -> !call.signed().contains(size)).forEach(counted::add);
    }

    Set<Dim> negative() {
      Set<Dim> negative = new HashSet<>(signed);
      negative.removeAll(counted);
      return negative;
    }
  }
}
