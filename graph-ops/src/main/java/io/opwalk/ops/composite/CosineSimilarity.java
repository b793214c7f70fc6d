package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cosine of the angle between vectors along an axis, which is removed. Two inputs of one
 * floating dtype and rank that broadcast; norms below epsilon count as that.
 *
 * @param axis the axis, counted from the end: -1 is the last
 * @param epsilon the least norm, positive
 */
public record CosineSimilarity(int axis, double epsilon) implements Composite {
  /**
   * Checks the axis and the norm.
   *
   * @throws IllegalArgumentException where the axis is not negative, or epsilon not positive
   */
  public CosineSimilarity {
    if (axis >= 0 || !(epsilon > 0)) {
      throw new IllegalArgumentException("expected an axis counted from the end and a positive"
          + " epsilon, found " + axis + " and " + epsilon);
    }
  }

  @Override
  public String name() {
    return "CosineSimilarity";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axis", axis);
    attributes.put("epsilon", epsilon);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    TensorType a = Inputs.floating(inputs.subList(0, 1));
    TensorType b = inputs.get(1);
    if (a.dtype() != b.dtype()) {
      throw new IllegalArgumentException("inputs must have one dtype, found " + a.dtype() + " and "
          + b.dtype() + "; convert one of them with cast(x, dtype)");
    }
    Inputs.requireLength(a.shape(), axis, b.shape(), axis);
    Shape shape = Shape.broadcast(a.shape(), b.shape());
    return List.of(a.withShape(shape.withoutDims(List.of(axis))));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor product = Arithmetic.multiply(unit(inputs.get(0)), unit(inputs.get(1)));
    return List.of(Reductions.sum(product, axis));
  }

  private Tensor unit(Tensor x) {
    return Apply.of(new Normalize(2, x.shape().normalizeAxis(axis), epsilon), x).output();
  }
}
