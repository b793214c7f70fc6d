package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.primitive.Overlap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The largest element of each window, without padding: what is left of {@link MaxPool} when the
 * input has been padded. The gradient is shared equally by all elements of a window that are its
 * largest; nothing as large as all windows together is kept for it.
 *
 * @param axes over how many axes windows slide
 * @param options a number for each axis
 */
public record WindowMax(int axes, PoolOptions options) implements Composite, Differentiable {
  /**
   * Leaves the padding out.
   *
   * @throws IllegalArgumentException where there are too many numbers or too few
   */
  public WindowMax {
    options = new PoolOptions(
            options.sizes(),
            options.strides(),
            options.dilations(),
            WindowPadding.VALID,
            options.dataFormat(),
            false,
            false)
        .over(axes);
  }

  @Override
  public String name() {
    return "WindowMax";
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
    return new MaxPool(axes, options).inferTypes(inputs);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    PoolWindows windows = new PoolWindows(axes, options);
    return List.of(Reductions.max(windows.of(inputs.get(0)), windows.elementAxes(), false));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    return List.of(gradients
        .get(0)
        .filter(gradient -> x.dtype().isFloating())
        .map(gradient -> inputGradient(x, apply.output(), gradient)));
  }

  /**
   * Which elements are the largest is asked twice, of windows with their elements in different
   * places, so that neither answer has to be kept for the other.
   */
  private Tensor inputGradient(Tensor x, Tensor largest, Tensor gradient) {
    PoolWindows windows = new PoolWindows(axes, options);
    List<Integer> elements = windows.elementAxes();
    Tensor chosen = Logic.equal(windows.of(x), Shapes.expandDims(largest, elements));
    Tensor count = Reductions.sum(Tensors.cast(chosen, x.dtype()), elements, false);
    Tensor share = Arithmetic.divide(gradient, count);
    List<Integer> last = windows.lastAxes();
    Tensor all = Apply.of(windows.op(), x).output();
    Tensor again = Tensors.cast(Logic.equal(all, Shapes.expandDims(largest, last)), x.dtype());
    Tensor parts = Arithmetic.multiply(again, Shapes.expandDims(share, last));
    List<Dim> lengths =
        windows.op().axes().stream().map(axis -> x.shape().dim(axis)).toList();
    Overlap overlap = new Overlap(windows.op(), lengths);
    return SizedLike.tie(Apply.of(overlap, parts).output(), x);
  }
}
