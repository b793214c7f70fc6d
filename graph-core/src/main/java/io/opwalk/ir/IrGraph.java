package io.opwalk.ir;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    this.nodes = IrOrder.of(this.outputs);
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

  /**
   * Puts something in the place of each node, once each, inputs before their users. Takes time
   * linear in the graph, whatever its depth.
   *
   * @return the graph of what stands for the outputs; this graph where nothing changed
   * @throws IrFault where {@code mapper} throws, or answers with other types than it was asked for
   */
  public IrGraph map(NodeMapper mapper) {
    IrMap<List<IrValue>> mapped = new IrMap<>();
    for (IrNode node : nodes) {
      List<IrValue> inputs = new ArrayList<>(node.inputs().size());
      for (IrValue input : node.inputs()) {
        inputs.add(find(input, mapped));
      }
      mapped.put(node, mapOne(node, inputs, mapper));
    }
    List<IrValue> found = new ArrayList<>(outputs.size());
    for (IrValue output : outputs) {
      found.add(find(output, mapped));
    }
    return found.equals(outputs) ? this : new IrGraph(builder, found);
  }

  private static IrValue find(IrValue value, IrMap<List<IrValue>> mapped) {
    return mapped.get(value.node()).get(value.index());
  }

  private static List<IrValue> mapOne(IrNode node, List<IrValue> inputs, NodeMapper mapper) {
    List<IrValue> found;
    try {
      found = mapper.map(node, inputs);
    } catch (IrFault fault) {
      throw fault;
    } catch (RuntimeException e) {
      throw new IrFault("at " + node + ": " + e.getMessage(), node, e);
    }
    IrChecker.requireTypes(node.outputs(), found, node);
    return found;
  }

  /**
   * This graph as tensors, for an evaluator to run: what a call feeds is the user's tensor itself,
   * all else is built anew. A node keeps the line of its {@link IrNode#origin()}, and its name
   * where it is still the same op.
   *
   * @return one tensor per output
   */
  public List<Tensor> toTensors() {
    Map<IrValue, Tensor> tensors = new HashMap<>();
    for (IrNode node : nodes) {
      if (node.op() instanceof IrInput input) {
        tensors.put(node.output(), input.tensor());
      } else {
        List<Tensor> inputs = node.inputs().stream().map(tensors::get).toList();
        Apply origin = node.origin();
        String name = node.op().equals(origin.op()) ? origin.name() : "";
        Apply apply = Apply.of(node.op(), inputs, name, origin.site());
        node.outputs().forEach(value -> tensors.put(value, apply.outputs(value.index())));
      }
    }
    return outputs.stream().map(tensors::get).toList();
  }

  /** One line per node with its types, then the outputs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    nodes.forEach(node -> text.append(node.describe()).append('\n'));
    return text.append("return ").append(outputs).append('\n').toString();
  }
}
