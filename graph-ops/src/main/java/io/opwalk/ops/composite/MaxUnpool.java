package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Scatters;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Elements put where {@link MaxPoolIndices} found them, and zeros elsewhere; ONNX's MaxUnpool.
 * Where several windows chose one element, the last of them counts. Inputs are {@code x} of a
 * numeric dtype, and indices of its shape, INT64 or INT32.
 *
 * @param lengths for each axis, how long the result is
 * @param format where the channels are
 */
public record MaxUnpool(List<Dim> lengths, DataFormat format) implements Composite {
  /** Copies the list. */
  public MaxUnpool {
    lengths = List.copyOf(lengths);
  }

  @Override
  public String name() {
    return "MaxUnpool";
  }

  @Override
  public String label() {
    return name() + "{lengths=" + lengths + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("lengths", lengths);
    attributes.put("format", format);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    TensorType x = inputs.get(0);
    TensorType indices = inputs.get(1);
    ConvLayout.requireInput(x.shape(), lengths.size(), format);
    if (!x.dtype().isNumeric()) {
      throw new IllegalArgumentException(
          "not defined for " + x.dtype() + "; convert with cast(x, dtype)");
    }
    if (indices.dtype() != DType.INT64 && indices.dtype() != DType.INT32) {
      throw new IllegalArgumentException(
          "indices must be int64 or int32, found " + indices.dtype());
    }
    boolean fits = x.rank() == indices.rank();
    for (int axis = 0; fits && axis < x.rank(); axis++) {
      Dim left = x.dim(axis);
      Dim right = indices.dim(axis);
      fits = !left.isFixed() || !right.isFixed() || left.equals(right);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "indices must have the shape of the input, " + x.shape() + ", found " + indices.shape());
    }
    return List.of(x.withShape(result(x.shape())));
  }

  private Shape result(Shape x) {
    List<Dim> dims = new ArrayList<>(x.dims());
    for (int i = 0; i < lengths.size(); i++) {
      dims.set(format.firstSpatialAxis() + i, lengths.get(i));
    }
    return Shape.of(dims);
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    List<Dim> substituted = lengths.stream().map(dim -> dim.substitute(dims)).toList();
    return substituted.equals(lengths) ? this : new MaxUnpool(substituted, format);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Shape shape = result(x.shape());
    Tensor zeros =
        SizedLike.tie(Shapes.broadcastTo(Tensors.literal(0, x), Shape.of(shape.elements())), x);
    Tensor placed =
        Scatters.putAlongAxis(zeros, Shapes.flatten(inputs.get(1)), Shapes.flatten(x), 0);
    return List.of(SizedLike.tie(Shapes.reshape(placed, shape), x));
  }
}
