package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Optional;

/**
 * The mean squared deviation from the mean along some axes, by two passes: the mean first, so that
 * a large mean costs no digits (Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, 2nd
 * ed., section 1.9). The divisor is the number of elements, as in NumPy and Keras, not one less.
 * One input of a floating dtype. Over no elements it is NaN.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param keepDims whether the reduced axes stay as axes of size 1
 */
public record Variance(List<Integer> axes, boolean keepDims) implements AlongAxes, Differentiable {
  /** Copies the axes. */
  public Variance {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "Variance";
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor deviation = deviation(inputs.get(0));
    return List.of(Reductions.mean(Arithmetic.square(deviation), axes, keepDims));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    return List.of(gradients.get(0).map(gradient -> {
      Tensor kept = keepDims ? gradient : Shapes.expandDims(gradient, axes);
      Tensor share =
          Arithmetic.divide(Arithmetic.multiply(2, kept), Shapes.size(x, x.dtype(), axes));
      return Arithmetic.multiply(share, deviation(x));
    }));
  }

  private Tensor deviation(Tensor x) {
    return Arithmetic.subtract(x, Reductions.mean(x, axes, true));
  }
}
