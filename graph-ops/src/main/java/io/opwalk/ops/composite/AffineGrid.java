package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The grid that looks at images through affine maps, {@code [n, axes, axes + 1] -> [n, lengths...,
 * axes]}, for {@link GridSample}; ONNX's AffineGrid. One input of a floating dtype: a matrix for
 * each image, which maps a place (x, y, 1) of the result to one of the image.
 *
 * @param lengths for each axis, how many places there are
 * @param alignCorners whether the ends are the middles of the outermost places, or their edges
 */
public record AffineGrid(List<Integer> lengths, boolean alignCorners) implements Composite {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException where there are no lengths, or one is negative
   */
  public AffineGrid {
    lengths = List.copyOf(lengths);
    if (lengths.isEmpty() || lengths.stream().anyMatch(length -> length < 0)) {
      throw new IllegalArgumentException("a grid has lengths of 0 or more, found " + lengths);
    }
  }

  @Override
  public String name() {
    return "AffineGrid";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("lengths", lengths);
    attributes.put("alignCorners", alignCorners);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType theta = Inputs.floating(inputs);
    int axes = lengths.size();
    boolean fits = theta.rank() == 3
        && (!theta.dim(1).isFixed() || theta.dim(1).is(axes))
        && (!theta.dim(2).isFixed() || theta.dim(2).is(axes + 1));
    if (!fits) {
      throw new IllegalArgumentException("over " + axes + " axes the maps have the shape (n, "
          + axes + ", " + (axes + 1) + "), found " + theta.shape());
    }
    return List.of(theta.withShape(result(theta.dim(0))));
  }

  private Shape result(Dim batch) {
    List<Dim> dims = new ArrayList<>(List.of(batch));
    lengths.forEach(length -> dims.add(Dim.of(length)));
    dims.add(Dim.of(lengths.size()));
    return Shape.of(dims);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor theta = inputs.get(0);
    Tensor places = Tensors.cast(Tensors.constant(places()), theta.dtype());
    Tensor seen = Linear.matmul(places, Shapes.transpose(theta, 0, 2, 1));
    return List.of(Shapes.reshape(seen, result(theta.shape().dim(0))));
  }

  /** All places of the result in order, each (x, y ..., 1). */
  private NDArray places() {
    int axes = lengths.size();
    int count = lengths.stream().reduce(1, Math::multiplyExact);
    double[] values = new double[Math.multiplyExact(count, axes + 1)];
    for (int place = 0; place < count; place++) {
      int rest = place;
      for (int axis = axes - 1; axis >= 0; axis--) {
        int length = lengths.get(axis);
        int column = axes - 1 - axis;
        values[place * (axes + 1) + column] = coordinate(rest % length, length);
        rest /= length;
      }
      values[place * (axes + 1) + axes] = 1;
    }
    return NDArray.of(List.of(count, axes + 1), values).cast(DType.FLOAT64);
  }

  private double coordinate(int index, int length) {
    if (!alignCorners) {
      return (2.0 * index + 1) / length - 1;
    }
    return length == 1 ? -1 : 2.0 * index / (length - 1) - 1;
  }
}
