package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Cumulative;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Sorting;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nearest distribution along an axis, in the Euclidean distance: {@code max(x - t, 0)} with the
 * t for which the sum is 1 (A. F. T. Martins and R. F. Astudillo, "From softmax to sparsemax", ICML
 * 2016, algorithm 1). One input of a floating dtype; the output is of its type.
 *
 * <p>Where a row holds NaN or positive infinity, or nothing but negative infinity, all of it is
 * NaN.
 *
 * @param axis the axis, counted from the front
 */
public record Sparsemax(int axis) implements Composite, Differentiable {
  @Override
  public String name() {
    return "Sparsemax";
  }

  @Override
  public String label() {
    return "Sparsemax{axis=" + axis + "}";
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
    // Relative to the largest, of which large numbers that matter differ by at most 1.
    Tensor z = Arithmetic.subtract(x, Reductions.max(x, List.of(axis), true));
    Tensor sorted = Sorting.sort(z, axis, true);
    Tensor rank = Cumulative.cumSum(Tensors.onesLike(sorted), axis);
    Tensor supported = Logic.greater(
        Arithmetic.add(1, Arithmetic.multiply(rank, sorted)), Cumulative.cumSum(sorted, axis));
    Tensor excess = Arithmetic.subtract(sum(Logic.where(supported, sorted, 0)), 1);
    Tensor threshold = Arithmetic.divide(excess, count(supported, x));
    return List.of(Activations.relu(Arithmetic.subtract(z, threshold)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> inputGradient(apply.output(), gradient)));
  }

  /** The gradient less its mean, where the output is not 0 (proposition 2 of the paper). */
  private Tensor inputGradient(Tensor y, Tensor gradient) {
    Tensor supported = Logic.greater(y, 0);
    Tensor mean = Arithmetic.divide(sum(Logic.where(supported, gradient, 0)), count(supported, y));
    return Logic.where(supported, Arithmetic.subtract(gradient, mean), 0);
  }

  private Tensor count(Tensor truths, Tensor like) {
    return sum(Tensors.cast(truths, like.dtype()));
  }

  private Tensor sum(Tensor x) {
    return Reductions.sum(x, List.of(axis), true);
  }
}
