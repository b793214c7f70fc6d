package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Norms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Elements divided by their norm along an axis, or by epsilon where the norm is less. One input of
 * a floating dtype; the output is of its type.
 *
 * @param p the power of the norm, as {@link Norms#norm(Tensor, double)} takes it
 * @param axis the axis, counted from the front
 * @param epsilon the least divisor, positive
 */
public record Normalize(double p, int axis, double epsilon) implements Composite {
  /**
   * Checks power and divisor.
   *
   * @throws IllegalArgumentException where there is no such norm, or the divisor is not positive
   */
  public Normalize {
    NormScale.requirePower(p);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("expected a positive epsilon, found " + epsilon);
    }
  }

  @Override
  public String name() {
    return "Normalize";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("p", p);
    attributes.put("axis", axis);
    attributes.put("epsilon", epsilon);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(Inputs.floating(inputs, axis));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor norm = Norms.norm(x, p, List.of(axis), true);
    return List.of(Arithmetic.divide(x, Arithmetic.maximum(norm, epsilon)));
  }
}
