package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fuse.Access;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Overlap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lowering of every kind of loop group begins and ends with. */
final class LoopNests {
  private final Group group;
  private final Buffers buffers;
  private final KernelBuilder kernel = new KernelBuilder();
  private final PointCode point;
  private final LoopAxes loops;
  private final List<Dim> reducedStrides;

  LoopNests(Fusion fusion, DimUnifier dims, Buffers buffers, Group group) {
    this(fusion, dims, buffers, group, List.of());
  }

  /**
   * The loops of an epilogue.
   *
   * @param kinds the kind of each axis, each of which has loops of its own; empty where it is none
   */
  LoopNests(Fusion fusion, DimUnifier dims, Buffers buffers, Group group, List<Kind> kinds) {
    this.group = group;
    this.buffers = buffers;
    this.point = new PointCode(fusion, dims, buffers, group, kernel);
    this.reducedStrides = reducedStrides(dims, group);
    List<List<Dim>> strides = new ArrayList<>(point.strides());
    strides.add(reducedStrides);
    LoopAxes whole = LoopAxes.of(kernel, group.domain(), strides, group.reducedAxes(), kinds);
    if (!kinds.isEmpty()) {
      this.loops = whole.splitAll(kernel);
      return;
    }
    Dim elements = group.domain().elements();
    Optional<Overlap> overlap = overlap(group);
    this.loops = overlap.isPresent()
        ? whole.splitBefore(firstAxis(overlap.get()), kernel, elements)
        : whole.split(kernel, elements, LoopAxes.ALONG_MEMORY);
  }

  private static Optional<Overlap> overlap(Group group) {
    for (IrNode reduction : group.reductions()) {
      if (reduction.op() instanceof Overlap overlap) {
        return Optional.of(overlap);
      }
    }
    return Optional.empty();
  }

  /** Windows add to the same elements: parts are made along axes outside of them. */
  private static int firstAxis(Overlap op) {
    return op.windows().axes().stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  private static List<Dim> reducedStrides(DimUnifier dims, Group group) {
    Optional<Overlap> overlap = overlap(group);
    if (overlap.isEmpty()) {
      return Access.dense(collapsed(group.domain(), group.reducedAxes()));
    }
    Shape sums = dims.find(group.reductions().get(0).output().shape());
    return Access.windows(Access.dense(sums), overlap.get().windows(), group.domain());
  }

  private static Shape collapsed(Shape domain, List<Integer> reduced) {
    Shape shape = domain;
    for (int axis : reduced) {
      shape = shape.withDim(axis, Dim.of(1));
    }
    return shape;
  }

  KernelBuilder kernel() {
    return kernel;
  }

  PointCode point() {
    return point;
  }

  LoopAxes loops() {
    return loops;
  }

  Buffers buffers() {
    return buffers;
  }

  /** The strides, along the axes of the domain, of the result of a reduction. */
  List<Dim> reducedStrides() {
    return reducedStrides;
  }

  /** The code at one point: loads, maps, then the stores. What reductions reduce is then known. */
  List<Statement> pointStatements() {
    point.compute(loops, group.maps());
    for (IrNode reduction : group.reductions()) {
      point.value(reduction.input(0));
    }
    List<Statement> stores = new ArrayList<>();
    for (IrValue value : group.stores()) {
      stores.add(point.store(value));
    }
    List<Statement> all = new ArrayList<>(point.statements());
    all.addAll(stores);
    return all;
  }

  KernelCall finish(List<Statement> body) {
    Map<Buffer, List<Buffer>> mayShare = new LinkedHashMap<>();
    for (IrValue value : group.stores()) {
      mayShare.put(buffers.of(value), point.shareable(value.dtype()));
    }
    return kernel.finish(body, mayShare, Labels.of(group));
  }
}
