package io.opwalk.ir;

import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Objects;

/**
 * The op of a value that comes from outside the interned graph: whatever a call feeds, placeholder
 * or not.
 *
 * @param tensor the user's tensor that is fed
 */
public record IrInput(Tensor tensor) implements Op {
  /** Checks that there is a tensor. */
  public IrInput {
    Objects.requireNonNull(tensor, "tensor");
  }

  // Written out, since a fresh JVM takes a millisecond to make these up.
  @Override
  public boolean equals(Object other) {
    return other instanceof IrInput that && tensor.equals(that.tensor);
  }

  @Override
  public int hashCode() {
    return tensor.hashCode();
  }

  @Override
  public String name() {
    return "Input";
  }

  @Override
  public String label() {
    return tensor.name().isEmpty() ? "Input" : "Input{" + tensor.name() + "}";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(tensor.type());
  }
}
