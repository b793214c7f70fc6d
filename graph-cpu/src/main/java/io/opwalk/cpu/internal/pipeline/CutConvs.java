package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.composite.TransposedConv;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Does not compute what is cut off right away: the gradient of a padded convolution is that of the
 * padding as well, which nobody asks for. What is left of it has the same bits.
 */
final class CutConvs {
  private CutConvs() {}

  static IrGraph apply(IrGraph graph) {
    if (!hasTransposedConvs(graph)) {
      return graph;
    }
    IrBuilder builder = graph.builder();
    Map<IrNode, List<IrNode>> users = graph.users();
    return graph.map((node, inputs) -> {
      if (node.op() instanceof Slice slice
          && node.input(0).op() instanceof TransposedConv
          && users.get(node.input(0).node()).size() == 1
          && !graph.outputs().contains(node.input(0))
          && inputs.get(0).op() instanceof TransposedConv conv
          && isWindow(slice, node.input(0).shape())) {
        IrNode whole = inputs.get(0).node();
        IrNode cut = builder.apply(cut(conv, slice), whole.inputs(), whole.origin());
        if (cut.output().type().equals(node.output().type())) {
          return cut.outputs();
        }
      }
      return builder.rebuild(node, inputs).outputs();
    });
  }

  private static boolean hasTransposedConvs(IrGraph graph) {
    for (IrNode node : graph.nodes()) {
      if (node.op() instanceof TransposedConv) {
        return true;
      }
    }
    return false;
  }

  /** Whether a slice keeps all of the batch and the channels, and neighbours of the rest. */
  private static boolean isWindow(Slice slice, Shape shape) {
    return slice.steps().stream().allMatch(step -> step == 1)
        && slice.starts().subList(0, 2).stream().allMatch(start -> start.is(0))
        && slice.sizes().subList(0, 2).equals(shape.dims().subList(0, 2));
  }

  private static TransposedConv cut(TransposedConv conv, Slice slice) {
    List<Dim> before = new ArrayList<>();
    for (int i = 0; i < conv.before().size(); i++) {
      before.add(conv.before().get(i).plus(slice.starts().get(i + 2)));
    }
    return new TransposedConv(
        conv.conv(), before, slice.sizes().subList(2, slice.sizes().size()));
  }
}
