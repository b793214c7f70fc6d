package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The loops over a domain: its axes without those of size 1, neighbours merged into one wherever
 * every array that is touched walks over both as over one.
 */
final class LoopAxes {
  /**
   * One loop: over {@code extent}, which is the product of some axes, of which {@code last} is the
   * last.
   *
   * @param range the part that a run of the step is asked for, where it can be run in parts
   */
  record Axis(
      Dim extent,
      int last,
      Index.Counter counter,
      boolean reduced,
      Optional<KernelBuilder.Range> range) {
    Axis(Dim extent, int last, Index.Counter counter, boolean reduced) {
      this(extent, last, counter, reduced, Optional.empty());
    }

    /** The same loop, as one whose iterations do not depend on each other. */
    Axis kept() {
      return new Axis(extent, last, counter, false, range);
    }

    /** The same loop with numbers for bounds, which only an axis of known size can have. */
    private Axis counted(long size) {
      KernelBuilder.Range numbers = new KernelBuilder.Range(Index.of(0), Index.of((int) size));
      return new Axis(extent, last, counter, reduced, Optional.of(numbers));
    }

    Axis split(KernelBuilder kernel, int granule) {
      return new Axis(extent, last, counter, reduced, Optional.of(kernel.split(extent, granule)));
    }
  }

  /** An axis so long that it alone gives work to all processors. */
  private static final int LONG_AXIS = 32;

  /** How many statements a loop may hold, at most, so that loops inside are none. */
  private static final int MOST_UNROLLED = 96;

  /** How many elements, at least, there must be for parts to be thought of. */
  private static final int FEW = 1024;

  /**
   * What ranges along memory begin at multiples of, from the first cache line on: some vectors, and
   * whole lines.
   */
  static final int ALONG_MEMORY = 16;

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
    return of(kernel, domain, strides, reduced, List.of());
  }

  /**
   * As {@link #of(KernelBuilder, Shape, Collection, List)}.
   *
   * @param kinds the kind of each axis, of which no two are merged that differ; empty where all are
   *     alike
   */
  static LoopAxes of(
      KernelBuilder kernel,
      Shape domain,
      Collection<List<Dim>> strides,
      List<Integer> reduced,
      List<Kind> kinds) {
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < domain.rank(); axis++) {
      Dim dim = domain.dim(axis);
      if (dim.is(1)) {
        continue;
      }
      boolean isReduced = reduced.contains(axis);
      Axis before = axes.isEmpty() ? null : axes.get(axes.size() - 1);
      if (before != null
          && !isReduced
          && !before.reduced()
          && (kinds.isEmpty() || kinds.get(before.last()) == kinds.get(axis))
          && merge(before, axis, dim, strides)) {
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

  /**
   * The same loops, with those over axes that are not reduced such that the step can be run in
   * parts. Of which size an unknown axis is shows in a call, so there are parts along the next axis
   * too, down to one that is known to be long.
   *
   * @param elements how many there are in all
   * @param last what ranges of the last axis begin at multiples of
   */
  LoopAxes split(KernelBuilder kernel, Dim elements, int last) {
    if (isFew(elements)) {
      return this;
    }
    List<Axis> split = new ArrayList<>(axes);
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      if (!axis.reduced()) {
        split.set(i, axis.split(kernel, i == axes.size() - 1 ? last : 1));
        if (axis.extent().fixedSize().orElse(0) >= LONG_AXIS) {
          break;
        }
      }
    }
    return new LoopAxes(List.copyOf(split));
  }

  /** The same loops, each of them such that the step can be run in parts along it. */
  LoopAxes splitAll(KernelBuilder kernel) {
    List<Axis> split = new ArrayList<>();
    for (Axis axis : axes) {
      split.add(axis.split(kernel, 1));
    }
    return new LoopAxes(List.copyOf(split));
  }

  /**
   * As {@link #split}, along the outermost loop alone, and only where all its axes come before a
   * given one.
   */
  LoopAxes splitBefore(int axis, KernelBuilder kernel, Dim elements) {
    if (axes.isEmpty() || axes.get(0).last() >= axis || isFew(elements)) {
      return this;
    }
    List<Axis> split = new ArrayList<>(axes);
    split.set(0, axes.get(0).split(kernel, 1));
    return new LoopAxes(List.copyOf(split));
  }

  /**
   * The loops with numbers for bounds of some, that these be unrolled; empty where that is too much
   * code, or not all of them are of a known size.
   *
   * @param statements how many there are inside all loops
   */
  static Optional<List<Axis>> unrolled(
      List<Axis> axes, Predicate<Axis> isUnrolled, int statements) {
    long copied = statements;
    List<Axis> all = new ArrayList<>();
    for (Axis axis : axes) {
      if (isUnrolled.test(axis)) {
        long size = axis.extent().fixedSize().orElse(Long.MAX_VALUE);
        if (size == 0 || size > MOST_UNROLLED / copied) {
          return Optional.empty();
        }
        copied *= size;
        all.add(axis.counted(size));
      } else {
        all.add(axis);
      }
    }
    return Optional.of(all);
  }

  /** Whether so few elements are never worth parts. */
  static boolean isFew(Dim elements) {
    return elements.fixedSize().orElse(FEW) < FEW;
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
    KernelBuilder.Range range = axis.range().isPresent()
        ? axis.range().get()
        : new KernelBuilder.Range(Index.of(0), kernel.size(axis.extent()));
    return new Statement.For(axis.counter(), range.from(), range.to(), 1, lanes, parallel, body);
  }
}
