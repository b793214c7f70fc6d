package io.opwalk.cpu.internal.pipeline;

import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassContext;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;

/**
 * Makes one loop of those that take the same steps and give out different values of them, such as a
 * loop and the one that records its states for a gradient; and takes from each loop what nobody
 * reads: values given out, values carried, and the inputs that only these need.
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
    return "no two loops take the same steps, and none computes what is not read";
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
    if (groups.isEmpty()) {
      return graph;
    }
    findUsed(graph, groups);
    IrBuilder builder = graph.builder();
    return graph.map((node, inputs) -> {
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
  private static void findUsed(IrGraph graph, Map<IrNode, LoopGroup> groups) {
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
      } else if (node.outputs().stream().anyMatch(used::contains)) {
        used.addAll(node.inputs());
      }
    }
  }

  private static List<IrValue> replace(
      IrBuilder builder, IrNode node, List<IrValue> inputs, LoopGroup group) {
    List<IrValue> kept = group.keptInputs().stream().map(inputs::get).toList();
    IrNode merged = builder.apply(group.merged(), kept, node.origin());
    if (merged == node) {
      return node.outputs();
    }
    IrNode unmerged = builder.rebuild(node, inputs);
    List<IrValue> outputs = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      int position = group.position((Loop) node.op(), i);
      if (position >= 0
          && !merged.outputs().get(position).type().equals(node.types().get(i))) {
        // An input that nobody reads said more of a size than those that are left.
        return unmerged.outputs();
      }
      outputs.add(position < 0 ? unmerged.outputs().get(i) : merged.outputs().get(position));
    }
    return outputs;
  }
}
