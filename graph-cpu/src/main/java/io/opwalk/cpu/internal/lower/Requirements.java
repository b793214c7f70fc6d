package io.opwalk.cpu.internal.lower;

import com.google.common.collect.Iterables;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import io.opwalk.cpu.internal.lower.Kernels.Requirement;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold of dims that were unknown when the graph was built, and that the type rules
 * therefore let pass. Collected before any rewriting, so that a mistake is found even where
 * rewriting would hide it, and again after expansion for what composites are made of.
 */
public final class Requirements {
  private static final Dim ZERO = Dim.of(0);

  private final Map<List<Dim>, Requirement> requirements = new LinkedHashMap<>();

  /** Adds what the primitives of a graph require; other nodes are passed over. */
  public void collect(IrGraph graph) {
    for (IrNode node : graph.nodes()) {
      collect(node);
    }
  }

  /** All that was collected, each once. */
  public List<Requirement> all() {
    return List.copyOf(requirements.values());
  }

  private void collect(IrNode node) {
    if (node.op() instanceof Elementwise || node.op() instanceof Broadcast) {
      Shape result = node.output().shape();
      for (int i = 0; i < node.inputs().size(); i++) {
        broadcasts(node, i, node.input(i).shape(), result);
      }
    } else if (node.op() instanceof MatMul) {
      Shape a = node.input(0).shape();
      Shape b = node.input(1).shape();
      require(
          node, a.dim(-1), b.dim(-2), "the columns of the left and the rows of the right differ");
      Shape result = node.output().shape();
      broadcasts(node, 0, batch(a), batch(result));
      broadcasts(node, 1, batch(b), batch(result));
    } else if (node.op() instanceof Reshape) {
      require(
          node,
          node.input(0).shape().elements(),
          node.output().shape().elements(),
          "the numbers of elements before and after differ");
    } else if (node.op() instanceof Conv conv) {
      collect(node, conv);
    } else if (node.op() instanceof WinogradConv conv) {
      collect(node, conv);
    } else if (node.op() instanceof WinogradKernelGradient gradient) {
      collect(node, gradient);
    } else if (node.op() instanceof Windows windows) {
      collect(node, windows, node.input(0).shape());
    } else if (node.op() instanceof Overlap overlap) {
      collect(node, overlap);
    } else if (node.op() instanceof ArgReduce arg) {
      Dim dim = node.input(0).shape().dim(arg.axis());
      require(node, dim, dim.max(Dim.of(1)), "axis " + arg.axis() + " is empty");
    } else {
      collectIndexing(node);
    }
  }

  private void collectIndexing(IrNode node) {
    if (node.op() instanceof Slice slice) {
      slice(node, slice);
    } else if (node.op() instanceof Pad pad) {
      for (Dim size : Iterables.concat(pad.before(), pad.after())) {
        require(node, size, size.max(ZERO), "padding must be 0 or more");
      }
    } else if (node.op() instanceof Concat concat) {
      for (int i = 0; i < node.inputs().size(); i++) {
        Shape result = node.output().shape().withDim(concat.axis(), ZERO);
        same(node, i, node.input(i).shape().withDim(concat.axis(), ZERO), result);
      }
    } else if (node.op() instanceof Gather) {
      Shape picked = node.output().shape();
      same(node, 0, first(node.input(0).shape(), 1), first(picked, 1));
      same(node, 1, node.input(1).shape(), first(picked, 2));
    } else if (node.op() instanceof Scatter) {
      Shape rows = node.input(0).shape();
      Shape indices = node.input(1).shape();
      same(node, 1, first(indices, 1), first(rows, 1));
      same(node, 2, node.input(2).shape(), indices.append(rows.dim(2)));
    } else if (node.op() instanceof Loop loop) {
      for (int i = 1; i < loop.sequences(); i++) {
        require(
            node,
            node.input(0).shape().dim(0),
            node.input(i).shape().dim(0),
            "sequences must have one length, and those of inputs 0 and " + i + " differ");
      }
    } else if (node.op() instanceof LinearRecurrence) {
      same(node, 0, node.input(0).shape(), node.output().shape());
      same(node, 1, node.input(1).shape(), node.output().shape());
    }
  }

  /** Every element of a slice exists; a slice of no elements may start anywhere. */
  private void slice(IrNode node, Slice slice) {
    for (int axis = 0; axis < slice.steps().size(); axis++) {
      boolean forward = slice.steps().get(axis) > 0;
      Dim start = slice.starts().get(axis);
      Dim low = forward ? start : slice.last(axis);
      Dim high = forward ? slice.last(axis) : start;
      Dim any = slice.sizes().get(axis).min(Dim.of(1));
      Dim size = node.input(0).shape().dim(axis);
      Dim needed = high.plus(1).times(any);
      require(node, size, size.max(needed), "axis " + axis + " is too short for the slice");
      Dim first = low.times(any);
      require(
          node,
          first,
          first.max(ZERO),
          "axis " + axis + " is too short for the slice, which begins before it");
    }
  }

  private static Shape first(Shape shape, int axes) {
    return Shape.of(shape.dims().subList(0, axes));
  }

  private void same(IrNode node, int input, Shape from, Shape to) {
    for (int axis = 0; axis < from.rank(); axis++) {
      require(
          node,
          from.dim(axis),
          to.dim(axis),
          "axis " + axis + " of input " + input + " does not fit the others");
    }
  }

  private void collect(IrNode node, Conv conv) {
    Shape x = node.input(0).shape();
    Shape kernel = node.input(1).shape();
    Dim groups = Dim.of(conv.groups());
    require(
        node,
        x.dim(1),
        kernel.dim(1).times(groups),
        "the channels of the input are not those that the kernel takes");
    require(
        node,
        kernel.dim(0),
        kernel.dim(0).floorDiv(groups).times(groups),
        "the filters do not divide into " + groups + " groups");
    for (int i = 0; i < conv.strides().size(); i++) {
      fits(node, x, i + 2, kernel.dim(i + 2), conv.dilations().get(i));
    }
  }

  private void collect(IrNode node, WinogradConv conv) {
    Shape x = node.input(0).shape();
    require(
        node,
        x.dim(3),
        node.input(1).shape().dim(2),
        "the channels of the input are not those that the kernel takes");
    for (int i = 0; i < 2; i++) {
      Dim window = Dim.of(conv.window());
      require(
          node,
          node.input(1).shape().dim(i),
          window,
          "the kernel must be " + conv.window() + " by " + conv.window());
      Dim padded = x.dim(i + 1).plus(conv.before().get(i)).plus(conv.after().get(i));
      fits(node, x.withDim(i + 1, padded), i + 1, window, 1);
    }
  }

  private void collect(IrNode node, WinogradKernelGradient op) {
    Shape x = node.input(0).shape();
    for (int i = 0; i < 2; i++) {
      Dim padded = x.dim(i + 1).plus(op.before().get(i)).plus(op.after().get(i));
      fits(node, x.withDim(i + 1, padded), i + 1, Dim.of(op.window()), 1);
    }
    same(node, 1, first(node.input(1).shape(), 3), op.places(x));
  }

  private void collect(IrNode node, Windows windows, Shape from) {
    for (int i = 0; i < windows.axes().size(); i++) {
      Dim size = Dim.of(windows.sizes().get(i));
      fits(node, from, windows.axes().get(i), size, windows.dilations().get(i));
    }
  }

  private void collect(IrNode node, Overlap overlap) {
    TensorType result = node.output().type();
    collect(node, overlap.windows(), result.shape());
    Shape wanted = overlap.windows().inferTypes(List.of(result)).get(0).shape();
    for (int axis = 0; axis < wanted.rank(); axis++) {
      require(
          node,
          node.input(0).shape().dim(axis),
          wanted.dim(axis),
          "axis " + axis + " of the input is not that of the windows of the result");
    }
  }

  /** A window must not be empty, nor larger than the axis over which it slides. */
  private void fits(IrNode node, Shape shape, int axis, Dim size, int dilation) {
    Dim length = shape.dim(axis);
    Dim extent = size.minus(1).times(dilation).plus(1);
    require(node, size, size.max(Dim.of(1)), "the window along axis " + axis + " is empty");
    require(
        node,
        length,
        length.max(extent),
        "the window along axis " + axis + " is larger than the axis");
  }

  private static Shape batch(Shape shape) {
    return Shape.of(shape.dims().subList(0, shape.rank() - 2));
  }

  private void broadcasts(IrNode node, int input, Shape from, Shape to) {
    int offset = to.rank() - from.rank();
    for (int axis = 0; axis < from.rank(); axis++) {
      if (!from.dim(axis).is(1)) {
        require(
            node,
            from.dim(axis),
            to.dim(axis + offset),
            "axis " + axis + " of input " + input + " does not fit the others");
      }
    }
  }

  private void require(IrNode node, Dim left, Dim right, String what) {
    if (left.equals(right)) {
      return;
    }
    requirements.computeIfAbsent(List.of(left, right), unseen -> {
      StringBuilder complaint =
          new StringBuilder(node.op().label()).append(": ").append(what);
      complaint.append("\n  in ").append(node.origin().outputs(0));
      for (int i = 0; i < node.inputs().size(); i++) {
        complaint
            .append("\n  input ")
            .append(i)
            .append(": ")
            .append(node.input(i).node().origin().outputs(0));
      }
      return new Requirement(left, right, complaint.toString());
    });
  }
}
