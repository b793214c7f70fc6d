package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors written down without the identity of anything: nodes and anonymous dims are numbered in
 * the order of the walk. Two graphs have the same structure if they have equal forms, for the walk
 * takes corresponding nodes in the same order.
 *
 * @param nodes every node, in the order of the walk
 * @param outputs the tensors themselves
 */
record StructuralForm(List<Node> nodes, List<Ref> outputs) {

  /** A node; {@code what} is its op, or, for a placeholder, its kind. */
  record Node(Object what, List<Ref> inputs, List<TensorType> types) {}

  /** An output of a node, by their numbers. */
  record Ref(int node, int output) {}

  /** What stands for the op of a placeholder, which equals nothing but itself. */
  private record Placeholder(Class<? extends Op> kind) {}

  static StructuralForm of(List<Apply> order, List<Tensor> outputs) {
    Writer writer = new Writer();
    order.forEach(writer::number);
    return new StructuralForm(
        order.stream().map(writer::node).toList(),
        outputs.stream().map(writer::ref).toList());
  }

  private static final class Writer {
    private final Map<Apply, Integer> numbers = new HashMap<>();
    private final Map<Dim.Symbol, Dim> symbols = new HashMap<>();

    /**
     * Numbers a node, and the anonymous dims that are a size of its outputs by themselves. A dim
     * that only occurs within other sizes is numbered later, as it is met.
     */
    void number(Apply apply) {
      numbers.put(apply, numbers.size());
      for (Tensor output : apply.outputs()) {
        for (Dim dim : output.shape().dims()) {
          if (dim instanceof Dim.Symbol symbol) {
            canonical(symbol);
          }
        }
      }
    }

    private Dim canonical(Dim.Symbol symbol) {
      // The line break keeps these apart from the names that users give.
      return symbol.isNamed()
          ? symbol
          : symbols.computeIfAbsent(symbol, key -> Dim.named("?\n" + symbols.size()));
    }

    Node node(Apply apply) {
      Object what = apply.op().isInput()
          ? new Placeholder(apply.op().getClass())
          : apply.op().substitute(this::canonical);
      List<TensorType> types = new ArrayList<>(apply.outputs().size());
      for (Tensor output : apply.outputs()) {
        types.add(output.type().withShape(output.shape().substitute(this::canonical)));
      }
      return new Node(what, apply.inputs().stream().map(this::ref).toList(), types);
    }

    Ref ref(Tensor tensor) {
      return new Ref(numbers.get(tensor.owner()), tensor.outputIndex());
    }
  }
}
