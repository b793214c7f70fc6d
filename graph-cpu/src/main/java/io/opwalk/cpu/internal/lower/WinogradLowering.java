package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fuse.Access;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.Phase;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.cpu.internal.loop.Winograd.Prepared;
import io.opwalk.cpu.internal.lower.ProductLowering.Lowered;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradTransform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lowers Winograd's convolution to {@link Winograd}, and says how to split it. */
final class WinogradLowering {
  /** With so many parts processors end at about the same time. */
  private static final int ENOUGH_PARTS = 4;

  /** A part has so many tiles at least: each one reads the whole transformed kernel. */
  private static final int LEAST_TILES = 48;

  /** A part that has so many tiles is not made larger. */
  private static final int MANY_TILES = 256;

  /** A part has so many filters at least: each one reads the whole transformed input. */
  private static final int LEAST_FILTERS = 64;

  /** To transform the input of a tile takes so much more than the kernel of a filter. */
  private static final double INPUT_OVER_KERNEL = 1.5;

  /** Of so many channels at a time a kernel is transformed. */
  private static final int CHANNELS = 16;

  /** Of batch, height, width and filters. */
  private static final List<Kind> KINDS = List.of(Kind.ROWS, Kind.ROWS, Kind.ROWS, Kind.COLUMNS);

  private final DimUnifier dims;
  private final List<Dim> sizes = new ArrayList<>();
  private final Set<Dim> counted = new HashSet<>();
  private final Set<Dim> signed = new HashSet<>();

  private WinogradLowering(DimUnifier dims) {
    this.dims = dims;
  }

  static Lowered lower(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    IrNode node = group.single();
    Access x = fusion.accesses().get(node.input(0));
    Access kernel = fusion.accesses().get(node.input(1));
    KernelCall call = new WinogradLowering(dims).lower(x, kernel, buffers, group);
    return new Lowered(call, group.domain(), KINDS);
  }

  private KernelCall lower(Access x, Access kernel, Buffers buffers, Group group) {
    IrNode node = group.single();
    WinogradConv op = (WinogradConv) node.op();
    Shape result = group.domain();
    signed(x.offset());
    signed(kernel.offset());
    x.stridesWithin(node.input(0).shape(), 4).forEach(this::signed);
    kernel.stridesWithin(node.input(1).shape(), 4).forEach(this::signed);
    dims.find(node.input(0).shape()).dims().forEach(this::counted);
    result.dims().subList(1, 4).forEach(this::counted);
    int tile = WinogradTransform.tile(op.window());
    Dim down = result.dim(1).ceilDiv(tile);
    Dim across = result.dim(2).ceilDiv(tile);
    Dim rows = result.dim(0).times(down);
    Split ofRows = split(rows, granuleOfRows(size(result.dim(0)) * size(down), across));
    Split ofFilters = split(result.dim(3), granuleOfFilters(result.dim(3)));
    Split ofChannels = split(dims.find(node.input(0).shape()).dim(3), CHANNELS);
    int phase = sizes.size();
    sizes.add(Dim.of(Phase.WHOLE.ordinal()));
    boolean byFilters = isByFilters(result, down, across, ofRows, ofFilters);
    Split split = byFilters
        ? ofFilters.after(new Preparation(phase, new Split(ofRows.position(), 1)))
        : ofRows.evenly().after(new Preparation(phase, ofChannels));
    List<Buffer> arguments =
        List.of(buffers.of(x.base()), buffers.of(kernel.base()), buffers.of(node.output()));
    signed.removeAll(counted);
    return new KernelCall(
        new Winograd(
            node.output().dtype(),
            op.window(),
            op.before().get(0),
            op.before().get(1),
            byFilters ? Prepared.INPUT : Prepared.KERNEL,
            Optional.empty()),
        arguments,
        sizes,
        signed,
        List.of(),
        List.of(List.of()),
        Labels.of(group),
        List.of(split));
  }

  private void signed(Dim dim) {
    Dim found = dims.find(dim);
    signed.add(found);
    sizes.add(found);
  }

  private void counted(Dim dim) {
    counted.add(dim);
    sizes.add(dim);
  }

  private Split split(Dim extent, int granule) {
    sizes.add(Dim.of(0));
    counted(extent);
    return new Split(sizes.size() - 2, granule);
  }

  /** Of dims that are not known as little as can be is said. */
  private static long size(Dim dim) {
    return dim.fixedSize().orElse(1);
  }

  private static int granuleOfRows(long rows, Dim across) {
    long tiles = Math.max(1, size(across));
    long least = ceil(LEAST_TILES, tiles);
    long most = Math.max(least, ceil(MANY_TILES, tiles));
    return (int) Math.max(least, Math.min(most, ceil(rows, ENOUGH_PARTS)));
  }

  private static int granuleOfFilters(Dim filters) {
    long each = ceil(size(filters), ENOUGH_PARTS);
    return (int) Math.max(LEAST_FILTERS, ceil(each, LEAST_FILTERS / 2) * (LEAST_FILTERS / 2));
  }

  private static long ceil(long of, long by) {
    return (of + by - 1) / by;
  }

  /**
   * Whether parts by filters are more than parts by rows, or each needs less that is made before.
   */
  private static boolean isByFilters(
      Shape result, Dim down, Dim across, Split ofRows, Split ofFilters) {
    long rows = size(result.dim(0)) * size(down);
    long filters = size(result.dim(3));
    long partsOfRows = ceil(rows, ofRows.granule());
    long partsOfFilters = ceil(filters, ofFilters.granule());
    if (partsOfRows < ENOUGH_PARTS || partsOfFilters < ENOUGH_PARTS) {
      return partsOfFilters > partsOfRows;
    }
    double repeatedInput = (partsOfFilters - 1) * rows * size(across) * INPUT_OVER_KERNEL;
    double repeatedKernel = (partsOfRows - 1) * (double) filters;
    return repeatedInput < repeatedKernel;
  }
}
