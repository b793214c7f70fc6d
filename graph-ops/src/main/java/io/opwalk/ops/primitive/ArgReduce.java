package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The index along one axis of the smallest or largest element, as INT64; the first of equal ones,
 * and the first NaN if there is any, as NumPy does. The axis must not be empty.
 *
 * @param kind smallest or largest
 * @param axis the axis, counted from the front
 * @param keepDims whether the axis stays as an axis of size 1
 */
public record ArgReduce(Kind kind, int axis, boolean keepDims) implements Primitive {
  /** Which element is looked for. */
  public enum Kind {
    /** The smallest. */
    MIN,
    /** The largest. */
    MAX
  }

  @Override
  public String name() {
    return "ArgReduce";
  }

  @Override
  public String label() {
    return "ArgReduce{arg" + kind.name().toLowerCase(Locale.ROOT) + ", axis=" + axis + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("kind", kind);
    attributes.put("axis", axis);
    attributes.put("keepDims", keepDims);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    TensorType input = inputs.get(0);
    if (!input.dtype().isNumeric()) {
      throw new IllegalArgumentException("not defined for " + input.dtype());
    }
    if (input.shape().rank() > axis && axis >= 0 && input.dim(axis).is(0)) {
      throw new IllegalArgumentException("axis " + axis + " of " + input.shape() + " is empty");
    }
    return List.of(
        new TensorType(DType.INT64, Axes.reduced(input.shape(), List.of(axis), keepDims)));
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
