package io.opwalk.nn.saving.graph;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.grad.Checkpoint;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Parameter;
import io.opwalk.ops.primitive.Placeholder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a graph as data: its nodes in an order in which each stands behind those it reads. The
 * outputs of all nodes are numbered from 0 on, and named by their numbers. The nodes of a loop's or
 * a condition's bodies, or of a checkpoint, are among the others, in front of the node that has
 * them.
 *
 * <p>A node is an object with {@code id}, the number of its first output; {@code op}, and
 * {@code with}, the op's attributes; {@code inputs}; and its {@code name}, where it has one.
 * Mutable: add what there is, then ask for {@link #finish}.
 */
public final class GraphWriter {
  private final AttributeWriter attributes;
  private final SymbolTable symbols = new SymbolTable();
  private final ParameterTable parameters;
  private final Map<Tensor, String> known;
  private final List<Config> nodes = new ArrayList<>();
  private final Map<Tensor, Integer> numbers = new HashMap<>();
  private final Map<Apply, Piece> pieces = new HashMap<>();
  private int next;

  /**
   * An empty graph.
   *
   * @param registry what nodes may be of
   * @param known tensors that whoever reads the graph has, and their names
   */
  public GraphWriter(
      OpRegistry registry,
      ParameterTable parameters,
      ArrayTable arrays,
      Map<Tensor, String> known) {
    this.attributes = new AttributeWriter(registry, symbols, arrays, this::numberOf);
    this.parameters = parameters;
    this.known = Map.copyOf(known);
  }

  /** Adds a tensor as one that is fed, whatever it is computed from. */
  public void addInput(Tensor input) {
    add(
        node("Placeholder").put("type", attributes.type(input.type())),
        input.name(),
        List.of(input));
  }

  /**
   * Adds something that is not a node: outputs that somebody else makes from inputs.
   *
   * @param what says how, under keys that no node has
   * @param inputs tensors that were added
   */
  public void addMade(Config what, List<Tensor> inputs, List<Tensor> outputs) {
    Config.Builder made = node("Made").putAll(what);
    made.put("inputs", inputs.stream().map(this::numberOf).toList());
    made.put("gives", outputs.size());
    add(made, "", outputs);
  }

  /**
   * Adds a node, after all it is computed from that was not added yet.
   *
   * @throws UnsupportedOperationException where a node holds code, or an op that is not registered,
   *     naming the node and the line that built it
   */
  public void add(Apply wanted) {
    Deque<Apply> open = new ArrayDeque<>(List.of(wanted));
    while (!open.isEmpty()) {
      Apply apply = open.peek();
      if (isAdded(apply)) {
        open.pop();
        continue;
      }
      int before = open.size();
      for (Tensor tensor : neededBy(apply)) {
        if (!numbers.containsKey(tensor)) {
          open.push(tensor.owner());
        }
      }
      if (open.size() == before) {
        open.pop();
        write(apply);
      }
    }
  }

  private boolean isAdded(Apply apply) {
    return apply.outputs().stream().allMatch(numbers::containsKey);
  }

  private List<Tensor> neededBy(Apply apply) {
    if (known.containsKey(apply.outputs(0))) {
      return List.of();
    }
    List<Tensor> needed = new ArrayList<>(apply.inputs());
    if (Checkpoint.isOne(apply)) {
      Piece piece = pieces.computeIfAbsent(apply, Piece::of);
      needed.addAll(piece.inputs());
      needed.addAll(piece.outputs());
    }
    if (apply.op() instanceof Record op) {
      for (Body body : Components.bodies(op)) {
        needed.addAll(body.inputs());
        needed.addAll(body.outputs());
      }
    }
    return needed;
  }

  private void write(Apply apply) {
    Op op = apply.op();
    if (known.containsKey(apply.outputs(0))) {
      add(node("Known").put("tensor", known.get(apply.outputs(0))), "", apply.outputs());
    } else if (op instanceof Placeholder) {
      addInput(apply.output());
    } else if (op instanceof Parameter) {
      add(
          node("Parameter").put("parameter", parameters.numberOf(apply.output())),
          "",
          apply.outputs());
    } else if (Checkpoint.isOne(apply)) {
      add(
          node(Piece.OP)
              .put("with", pieces.get(apply).config(this::numberOf))
              .put("inputs", apply.inputs().stream().map(this::numberOf).toList()),
          apply.name(),
          apply.outputs());
    } else {
      writeRecord(apply);
    }
  }

  private void writeRecord(Apply apply) {
    Config.Builder node = node(apply.op().getClass().getSimpleName());
    try {
      Config with = attributes.components(attributes.registered(apply.op()));
      if (!with.keys().isEmpty()) {
        node.put("with", with);
      }
    } catch (UnsupportedOperationException reason) {
      throw new UnsupportedOperationException(
          "cannot save " + apply + ": " + reason.getMessage(), reason);
    }
    if (!apply.inputs().isEmpty()) {
      node.put("inputs", apply.inputs().stream().map(this::numberOf).toList());
    }
    add(node, apply.name(), apply.outputs());
  }

  private Config.Builder node(String op) {
    return Config.builder().put("id", next).put("op", op);
  }

  private void add(Config.Builder node, String name, List<Tensor> outputs) {
    if (!name.isEmpty()) {
      node.put("name", name);
    }
    nodes.add(node.build());
    for (Tensor output : outputs) {
      numbers.putIfAbsent(output, next);
      next++;
    }
  }

  /** The number of a tensor that was added. */
  private int numberOf(Tensor tensor) {
    Integer number = numbers.get(tensor);
    if (number == null) {
      throw new IllegalStateException("not among the nodes that were added: " + tensor);
    }
    return number;
  }

  /** The graph, with its inputs and outputs, which were added. */
  public Config finish(List<Tensor> inputs, List<Tensor> outputs) {
    return Config.builder()
        .put("inputs", inputs.stream().map(this::numberOf).toList())
        .put("outputs", outputs.stream().map(this::numberOf).toList())
        .put("sizes", symbols.names())
        .put("nodes", nodes)
        .build();
  }
}
