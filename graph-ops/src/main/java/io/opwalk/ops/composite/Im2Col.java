package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The windows of images as the columns of a matrix: {@code [n, c, s...] -> [n, c * sizes..., places
 * ...]}, each place a column, in order. Numeric dtypes. {@link Col2Im} adds them up again.
 *
 * @param axes over how many axes windows slide
 * @param options a number for each axis; channels first, since the rows are (c, k...)
 */
public record Im2Col(int axes, PoolOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few, or channels are last
   */
  public Im2Col {
    options = options.over(axes);
    if (options.dataFormat() != DataFormat.CHANNELS_FIRST) {
      throw new IllegalArgumentException(
          "columns are made of images with channels first; found " + options.dataFormat());
    }
  }

  @Override
  public String name() {
    return "Im2Col";
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
    Shape places = new PoolWindows(axes, options).reduced(x.shape());
    return List.of(x.withShape(columns(x.dim(1), places)));
  }

  private Shape columns(Dim channels, Shape places) {
    long size =
        options.sizes().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    return Shape.of(places.dim(0), channels.times(size), Dim.product(ConvLayout.spatial(places)));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor padded = borders(x.shape(), options).pad(x, Tensors.literal(0, x));
    Tensor windows = Apply.of(windows(options), padded).output();
    Shape places = Shape.of(windows.shape().dims().subList(0, axes + 2));
    return List.of(Shapes.reshape(
        Shapes.transpose(windows, elementsFirst(axes)), columns(x.shape().dim(1), places)));
  }

  /** From [batch, channels, places, elements] to [batch, channels, elements, places], and back. */
  static int[] elementsFirst(int axes) {
    return IntStream.concat(
            IntStream.of(0, 1),
            IntStream.concat(IntStream.range(axes + 2, 2 * axes + 2), IntStream.range(2, axes + 2)))
        .toArray();
  }

  static Windows windows(PoolOptions options) {
    List<Integer> spatial =
        IntStream.range(2, options.sizes().size() + 2).boxed().toList();
    return new Windows(spatial, options.sizes(), options.strides(), options.dilations());
  }

  static Borders borders(Shape x, PoolOptions options) {
    List<Dim> extents = new ArrayList<>();
    for (int i = 0; i < options.sizes().size(); i++) {
      extents.add(Dim.of((options.sizes().get(i) - 1L) * options.dilations().get(i) + 1));
    }
    return Borders.of(options.padding(), 2, ConvLayout.spatial(x), extents, options.strides());
  }
}
