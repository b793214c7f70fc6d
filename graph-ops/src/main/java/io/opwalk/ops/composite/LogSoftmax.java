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
 * The logarithm of {@link Softmax}, {@code x - logSumExp(x)}, precise also where softmax itself
 * underflows to 0. One input of a floating dtype; the output is of its type.
 *
 * <p>Where a row holds NaN or positive infinity, or nothing but negative infinity, all of it is
 * NaN.
 *
 * @param axis the axis, counted from the front
 */
public record LogSoftmax(int axis) implements Composite, Differentiable {
  @Override
  public String name() {
    return "LogSoftmax";
  }

  @Override
  public String label() {
    return "LogSoftmax{axis=" + axis + "}";
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
    Tensor shifted = Arithmetic.subtract(x, Reductions.max(x, List.of(axis), true));
    Tensor sum = Reductions.sum(Exponents.exp(shifted), List.of(axis), true);
    return List.of(Arithmetic.subtract(shifted, Exponents.log(sum)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> inputGradient(apply.output(), gradient)));
  }

  private Tensor inputGradient(Tensor y, Tensor gradient) {
    Tensor sum = Reductions.sum(gradient, List.of(axis), true);
    return Arithmetic.subtract(gradient, Arithmetic.multiply(Exponents.exp(y), sum));
  }
}
