package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deviation from the mean along some axes in units of the standard deviation: {@code (x - mean)
 * / sqrt(variance + epsilon)}. One input of a floating dtype; the output is of its type.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param epsilon is added to the variance
 */
public record Standardization(List<Integer> axes, double epsilon)
    implements Composite, Differentiable {
  /** Copies the axes. */
  public Standardization {
    axes = List.copyOf(axes);
    Inputs.requireEpsilon(epsilon);
  }

  @Override
  public String name() {
    return "Standardization";
  }

  @Override
  public String label() {
    return "Standardization{axes=" + axes + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axes", axes);
    attributes.put("epsilon", epsilon);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType x = Inputs.floating(inputs);
    axes.forEach(axis -> Inputs.requireAxis(axis, x.shape()));
    return inputs;
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor deviation = Arithmetic.subtract(x, Reductions.mean(x, axes, true));
    return List.of(Arithmetic.divide(deviation, spread(x)));
  }

  private Tensor spread(Tensor x) {
    return Exponents.sqrt(Arithmetic.add(Reductions.variance(x, axes, true), epsilon));
  }

  /** What is left of the gradient once its mean and its part along the result are taken out. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor y = apply.output();
    return List.of(gradients.get(0).map(g -> {
      Tensor along = Reductions.mean(Arithmetic.multiply(g, y), axes, true);
      Tensor rest = Arithmetic.subtract(
          Arithmetic.subtract(g, Reductions.mean(g, axes, true)), Arithmetic.multiply(y, along));
      return Arithmetic.divide(rest, spread(apply.inputs(0)));
    }));
  }
}
