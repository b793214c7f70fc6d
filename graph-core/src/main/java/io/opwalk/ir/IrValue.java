package io.opwalk.ir;

import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.TensorType;

/** One output of an {@link IrNode}. Identity equality, since nodes are interned. */
public final class IrValue {
  private final IrNode node;
  private final int index;

  IrValue(IrNode node, int index) {
    this.node = node;
    this.index = index;
  }

  /** The node that computes this value. */
  public IrNode node() {
    return node;
  }

  /** Which output of the node this is. */
  public int index() {
    return index;
  }

  /** The op that computes this value. */
  public Op op() {
    return node.op();
  }

  /** The value's type. */
  public TensorType type() {
    return node.types().get(index);
  }

  /** The value's dtype. */
  public DType dtype() {
    return type().dtype();
  }

  /** The value's shape. */
  public Shape shape() {
    return type().shape();
  }

  /** {@code %7}, or {@code %7.1} from the second output on. */
  @Override
  public String toString() {
    return "%" + node.id() + (index == 0 ? "" : "." + index);
  }
}
