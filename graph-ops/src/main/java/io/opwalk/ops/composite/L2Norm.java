package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.Optional;

/**
 * The Euclidean norm along some axes, of elements divided by the largest first, so that no square
 * overflows or vanishes. One input of a floating dtype. Over nothing it is 0.
 *
 * <p>The gradient is the unit vector, and 0 where the norm is 0, which is a subgradient.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param keepDims whether the reduced axes stay as axes of size 1
 */
public record L2Norm(List<Integer> axes, boolean keepDims) implements AlongAxes, Differentiable {
  /** Copies the axes. */
  public L2Norm {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "L2Norm";
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor unit = NormScale.unit(x, axes);
    Tensor squares = Arithmetic.square(Arithmetic.divide(x, unit));
    Tensor root = Exponents.sqrt(Reductions.sum(squares, axes, true));
    return List.of(NormScale.finish(Arithmetic.multiply(root, unit), axes, keepDims));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor norm = NormScale.kept(apply.output(), axes, keepDims);
    Tensor isZero = Logic.equal(norm, 0);
    return List.of(gradients.get(0).map(gradient -> {
      // The inner choice keeps the gradient of the branch not taken finite.
      Tensor direction = Arithmetic.divide(apply.inputs(0), Logic.where(isZero, 1, norm));
      Tensor slope = Logic.where(isZero, 0, direction);
      return Arithmetic.multiply(NormScale.kept(gradient, axes, keepDims), slope);
    }));
  }
}
