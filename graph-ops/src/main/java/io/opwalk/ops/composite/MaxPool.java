package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.PoolOptions;
import java.util.List;
import java.util.Map;

/**
 * The largest element of each window. One input of a numeric dtype; padding is never the largest,
 * and NaN always is. The gradient is shared equally by all elements of a window that are its
 * largest, as that of {@link io.opwalk.ops.primitive.Reduce}.
 *
 * @param axes over how many axes windows slide
 * @param options a number for each axis
 */
public record MaxPool(int axes, PoolOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few
   */
  public MaxPool {
    options = options.over(axes);
  }

  @Override
  public String name() {
    return "MaxPool" + axes + "D";
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
    Inputs.require(1, inputs);
    TensorType x = inputs.get(0);
    if (!x.dtype().isNumeric()) {
      throw new IllegalArgumentException(
          "not defined for " + x.dtype() + "; convert with cast(x, dtype)");
    }
    return List.of(x.withShape(new PoolWindows(axes, options).reduced(x.shape())));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    PoolWindows windows = new PoolWindows(axes, options);
    Tensor padded = windows.padded(x, PoolWindows.lowest(x));
    return List.of(Apply.of(new WindowMax(axes, options), padded).output());
  }
}
