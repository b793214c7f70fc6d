package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns that {@link Im2Col} makes of images, {@code [n, c * sizes..., places...]}, put where
 * they come from, and added up where they overlap: {@code [n, c, lengths...]}. Numeric dtypes.
 * ONNX's Col2Im.
 *
 * @param lengths for each axis, how long the images are
 * @param options a number for each axis; channels first
 */
public record Col2Im(List<Dim> lengths, PoolOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few, or channels are last
   */
  public Col2Im {
    lengths = List.copyOf(lengths);
    options = new Im2Col(lengths.size(), options).options();
  }

  @Override
  public String name() {
    return "Col2Im";
  }

  @Override
  public String label() {
    return name() + PoolText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("lengths", lengths);
    attributes.putAll(PoolText.attributes(options));
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(1, inputs);
    TensorType columns = inputs.get(0);
    if (!columns.dtype().isNumeric()) {
      throw new IllegalArgumentException(
          "not defined for " + columns.dtype() + "; convert with cast(x, dtype)");
    }
    if (columns.rank() != 3) {
      throw new IllegalArgumentException(
          "columns must have rank 3, [batch, channels and elements, places], found "
              + columns.shape());
    }
    Shape images = images(columns.shape());
    TensorType back = new Im2Col(lengths.size(), options)
        .inferTypes(List.of(columns.withShape(images)))
        .get(0);
    for (int axis = 1; axis < 3; axis++) {
      Dim left = back.dim(axis);
      Dim right = columns.dim(axis);
      if (left.isFixed() && right.isFixed() && !left.equals(right)) {
        throw new IllegalArgumentException("the columns of images " + images + " have the shape "
            + back.shape() + ", found " + columns.shape());
      }
    }
    return List.of(columns.withShape(images));
  }

  private Shape images(Shape columns) {
    long size =
        options.sizes().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    List<Dim> dims = new ArrayList<>(List.of(columns.dim(0), columns.dim(1).floorDiv(size)));
    dims.addAll(lengths);
    return Shape.of(dims);
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    List<Dim> substituted = lengths.stream().map(dim -> dim.substitute(dims)).toList();
    return substituted.equals(lengths) ? this : new Col2Im(substituted, options);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor columns = inputs.get(0);
    int axes = lengths.size();
    Shape images = images(columns.shape());
    Borders borders = Im2Col.borders(images, options);
    Shape padded = borders.around(images);
    Shape windows = Im2Col.windows(options)
        .inferTypes(List.of(columns.type().withShape(padded)))
        .get(0)
        .shape();
    int[] order = Im2Col.elementsFirst(axes);
    Tensor split = Shapes.reshape(columns, ConvLayout.permuted(windows, order));
    Tensor placed = Shapes.transpose(split, order);
    Overlap overlap = new Overlap(Im2Col.windows(options), ConvLayout.spatial(padded));
    Tensor whole = SizedLike.tie(Apply.of(overlap, placed).output(), columns);
    if (borders.isNone()) {
      return List.of(whole);
    }
    List<Dim> starts = new ArrayList<>(Collections.nCopies(2, Dim.of(0)));
    starts.addAll(borders.before());
    Slice slice = new Slice(starts, images.dims(), Collections.nCopies(axes + 2, 1));
    return List.of(SizedLike.tie(Apply.of(slice, whole).output(), whole));
  }
}
