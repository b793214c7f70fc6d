package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Map;

/**
 * The mean of each window, over the elements of the input in it, or over those of the padding too.
 * One input of a floating dtype. A window that has no element that counts gives NaN.
 *
 * @param axes over how many axes windows slide
 * @param options a number for each axis
 */
public record AveragePool(int axes, PoolOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few
   */
  public AveragePool {
    options = options.over(axes);
  }

  @Override
  public String name() {
    return "AveragePool" + axes + "D";
  }

  @Override
  public String label() {
    return name() + PoolText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    return PoolText.attributes(options);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType x = Inputs.floating(inputs);
    return List.of(x.withShape(new PoolWindows(axes, options).reduced(x.shape())));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    PoolWindows windows = new PoolWindows(axes, options);
    Tensor all = windows.of(windows.padded(x, Tensors.literal(0, x)));
    Tensor sums = Reductions.sum(all, windows.elementAxes(), false);
    return List.of(Arithmetic.divide(sums, windows.counts(x)));
  }
}
