package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.print.Notation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The numbers 0, 1, 2 ... up to the size of one axis of the input, as a tensor of rank 1. The
 * input's values are not read, so a backend that knows the size need not compute them.
 *
 * <p>A position is counted in 64 bits and converted to {@code dtype} as {@link Cast} does.
 *
 * @param axis the axis, counted from the front
 * @param dtype the dtype of the result, a numeric one
 */
public record Iota(int axis, DType dtype) implements Primitive {
  /**
   * Checks the dtype.
   *
   * @throws IllegalArgumentException where it is not numeric
   */
  public Iota {
    Objects.requireNonNull(dtype, "dtype");
    if (!dtype.isNumeric()) {
      throw new IllegalArgumentException("a position is a number, not " + dtype);
    }
  }

  @Override
  public String name() {
    return "Iota";
  }

  @Override
  public String label() {
    return "Iota{axis=" + axis + ", " + dtype + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axis", axis);
    attributes.put("dtype", dtype);
    return attributes;
  }

  @Override
  public Notation notation() {
    return Notation.call("iota", List.of("axis=" + axis));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    Axes.requireNormal(axis, inputs.get(0).shape());
    return List.of(new TensorType(dtype, Shape.of(inputs.get(0).dim(axis))));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(Optional.empty());
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
