package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The p-norm of each window, {@code sum(|x|^p)^(1/p)}; ONNX's LpPool. One input of a floating
 * dtype. Where a window is all zeros and p above 1, its gradient is NaN.
 *
 * @param axes over how many axes windows slide
 * @param p of the norm, 1 or more
 * @param options a number for each axis
 */
public record LpPool(int axes, int p, PoolOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few, or p is below 1
   */
  public LpPool {
    options = options.over(axes);
    if (p < 1) {
      throw new IllegalArgumentException("p must be 1 or more, found " + p);
    }
  }

  @Override
  public String name() {
    return "LpPool" + axes + "D";
  }

  @Override
  public String label() {
    return name() + PoolText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("p", p);
    attributes.putAll(PoolText.attributes(options));
    return attributes;
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
    Tensor all = windows.of(windows.padded(power(x), Tensors.literal(0, x)));
    return List.of(root(Reductions.sum(all, windows.elementAxes(), false)));
  }

  private Tensor power(Tensor x) {
    return switch (p) {
      case 1 -> Arithmetic.abs(x);
      case 2 -> Arithmetic.square(x);
      default -> Exponents.power(Arithmetic.abs(x), p);
    };
  }

  private Tensor root(Tensor sum) {
    return switch (p) {
      case 1 -> sum;
      case 2 -> Exponents.sqrt(sum);
      default -> Exponents.power(sum, 1.0 / p);
    };
  }
}
