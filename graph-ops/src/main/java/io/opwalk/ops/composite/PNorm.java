package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The root of degree p of the sum of the magnitudes to the power of p along some axes, of elements
 * divided by the largest first, so that no power overflows. One input of a floating dtype. Over
 * nothing it is 0. It is a norm where p is 1 at least.
 *
 * <p>The gradient in an element that is 0 is 0, which is a subgradient of a norm.
 *
 * @param p positive and finite
 * @param axes the axes, counted from the front, sorted, each once
 * @param keepDims whether the reduced axes stay as axes of size 1
 */
public record PNorm(double p, List<Integer> axes, boolean keepDims)
    implements AlongAxes, Differentiable {
  /**
   * Copies the axes and checks the power.
   *
   * @throws IllegalArgumentException where it is not positive and finite
   */
  public PNorm {
    axes = List.copyOf(axes);
    NormScale.requirePower(p);
    if (Double.isInfinite(p)) {
      throw new IllegalArgumentException("a root of degree " + p + " is none");
    }
  }

  @Override
  public String name() {
    return "PNorm";
  }

  @Override
  public String label() {
    return "PNorm{p=" + p + ", axes=" + axes + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("p", p);
    attributes.putAll(AlongAxes.super.attributes());
    return attributes;
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor unit = NormScale.unit(x, axes);
    Tensor powers = Exponents.power(Arithmetic.abs(Arithmetic.divide(x, unit)), p);
    Tensor root = Exponents.power(Reductions.sum(powers, axes, true), 1 / p);
    return List.of(NormScale.finish(Arithmetic.multiply(root, unit), axes, keepDims));
  }

  /** {@code sign(x) (|x| / norm)^(p - 1)}. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    Tensor norm = NormScale.kept(apply.output(), axes, keepDims);
    Tensor isZero = Logic.equal(x, 0);
    return List.of(gradients.get(0).map(gradient -> {
      Tensor divisor = Logic.where(Logic.equal(norm, 0), 1, norm);
      // Powers below 0, of 0 or in its derivative, would be infinite.
      Tensor share = Logic.where(isZero, 1, Arithmetic.divide(Arithmetic.abs(x), divisor));
      Tensor slope = Arithmetic.multiply(Arithmetic.sign(x), Exponents.power(share, p - 1));
      return Arithmetic.multiply(NormScale.kept(gradient, axes, keepDims), slope);
    }));
  }
}
