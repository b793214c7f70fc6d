package io.opwalk.cpu.internal.pipeline;

import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassContext;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts scalar functions whose code is too long for one loop into several elementwise nodes, so that
 * fusion is free to group the pieces as it groups anything else.
 */
final class SplitScalarCode implements Pass {
  /** The longest code that is left whole, in subexpressions: half of what a group may hold. */
  private static final int WHOLE = 150;

  /** About how long a piece is. */
  private static final int PIECE = 50;

  @Override
  public String name() {
    return "split";
  }

  @Override
  public String requires() {
    return "inputs and primitives only";
  }

  @Override
  public String guarantees() {
    return "no elementwise node has more code than a loop can hold";
  }

  @Override
  public IrGraph run(IrGraph graph, PassContext context) {
    return hasLongCode(graph) ? split(graph) : graph;
  }

  private static boolean hasLongCode(IrGraph graph) {
    for (IrNode node : graph.nodes()) {
      if (node.op() instanceof Elementwise elementwise && isLong(elementwise.function())) {
        return true;
      }
    }
    return false;
  }

  private static IrGraph split(IrGraph graph) {
    Map<ScalarFunction, List<ScalarPieces.Piece>> known = new HashMap<>();
    IrBuilder builder = graph.builder();
    return graph.map((node, inputs) ->
        node.op() instanceof Elementwise elementwise && isLong(elementwise.function())
            ? split(
                builder,
                node,
                known.computeIfAbsent(
                    elementwise.function(), function -> ScalarPieces.of(function, PIECE)),
                inputs)
            : builder.rebuild(node, inputs).outputs());
  }

  private static boolean isLong(ScalarFunction function) {
    return ScalarExpr.postOrder(function.code()).size() > WHOLE;
  }

  private static List<IrValue> split(
      IrBuilder builder, IrNode node, List<ScalarPieces.Piece> pieces, List<IrValue> inputs) {
    List<IrValue> sources = new ArrayList<>(inputs);
    for (ScalarPieces.Piece piece : pieces) {
      List<IrValue> args = piece.sources().stream().map(sources::get).toList();
      sources.add(
          builder.apply(new Elementwise(piece.function()), args, node.origin()).output());
    }
    return List.of(sources.get(sources.size() - 1));
  }
}
