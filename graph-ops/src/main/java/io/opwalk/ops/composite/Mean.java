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
 * The arithmetic mean along some axes: the sum divided by the number of elements, which may be an
 * unknown dim. One input of a floating dtype. Over no elements it is NaN.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param keepDims whether the reduced axes stay as axes of size 1
 */
public record Mean(List<Integer> axes, boolean keepDims) implements AlongAxes, Differentiable {
  /** Copies the axes. */
  public Mean {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "Mean";
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor count = Shapes.size(x, x.dtype(), axes);
    return List.of(Arithmetic.divide(Reductions.sum(x, axes, keepDims), count));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    return List.of(gradients.get(0).map(gradient -> {
      Tensor share = Arithmetic.divide(gradient, Shapes.size(x, x.dtype(), axes));
      return Shapes.broadcastLike(keepDims ? share : Shapes.expandDims(share, axes), x);
    }));
  }
}
