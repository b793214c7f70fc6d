package io.opwalk.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The interned graph of one compilation: the values asked for, and the nodes they need in an order
 * in which they can run. Immutable; a pass makes a new one.
 */
public final class IrGraph {
  private final IrBuilder builder;
  private final List<IrValue> outputs;
  private final List<IrNode> nodes;

  /** The graph of {@code outputs}, whose nodes were all made by {@code builder}. */
  public IrGraph(IrBuilder builder, List<IrValue> outputs) {
    this.builder = builder;
    this.outputs = List.copyOf(outputs);
    this.nodes = order(this.outputs);
  }

  private static List<IrNode> order(List<IrValue> outputs) {
    List<IrNode> order = new ArrayList<>();
    Set<IrNode> entered = new HashSet<>();
    Deque<IrNode> path = new ArrayDeque<>();
    Map<IrNode, Integer> next = new HashMap<>();
    for (IrValue output : outputs) {
      if (entered.add(output.node())) {
        path.push(output.node());
      }
      while (!path.isEmpty()) {
        IrNode node = path.peek();
        int index = next.merge(node, 1, Integer::sum) - 1;
        if (index == node.inputs().size()) {
          order.add(path.pop());
        } else if (entered.add(node.input(index).node())) {
          path.push(node.input(index).node());
        }
      }
    }
    return List.copyOf(order);
  }

  /** The builder that makes further nodes for this graph. */
  public IrBuilder builder() {
    return builder;
  }

  /** What was asked for, in order. */
  public List<IrValue> outputs() {
    return outputs;
  }

  /** The nodes that the outputs need, each after the nodes it depends on. */
  public List<IrNode> nodes() {
    return nodes;
  }

  /** For each node, the nodes that use one of its outputs, in order, each once. */
  public Map<IrNode, List<IrNode>> users() {
    Map<IrNode, List<IrNode>> users = new HashMap<>();
    nodes.forEach(node -> users.put(node, new ArrayList<>()));
    for (IrNode node : nodes) {
      node.inputs().stream()
          .map(IrValue::node)
          .distinct()
          .forEach(input -> users.get(input).add(node));
    }
    return users;
  }

  /** One line per node with its types, then the outputs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (IrNode node : nodes) {
      text.append(node);
      node.types().forEach(type -> text.append(" : ").append(type));
      text.append('\n');
    }
    return text.append("return ").append(outputs).append('\n').toString();
  }
}
