package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.state.ParameterSlot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A leaf whose value lives in a slot and outlives calls: a weight. Two parameters of one slot are
 * equal, and share the value.
 *
 * @param slot where the value lives
 * @param trainable whether an optimizer may change it
 */
public record Parameter(ParameterSlot slot, boolean trainable) implements Primitive {
  /** Checks that there is a slot. */
  public Parameter {
    Objects.requireNonNull(slot, "slot");
  }

  // Written out, since a fresh JVM takes a millisecond to make these up.
  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter that && slot.equals(that.slot) && trainable == that.trainable;
  }

  @Override
  public int hashCode() {
    return 31 * slot.hashCode() + Boolean.hashCode(trainable);
  }

  @Override
  public String name() {
    return "Parameter";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("slot", slot.name(), "trainable", trainable);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(0, inputs);
    NDArray value = slot.value();
    List<Integer> sizes = value.shape();
    long[] dims = new long[sizes.size()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = sizes.get(axis);
    }
    return List.of(new TensorType(value.dtype(), Shape.shape(dims)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of();
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
