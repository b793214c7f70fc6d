package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The loops over a domain: its axes without those of size 1, neighbours merged into one wherever
 * every array that is touched walks over both as over one.
 */
final class LoopAxes {
  /**
   * One loop: over {@code extent}, which is the product of some axes, of which {@code last} is the
   * last.
   */
  record Axis(Dim extent, int last, Index.Counter counter, boolean reduced) {}

  private final List<Axis> axes;

  private LoopAxes(List<Axis> axes) {
    this.axes = axes;
  }

  /**
   * Plans the loops.
   *
   * @param strides the strides, along all axes of the domain, of every array that is touched
   * @param reduced the axes that are reduced: these are not merged with any other, since the last
   *     of them decides the partial result that an element belongs to
   */
  static LoopAxes of(
      KernelBuilder kernel, Shape domain, Collection<List<Dim>> strides, List<Integer> reduced) {
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < domain.rank(); axis++) {
      Dim dim = domain.dim(axis);
      if (dim.is(1)) {
        continue;
      }
      boolean isReduced = reduced.contains(axis);
      Axis before = axes.isEmpty() ? null : axes.get(axes.size() - 1);
      if (before != null && !isReduced && !before.reduced() && merge(before, axis, dim, strides)) {
        axes.set(
            axes.size() - 1, new Axis(before.extent().times(dim), axis, before.counter(), false));
      } else {
        axes.add(new Axis(dim, axis, kernel.counter(), isReduced));
      }
    }
    return new LoopAxes(List.copyOf(axes));
  }

  private static boolean merge(Axis before, int axis, Dim dim, Collection<List<Dim>> strides) {
    return strides.stream()
        .allMatch(list -> list.get(before.last()).equals(list.get(axis).times(dim)));
  }

  List<Axis> all() {
    return axes;
  }

  /** Where an array of the given strides is touched at the present point. */
  Index at(KernelBuilder kernel, List<Dim> strides) {
    Index at = Index.of(0);
    for (Axis axis : axes) {
      at = at.plus(axis.counter().times(kernel.stride(strides.get(axis.last()))));
    }
    return at;
  }

  /** The body within loops over the given axes, the first one outermost. */
  static List<Statement> nest(KernelBuilder kernel, List<Axis> axes, List<Statement> body) {
    List<Statement> nested = body;
    for (int i = axes.size() - 1; i >= 0; i--) {
      Axis axis = axes.get(i);
      nested = List.of(loop(kernel, axis, 1, !axis.reduced(), nested));
    }
    return nested;
  }

  /** One loop. */
  static Statement.For loop(
      KernelBuilder kernel, Axis axis, int lanes, boolean parallel, List<Statement> body) {
    return new Statement.For(
        axis.counter(), Index.of(0), kernel.size(axis.extent()), 1, lanes, parallel, body);
  }
}
