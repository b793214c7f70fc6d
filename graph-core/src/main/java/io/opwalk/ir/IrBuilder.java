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
import java.util.Optional;

/**
 * Makes interned nodes: asked twice for equal ops over the same inputs, it answers with the same
 * node. Common subexpressions, equal constants among them, are merged by that alone. One builder
 * serves one compilation, on one thread.
 *
 * <p>The inputs of a commutative op count in either order: where {@code add(a, b)} is there,
 * {@code add(b, a)} is the same node, provided that the type rule gives both the same type.
 */
public final class IrBuilder {
  private final Map<Key, IrNode> nodes = new HashMap<>();
  private int nextId;

  /**
   * The node that applies {@code op} to {@code inputs}; {@code origin} counts if it is new.
   *
   * @throws IllegalArgumentException where the inputs do not fit the op
   */
  public IrNode apply(Op op, List<IrValue> inputs, Apply origin) {
    List<IrValue> operands = List.copyOf(inputs);
    Key key = new Key(op, operands);
    IrNode known = nodes.get(key);
    if (known != null) {
      return known;
    }
    List<TensorType> types = op.inferTypes(IrTypes.of(operands));
    Optional<IrNode> swapped = swapped(key);
    return swapped.isPresent() && swapped.get().types().equals(types)
        ? swapped.get()
        : make(key, types, origin);
  }

  private Optional<IrNode> swapped(Key key) {
    if (key.inputs().size() != 2 || !key.op().isCommutative()) {
      return Optional.empty();
    }
    List<IrValue> reversed = List.of(key.inputs().get(1), key.inputs().get(0));
    return Optional.ofNullable(nodes.get(new Key(key.op(), reversed)));
  }

  private IrNode make(Key key, List<TensorType> types, Apply origin) {
    IrNode made = new IrNode(nextId++, key.op(), key.inputs(), types, origin);
    nodes.put(key, made);
    return made;
  }

  /** A node like {@code node} over other inputs; {@code node} itself where they are the same. */
  public IrNode rebuild(IrNode node, List<IrValue> inputs) {
    return node.inputs().equals(inputs) ? node : apply(node.op(), inputs, node.origin());
  }

  /** Whether this builder made the node. */
  public boolean made(IrNode node) {
    return nodes.get(new Key(node.op(), node.inputs())) == node;
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
      for (Tensor input : apply.inputs()) {
        inputs.add(known.get(input));
      }
      IrNode node = apply(apply.op(), inputs, origin == null ? apply : origin);
      for (int i = 0; i < node.outputs().size(); i++) {
        known.putIfAbsent(apply.outputs(i), node.outputs().get(i));
      }
    }
    List<IrValue> copies = new ArrayList<>(tensors.size());
    for (Tensor tensor : tensors) {
      copies.add(known.get(tensor));
    }
    return copies;
  }

  /** Values have identity equality, so the key is compared without a walk into the inputs. */
  private record Key(Op op, List<IrValue> inputs) {
    // Written out, as wherever keys are looked up while a model is first compiled: a JVM takes a
    // millisecond to make up the methods of each record.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && op.equals(that.op) && inputs.equals(that.inputs);
    }

    @Override
    public int hashCode() {
      return 31 * op.hashCode() + inputs.hashCode();
    }
  }
}
