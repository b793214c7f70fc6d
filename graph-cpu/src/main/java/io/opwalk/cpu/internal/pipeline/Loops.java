package io.opwalk.cpu.internal.pipeline;

import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassContext;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Makes one loop of those that take the same steps and give out different values of them, such as a
 * loop and the one that records its states for a gradient; and takes from each loop what nobody
 * reads: values given out, values carried, and the inputs that only these need. So it does with the
 * branches of conditions.
 */
final class Loops implements Pass {
  @Override
  public String name() {
    return "loops";
  }

  @Override
  public String requires() {
    return "inputs and primitives only";
  }

  @Override
  public String guarantees() {
    return "no two loops take the same steps; loops and conditions compute what is read";
  }

  @Override
  public IrGraph run(IrGraph graph, PassContext context) {
    IrGraph current = graph;
    IrGraph before;
    do {
      // Loops over the outputs of loops that have become one can become one, too.
      before = current;
      current = once(before);
    } while (current != before);
    return current;
  }

  private static IrGraph once(IrGraph graph) {
    Map<IrNode, LoopGroup> groups = groups(graph);
    Map<IrNode, CondUse> conds = new HashMap<>();
    for (IrNode node : graph.nodes()) {
      if (node.op() instanceof Cond cond) {
        conds.put(node, new CondUse(cond));
      }
    }
    if (groups.isEmpty() && conds.isEmpty()) {
      return graph;
    }
    findUsed(graph, groups, conds);
    IrBuilder builder = graph.builder();
    return graph.map((node, inputs) -> {
      CondUse cond = conds.get(node);
      if (cond != null && !cond.isDead()) {
        return replace(builder, node, inputs, cond);
      }
      LoopGroup group = groups.get(node);
      return group == null || group.isDead()
          ? builder.rebuild(node, inputs).outputs()
          : replace(builder, node, inputs, group);
    });
  }

  /** Loops by what they do in a step, and to what. */
  private static Map<IrNode, LoopGroup> groups(IrGraph graph) {
    Map<LoopGroup.Key, LoopGroup> byKey = new HashMap<>();
    Map<IrNode, LoopGroup> groups = new HashMap<>();
    for (IrNode node : graph.nodes()) {
      if (node.op() instanceof Loop loop) {
        LoopGroup group =
            byKey.computeIfAbsent(LoopGroup.key(loop, node.inputs()), key -> new LoopGroup(loop));
        group.add();
        groups.put(node, group);
      }
    }
    return groups;
  }

  /** From the outputs back: what is read of each loop, by nodes that are read themselves. */
  private static void findUsed(
      IrGraph graph, Map<IrNode, LoopGroup> groups, Map<IrNode, CondUse> conds) {
    Set<IrValue> used = new HashSet<>(graph.outputs());
    ListIterator<IrNode> backward = graph.nodes().listIterator(graph.nodes().size());
    while (backward.hasPrevious()) {
      IrNode node = backward.previous();
      LoopGroup group = groups.get(node);
      if (group != null) {
        Loop loop = (Loop) node.op();
        for (int i = 0; i < node.outputs().size(); i++) {
          if (used.contains(node.outputs().get(i))) {
            group.use(loop, i);
          }
        }
        if (group.visited() && !group.isDead()) {
          group.keptInputs().forEach(i -> used.add(node.input(i)));
        }
      } else if (conds.containsKey(node)) {
        CondUse cond = conds.get(node);
        node.outputs().stream().filter(used::contains).forEach(out -> cond.use(out.index()));
        if (!cond.isDead()) {
          cond.keptInputs().forEach(i -> used.add(node.input(i)));
        }
      } else if (node.outputs().stream().anyMatch(used::contains)) {
        used.addAll(node.inputs());
      }
    }
  }

  private static List<IrValue> replace(
      IrBuilder builder, IrNode node, List<IrValue> inputs, CondUse cond) {
    List<IrValue> kept = cond.keptInputs().stream().map(inputs::get).toList();
    IrNode pruned = builder.apply(cond.pruned(), kept, node.origin());
    return pruned == node
        ? node.outputs()
        : outputs(builder.rebuild(node, inputs), pruned, cond::position);
  }

  private static List<IrValue> replace(
      IrBuilder builder, IrNode node, List<IrValue> inputs, LoopGroup group) {
    List<IrValue> kept = group.keptInputs().stream().map(inputs::get).toList();
    IrNode merged = builder.apply(group.merged(), kept, node.origin());
    return merged == node
        ? node.outputs()
        : outputs(builder.rebuild(node, inputs), merged, i -> group.position((Loop) node.op(), i));
  }

  /** What stands for the outputs of a node; those that nobody reads stay where they are. */
  private static List<IrValue> outputs(IrNode node, IrNode successor, IntUnaryOperator position) {
    List<IrValue> outputs = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      int at = position.applyAsInt(i);
      if (at >= 0 && !successor.types().get(at).equals(node.types().get(i))) {
        // An input that nobody reads said more of a size than those that are left.
        return node.outputs();
      }
      outputs.add(at < 0 ? node.outputs().get(i) : successor.outputs().get(at));
    }
    return outputs;
  }
}
