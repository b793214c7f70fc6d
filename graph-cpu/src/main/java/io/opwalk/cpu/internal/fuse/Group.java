package io.opwalk.cpu.internal.fuse;

import io.opwalk.Shape;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Reduce;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Nodes that become one kernel.
 *
 * @param domain the shape that the loops run over: that of the maps, and of what the reductions
 *     reduce
 * @param maps the nodes computed at every point of the domain, in order
 * @param reductions the nodes that combine points, in order, all along the same axes; empty for
 *     most groups
 * @param single the node that is the whole group, or null: it has loops of its own, or is a routine
 * @param stores the values over the domain that get a buffer: of maps, or copies of views
 */
public record Group(
    Shape domain, List<IrNode> maps, List<IrNode> reductions, IrNode single, Set<IrValue> stores) {
  /** Copies the lists; the set keeps its order. */
  public Group {
    maps = List.copyOf(maps);
    reductions = List.copyOf(reductions);
  }

  /** The axes along which a reduction combines points. */
  public static List<Integer> axes(IrNode reduction) {
    if (reduction.op() instanceof Overlap overlap) {
      List<Integer> axes = new ArrayList<>(overlap.windows().axes());
      int rank = reduction.output().shape().rank();
      IntStream.range(rank, rank + axes.size()).forEach(axes::add);
      return axes;
    }
    return reduction.op() instanceof Reduce reduce
        ? reduce.axes()
        : List.of(((ArgReduce) reduction.op()).axis());
  }

  /** The axes along which the reductions of this group combine points. */
  public List<Integer> reducedAxes() {
    return reductions.isEmpty() ? List.of() : axes(reductions.get(0));
  }
}
