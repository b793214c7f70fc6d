package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fuse.Access;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.WinogradGradient;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lowers Winograd's gradient of a kernel to {@link WinogradGradient}, and says how to split it. */
final class WinogradGradientLowering {
  /** With so many parts processors end at about the same time. */
  private static final int ENOUGH_PARTS = 4;

  /** A part has so many channels or filters at least: each one transforms the others anew. */
  private static final int LEAST = 32;

  private final DimUnifier dims;
  private final List<Dim> sizes = new ArrayList<>();
  private final Set<Dim> counted = new HashSet<>();
  private final Set<Dim> signed = new HashSet<>();

  private WinogradGradientLowering(DimUnifier dims) {
    this.dims = dims;
  }

  static KernelCall lower(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    return new WinogradGradientLowering(dims).lower(fusion, buffers, group);
  }

  private KernelCall lower(Fusion fusion, Buffers buffers, Group group) {
    IrNode node = group.single();
    WinogradKernelGradient op = (WinogradKernelGradient) node.op();
    List<Access> accesses =
        node.inputs().stream().map(input -> fusion.accesses().get(input)).toList();
    accesses.forEach(access -> signed(access.offset()));
    for (int i = 0; i < accesses.size(); i++) {
      accesses.get(i).stridesWithin(node.input(i).shape(), 4).forEach(this::signed);
    }
    Shape x = shape(node.input(0));
    Shape gradient = shape(node.input(1));
    x.dims().forEach(this::counted);
    gradient.dims().subList(1, 4).forEach(this::counted);
    Split ofChannels = split(x.dim(3));
    Split ofFilters = split(gradient.dim(3));
    signed.removeAll(counted);
    boolean byFilters = size(gradient.dim(3)) >= size(x.dim(3));
    return new KernelCall(
        new WinogradGradient(
            node.output().dtype(), op.window(), op.before().get(0), op.before().get(1)),
        List.of(
            buffers.of(accesses.get(0).base()),
            buffers.of(accesses.get(1).base()),
            buffers.of(node.output())),
        sizes,
        signed,
        List.of(),
        List.of(List.of()),
        Labels.of(group),
        List.of(byFilters ? ofFilters : ofChannels));
  }

  private Shape shape(IrValue value) {
    return dims.find(value.shape());
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

  private Split split(Dim extent) {
    sizes.add(Dim.of(0));
    counted(extent);
    long each = (size(extent) + ENOUGH_PARTS - 1) / ENOUGH_PARTS;
    long granule = (each + LEAST - 1) / LEAST * LEAST;
    return new Split(sizes.size() - 2, (int) Math.max(LEAST, granule));
  }

  /** Of dims that are not known as little as can be is said. */
  private static long size(Dim dim) {
    return dim.fixedSize().orElse(1);
  }
}
