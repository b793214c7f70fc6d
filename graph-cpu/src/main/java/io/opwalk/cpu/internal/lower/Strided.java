package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fuse.Access;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An array as a node with loops of its own counts it.
 *
 * @param buffer its position among the buffers of the function
 * @param dtype what it holds
 * @param shape the sizes of its axes
 * @param strides how many elements lie between neighbours of each axis
 * @param offset where its first element is
 */
record Strided(int buffer, DType dtype, Shape shape, List<Dim> strides, Dim offset) {
  /** The input of a node, read by way of views. */
  static Strided read(
      KernelBuilder kernel, Fusion fusion, DimUnifier dims, Buffers buffers, IrValue value) {
    Access access = fusion.accesses().get(value);
    return new Strided(
        kernel.read(buffers.of(access.base())),
        value.dtype(),
        dims.find(value.shape()),
        access.strides().stream().map(dims::find).toList(),
        dims.find(access.offset()));
  }

  /** The output of a node, dense and in order. */
  static Strided write(KernelBuilder kernel, DimUnifier dims, Buffers buffers, IrValue value) {
    Shape shape = dims.find(value.shape());
    return new Strided(
        kernel.write(buffers.of(value)), value.dtype(), shape, Access.dense(shape), Dim.of(0));
  }

  /** A region of it that begins at a place, and whose neighbours are some distance apart. */
  Strided region(Shape sizes, List<Dim> starts, List<Integer> distances) {
    List<Dim> longer = new ArrayList<>();
    Dim first = offset;
    for (int axis = 0; axis < strides.size(); axis++) {
      first = first.plus(starts.get(axis).times(strides.get(axis)));
      longer.add(sizes.dim(axis).is(1) ? Dim.of(0) : strides.get(axis).times(distances.get(axis)));
    }
    return new Strided(buffer, dtype, sizes, longer, first);
  }

  /** Where the element is that the loops are at. */
  Index at(KernelBuilder kernel, LoopAxes loops) {
    return loops.at(kernel, strides).plus(kernel.stride(offset));
  }

  /** Where the element of a place is, one index per axis. */
  Index at(KernelBuilder kernel, Index... place) {
    Index at = kernel.stride(offset);
    for (int axis = 0; axis < place.length; axis++) {
      at = place[axis].times(kernel.stride(strides.get(axis))).plus(at);
    }
    return at;
  }

  Value load(Index at) {
    return new Value.Load(buffer, dtype, at);
  }
}
