package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Tensor;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassContext;
import io.opwalk.ops.composite.Composite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Replaces every composite by what it stands for, until there is none left. */
final class Expand implements Pass {
  private final Consumer<IrGraph> watcher;

  /**
   * The pass.
   *
   * @param watcher is shown the expanded graph, before anything else is done to it
   */
  Expand(Consumer<IrGraph> watcher) {
    this.watcher = watcher;
  }

  @Override
  public String name() {
    return "expand";
  }

  @Override
  public String requires() {
    return "inputs, primitives and composites";
  }

  @Override
  public String guarantees() {
    return "inputs and primitives only";
  }

  @Override
  public IrGraph run(IrGraph graph, PassContext context) {
    IrGraph current = CutConvs.apply(graph);
    // A composite may stand for composites; each round takes one layer off.
    while (hasComposites(current)) {
      IrBuilder builder = current.builder();
      current = current.map((node, inputs) -> node.op() instanceof Composite composite
          ? expand(builder, composite, node, inputs)
          : builder.rebuild(node, inputs).outputs());
    }
    watcher.accept(current);
    return current;
  }

  private static boolean hasComposites(IrGraph graph) {
    for (IrNode node : graph.nodes()) {
      if (node.op() instanceof Composite) {
        return true;
      }
    }
    return false;
  }

  private static List<IrValue> expand(
      IrBuilder builder, Composite composite, IrNode node, List<IrValue> inputs) {
    Map<Tensor, IrValue> known = new HashMap<>();
    List<Tensor> arguments = new ArrayList<>(inputs.size());
    for (IrValue input : inputs) {
      Tensor argument = Argument.of(input.type(), node.origin().site());
      known.put(argument, input);
      arguments.add(argument);
    }
    return builder.copy(composite.expand(arguments), known, node.origin());
  }
}
