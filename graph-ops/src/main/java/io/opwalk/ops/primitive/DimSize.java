package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How many elements the input has along some axes: the product of their sizes, as a tensor of rank
 * 0. The input's values are not read, so a backend that knows the sizes need not compute them.
 *
 * <p>This is how an unknown dim enters a computation: the mean over a batch divides by it. The
 * product is taken in 64 bits and converted to {@code dtype} as {@link Cast} does.
 *
 * @param axes the axes, counted from the front, sorted, each once; over none the size is 1
 * @param dtype the dtype of the result, a numeric one
 */
public record DimSize(List<Integer> axes, DType dtype) implements Primitive {
  /**
   * Copies the axes.
   *
   * @throws IllegalArgumentException where the dtype is not numeric
   */
  public DimSize {
    axes = List.copyOf(axes);
    Objects.requireNonNull(dtype, "dtype");
    if (!dtype.isNumeric()) {
      throw new IllegalArgumentException("a size is a number, not " + dtype);
    }
  }

  @Override
  public String name() {
    return "DimSize";
  }

  @Override
  public String label() {
    return "DimSize{axes=" + axes + ", " + dtype + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axes", axes);
    attributes.put("dtype", dtype);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    Axes.requireNormal(axes, inputs.get(0).shape());
    return List.of(new TensorType(dtype, Shape.scalar()));
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
