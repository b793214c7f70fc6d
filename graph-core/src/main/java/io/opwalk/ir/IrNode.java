package io.opwalk.ir;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of the compiler's interned copy: like an {@link Apply}, but two nodes of equal op and
 * inputs are the same object within one {@link IrBuilder}.
 */
public final class IrNode {
  private final int id;
  private final Op op;
  private final List<IrValue> inputs;
  private final List<TensorType> types;
  private final List<IrValue> outputs;
  private final Apply origin;

  IrNode(int id, Op op, List<IrValue> inputs, List<TensorType> types, Apply origin) {
    this.id = id;
    this.op = op;
    this.inputs = inputs;
    this.types = List.copyOf(types);
    this.origin = origin;
    List<IrValue> values = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      values.add(new IrValue(this, i));
    }
    this.outputs = List.copyOf(values);
  }

  /** A number unique within the builder, growing in the order in which nodes were made. */
  public int id() {
    return id;
  }

  /** What is applied. */
  public Op op() {
    return op;
  }

  /** The operands. */
  public List<IrValue> inputs() {
    return inputs;
  }

  /** One operand. */
  public IrValue input(int index) {
    return inputs.get(index);
  }

  /** The types of the outputs. */
  public List<TensorType> types() {
    return types;
  }

  /** The outputs. */
  public List<IrValue> outputs() {
    return outputs;
  }

  /** The first output. */
  public IrValue output() {
    return outputs.get(0);
  }

  /** The node of the user's graph that this one stands for, or was made in place of. */
  public Apply origin() {
    return origin;
  }

  /** Id, op and inputs: {@code %7 = Elementwise{add}(%3, %6)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%").append(id).append(" = ").append(op.label());
    text.append('(');
    for (int i = 0; i < inputs.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(inputs.get(i));
    }
    return text.append(')').toString();
  }

  /** As {@link #toString()}, with the types of the outputs: {@code %7 = ... : (?, 4) float64}. */
  public String describe() {
    StringBuilder text = new StringBuilder(toString());
    types.forEach(type -> text.append(" : ").append(type));
    return text.toString();
  }
}
