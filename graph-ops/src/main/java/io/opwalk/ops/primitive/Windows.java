package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.SizedLike;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All places of a window that slides along some axes. In place of each of these axes comes that of
 * the places, and for each of them a new axis at the end, in their order, that of the elements in
 * the window; NumPy's {@code sliding_window_view} with strides and dilations. All dtypes.
 *
 * <pre>{@code
 * [n, s, c] -> [n, (s - (size - 1) * dilation - 1) / stride + 1, c, size]    along axis 1
 * result[n, p, c, k] = x[n, p * stride + k * dilation, c]
 * }</pre>
 *
 * <p>A view: a backend need not copy what lies in several windows.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param sizes for each of the axes, how many elements a window has
 * @param strides for each of the axes, how far apart neighbouring windows begin
 * @param dilations for each of the axes, how far apart neighbours in a window are
 */
public record Windows(
    List<Integer> axes, List<Integer> sizes, List<Integer> strides, List<Integer> dilations)
    implements Primitive {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where a number is below 1, or the lists differ in length
   */
  public Windows {
    axes = List.copyOf(axes);
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    WindowSizes.requirePositive("sizes", sizes);
    WindowSizes.requirePositive("strides", strides);
    WindowSizes.requirePositive("dilations", dilations);
    WindowSizes.requireSameLength("sizes", sizes, axes.size());
    WindowSizes.requireSameLength("strides", strides, axes.size());
    WindowSizes.requireSameLength("dilations", dilations, axes.size());
  }

  @Override
  public String name() {
    return "Windows";
  }

  @Override
  public String label() {
    return "Windows{axes=" + axes + ", sizes=" + sizes + ", strides=" + strides + ", dilations="
        + dilations + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axes", axes);
    attributes.put("sizes", sizes);
    attributes.put("strides", strides);
    attributes.put("dilations", dilations);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    return List.of(inputs.get(0).withShape(shape(inputs.get(0).shape())));
  }

  /** The shape of the windows of a tensor of the given shape. */
  Shape shape(Shape from) {
    Axes.requireNormal(axes, from);
    List<Dim> dims = new ArrayList<>(from.dims());
    for (int i = 0; i < axes.size(); i++) {
      Dim size = Dim.of(sizes.get(i));
      int axis = axes.get(i);
      dims.set(axis, WindowSizes.checkedPlaces(from, axis, size, strides.get(i), dilations.get(i)));
      dims.add(size);
    }
    return Shape.of(dims);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients
        .get(0)
        .filter(gradient -> gradient.dtype().isFloating())
        .map(gradient -> overlap(gradient, apply.inputs(0))));
  }

  private Tensor overlap(Tensor gradient, Tensor input) {
    List<Dim> lengths = axes.stream().map(axis -> input.shape().dim(axis)).toList();
    return SizedLike.tie(Apply.of(new Overlap(this, lengths), gradient).output(), input);
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
