package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exponentials scaled to sum to 1 along an axis, {@code exp(x) / sum(exp(x))}, shifted by the
 * largest so that nothing overflows. One input of a floating dtype; the output is of its type.
 *
 * <p>Where a row holds NaN or positive infinity, or nothing but negative infinity, all of it is
 * NaN.
 *
 * @param axis the axis, counted from the front
 */
public record Softmax(int axis) implements Composite, Differentiable {
  @Override
  public String name() {
    return "Softmax";
  }

  @Override
  public String label() {
    return "Softmax{axis=" + axis + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("axis", axis);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(Inputs.floating(inputs, axis));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor largest = Reductions.max(x, List.of(axis), true);
    Tensor powers = Exponents.exp(Arithmetic.subtract(x, largest));
    return List.of(Arithmetic.divide(powers, Reductions.sum(powers, List.of(axis), true)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> inputGradient(apply.output(), gradient)));
  }

  private Tensor inputGradient(Tensor y, Tensor gradient) {
    Tensor along = Reductions.sum(Arithmetic.multiply(gradient, y), List.of(axis), true);
    return Arithmetic.multiply(y, Arithmetic.subtract(gradient, along));
  }
}
