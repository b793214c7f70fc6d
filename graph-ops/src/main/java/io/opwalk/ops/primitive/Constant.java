package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.print.Notation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A leaf with a value that never changes. Two constants of the same dtype, shape and bits are
 * equal.
 *
 * @param value the value
 */
public record Constant(NDArray value) implements Primitive {
  /** The longest value that is shown in print, in elements. */
  private static final int SHOWN = 1;

  /** Checks that there is a value. */
  public Constant {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String name() {
    return "Constant";
  }

  @Override
  public String label() {
    return value.size() <= SHOWN ? "Constant{" + value + "}" : "Constant";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("value", value);
  }

  @Override
  public Notation notation() {
    return value.size() <= SHOWN ? Notation.literal(value.toString()) : Notation.call(name());
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(0, inputs);
    long[] dims = value.shape().stream().mapToLong(Integer::longValue).toArray();
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
