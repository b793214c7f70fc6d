package io.opwalk.cpu.internal.fuse;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Barrier;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.primitive.Windows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out how every value is read, and which views no stride can say, so that they have to be
 * copied.
 */
final class Accesses {
  /** For so many places a kernel is worth a copy. */
  private static final int MANY_PLACES = 512;

  /** Runs of a filter that are read well where they are. */
  private static final int LONG_RUN = 96;

  private final Map<IrValue, Access> accesses = new HashMap<>();
  private final Set<IrValue> copied = new LinkedHashSet<>();
  private final Set<IrNode> gathered = new HashSet<>();
  private final Map<IrValue, Set<IrValue>> awaited = new HashMap<>();

  /** The convolutions whose results are stored channels last. */
  private final Set<IrNode> transposed = new HashSet<>();

  private Accesses() {}

  static Accesses of(IrGraph graph) {
    Accesses accesses = new Accesses();
    accesses.transposed.addAll(transposed(graph));
    for (IrNode node : graph.nodes()) {
      accesses.add(node);
    }
    for (IrValue output : graph.outputs()) {
      accesses.needDense(output);
    }
    return accesses;
  }

  /** The convolutions that nobody reads but a transposition to channels last. */
  private static Set<IrNode> transposed(IrGraph graph) {
    Set<IrNode> transposed = new HashSet<>();
    Set<IrValue> others = new HashSet<>(graph.outputs());
    for (IrNode node : graph.nodes()) {
      for (IrValue input : node.inputs()) {
        if (!(input.node().op() instanceof Conv conv)) {
          continue;
        }
        int rank = input.shape().rank();
        if (conv.groups() == 1
            && input.dtype().isFloating()
            && node.op() instanceof Transpose transpose
            && transpose.permutation().equals(channelsLast(rank))) {
          transposed.add(input.node());
        } else {
          others.add(input);
        }
      }
    }
    transposed.removeIf(node -> others.contains(node.output()));
    return transposed;
  }

  private static List<Integer> channelsLast(int rank) {
    List<Integer> axes = new ArrayList<>(rank);
    axes.add(0);
    for (int axis = 2; axis < rank; axis++) {
      axes.add(axis);
    }
    axes.add(1);
    return axes;
  }

  /** How a result is read that is stored channels last. */
  private static Access storedChannelsLast(IrValue result) {
    List<Integer> order = channelsLast(result.shape().rank());
    List<Dim> stored = Access.dense(
        Shape.of(order.stream().map(axis -> result.shape().dim(axis)).toList()));
    List<Dim> strides = new ArrayList<>(stored);
    for (int i = 0; i < order.size(); i++) {
      strides.set(order.get(i), stored.get(i));
    }
    return new Access(result, strides, Dim.of(0));
  }

  Map<IrValue, Access> all() {
    return accesses;
  }

  Access get(IrValue value) {
    return accesses.get(value);
  }

  /** How a node reads an input: a routine reads all of it in order, and so the copy of a view. */
  Access of(IrNode reader, IrValue input) {
    Access access = accesses.get(input);
    boolean isCopy = Role.of(reader) == Role.ROUTINE && !access.isDense(input.shape())
        || gathered.contains(reader) && input == reader.input(1);
    return isCopy ? Access.own(input) : access;
  }

  /** The convolutions that read a copy of their kernel. */
  Set<IrNode> gathered() {
    return gathered;
  }

  /** What whoever reads a value has to wait for besides: the values that barriers name. */
  Set<IrValue> awaited(IrValue value) {
    return awaited.getOrDefault(value, Set.of());
  }

  /** The views that need a buffer of their own. */
  Set<IrValue> copied() {
    return copied;
  }

  private void add(IrNode node) {
    if (Role.of(node) != Role.VIEW) {
      for (IrValue output : node.outputs()) {
        accesses.put(
            output, transposed.contains(node) ? storedChannelsLast(output) : Access.own(output));
      }
      if (Role.of(node) == Role.ROUTINE) {
        for (IrValue input : node.inputs()) {
          needDense(input);
        }
      }
      if (node.op() instanceof Conv && !transposed.contains(node) && isBestGathered(node)) {
        gathered.add(node);
        copied.add(node.input(1));
      }
      return;
    }
    IrValue input = node.input(0);
    IrValue output = node.output();
    Access access = accesses.get(input);
    if (awaited.containsKey(input)) {
      awaited.put(output, awaited.get(input));
    }
    if (node.op() instanceof Barrier) {
      accesses.put(output, access);
      Set<IrValue> all = new LinkedHashSet<>(awaited(input));
      node.inputs().stream()
          .skip(1)
          .forEach(other -> all.add(accesses.get(other).base()));
      awaited.put(output, all);
    } else if (node.op() instanceof Transpose transpose) {
      accesses.put(output, access.transposed(transpose.permutation()));
    } else if (node.op() instanceof Slice slice) {
      accesses.put(output, access.sliced(slice));
    } else if (node.op() instanceof Broadcast) {
      accesses.put(output, access.broadcast(input.shape(), output.shape()));
    } else if (node.op() instanceof Windows windows) {
      accesses.put(output, access.windows(windows, output.shape()));
    } else {
      accesses.put(output, reshape(access, input, output));
    }
  }

  private Access reshape(Access access, IrValue input, IrValue output) {
    return access.reshaped(input.shape(), output.shape()).orElseGet(() -> {
      copied.add(input);
      return Access.dense(input, output.shape());
    });
  }

  /**
   * Whether a convolution had best read a copy of its kernel, in which a filter is one run: where
   * otherwise each part of its many places would collect the filters anew.
   */
  private boolean isBestGathered(IrNode conv) {
    IrValue kernel = conv.input(1);
    Shape filters = kernel.shape();
    long places = 1;
    for (int axis = 0; axis < filters.rank(); axis++) {
      if (!filters.dim(axis).isFixed()) {
        return false;
      }
      Dim place = conv.output().shape().dim(axis);
      places *= axis == 1 ? 1 : place.fixedSize().orElse(1);
    }
    return places >= MANY_PLACES
        && kernel != conv.input(0)
        && kernel.dtype().isFloating()
        && !isInRuns(filters, accesses.get(kernel).strides());
  }

  /** Whether filters lie in long runs of neighbours that are equally far apart. */
  private static boolean isInRuns(Shape filters, List<Dim> strides) {
    long run = 1;
    Dim next = null;
    for (int axis = filters.rank() - 1; axis > 0; axis--) {
      Dim length = filters.dim(axis);
      if (!length.is(1)) {
        if (next != null && !next.equals(strides.get(axis))) {
          return run >= LONG_RUN;
        }
        next = strides.get(axis).times(length);
        run *= length.fixedSize().getAsLong();
      }
    }
    return true;
  }

  /** What is returned to the user, or given to a routine, must lie in a buffer as users count. */
  private void needDense(IrValue value) {
    if (!accesses.get(value).isDense(value.shape())) {
      copied.add(value);
    }
  }
}
