package io.opwalk.ir;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes interned nodes: asked twice for the same op over the same inputs, it answers with the same
 * node. Common subexpressions are merged by that alone. One builder serves one compilation, on one
 * thread.
 */
public final class IrBuilder {
  private final Map<Key, IrNode> nodes = new HashMap<>();
  private int nextId;

  /** The node that applies {@code op} to {@code inputs}; {@code origin} counts if it is new. */
  public IrNode apply(Op op, List<IrValue> inputs, Apply origin) {
    List<IrValue> operands = List.copyOf(inputs);
    Key key = new Key(op, operands);
    IrNode known = nodes.get(key);
    if (known != null) {
      return known;
    }
    List<TensorType> types = new ArrayList<>(operands.size());
    operands.forEach(operand -> types.add(operand.type()));
    IrNode made = new IrNode(nextId++, op, operands, op.inferTypes(types), origin);
    nodes.put(key, made);
    return made;
  }

  /** The value fed for a tensor. */
  public IrValue input(Tensor tensor) {
    return apply(new IrInput(tensor), List.of(), tensor.owner()).output();
  }

  /**
   * Copies the ancestors of {@code tensors} into this builder, and records each tensor met in
   * {@code known}; what is in {@code known} already is taken from there, and its ancestors are not
   * visited.
   *
   * @return the values of {@code tensors}
   */
  public List<IrValue> copy(Collection<Tensor> tensors, Map<Tensor, IrValue> known) {
    return copy(tensors, known, null);
  }

  /** As {@link #copy(Collection, Map)}, where all new nodes stand for one node of the user's. */
  public List<IrValue> copy(Collection<Tensor> tensors, Map<Tensor, IrValue> known, Apply origin) {
    for (Apply apply : Walk.ancestorsUpTo(tensors, known.keySet())) {
      List<IrValue> inputs = new ArrayList<>(apply.inputs().size());
      apply.inputs().forEach(input -> inputs.add(known.get(input)));
      IrNode node = apply(apply.op(), inputs, origin == null ? apply : origin);
      for (int i = 0; i < node.outputs().size(); i++) {
        known.putIfAbsent(apply.outputs(i), node.outputs().get(i));
      }
    }
    return tensors.stream().map(known::get).toList();
  }

  private record Key(Op op, List<IrValue> inputs) {}
}
