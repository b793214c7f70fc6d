package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Optional;

/**
 * The logarithm of the sum of the exponentials along some axes, shifted by the largest so that
 * nothing overflows. One input of a floating dtype.
 *
 * <p>Over nothing, or nothing but negative infinity, it is negative infinity; with a positive
 * infinity it is positive infinity; with NaN it is NaN. The gradient, {@link Softmax} times the
 * output's, is NaN where the output is infinite.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param keepDims whether the reduced axes stay as axes of size 1
 */
public record LogSumExp(List<Integer> axes, boolean keepDims) implements AlongAxes, Differentiable {
  /** Copies the axes. */
  public LogSumExp {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "LogSumExp";
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor shift = shift(inputs.get(0));
    Tensor sum = Reductions.sum(powers(inputs.get(0), shift), axes, true);
    Tensor kept = Arithmetic.add(Exponents.log(sum), shift);
    return List.of(keepDims ? kept : Shapes.reshape(kept, kept.shape().withoutDims(axes)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    return List.of(gradients.get(0).map(gradient -> {
      Tensor kept = keepDims ? gradient : Shapes.expandDims(gradient, axes);
      // Not exp(x - output): where the output is large, so is its rounding error.
      Tensor powers = powers(x, shift(x));
      Tensor share = Arithmetic.divide(powers, Reductions.sum(powers, axes, true));
      return Arithmetic.multiply(kept, share);
    }));
  }

  private Tensor shift(Tensor x) {
    Tensor largest = Reductions.max(x, axes, true);
    // An infinite shift would make NaN of its equals; unshifted, infinities come out right.
    return Logic.where(Logic.isInfinite(largest), 0, largest);
  }

  private static Tensor powers(Tensor x, Tensor shift) {
    return Exponents.exp(Arithmetic.subtract(x, shift));
  }
}
