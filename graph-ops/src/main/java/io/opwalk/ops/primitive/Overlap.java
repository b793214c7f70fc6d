package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@link Windows} takes apart put together again: each element of the result is the sum of all
 * elements of the input that {@code windows} would take from it, 0 where there are none. Known as
 * overlap-add, and in images as ONNX's Col2Im. Numeric dtypes.
 *
 * <p>The terms of a sum are added, starting from zero, in the row-major order in which they stand
 * in the input. This and {@link Windows} are each other's gradients.
 *
 * @param windows where the elements of the input belong
 * @param lengths for each of its axes, how long it is in the result
 */
public record Overlap(Windows windows, List<Dim> lengths) implements Primitive {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException where there is not one length for each axis
   */
  public Overlap {
    lengths = List.copyOf(lengths);
    if (lengths.size() != windows.axes().size()) {
      throw new IllegalArgumentException("there must be one of lengths for each of "
          + windows.axes().size() + " axes, found " + lengths);
    }
  }

  @Override
  public String name() {
    return "Overlap";
  }

  @Override
  public String label() {
    return "Overlap{axes=" + windows.axes() + ", sizes=" + windows.sizes() + ", strides="
        + windows.strides() + ", dilations=" + windows.dilations() + ", lengths=" + lengths + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>(windows.attributes());
    attributes.put("lengths", lengths);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    TensorType input = inputs.get(0);
    if (!input.dtype().isNumeric()) {
      throw new IllegalArgumentException(
          "not defined for " + input.dtype() + "; convert with cast(x, dtype)");
    }
    int rank = input.rank() - lengths.size();
    if (rank < lengths.size()) {
      throw new IllegalArgumentException("windows over "
          + lengths.size()
          + " axes have rank "
          + 2 * lengths.size()
          + " at least, found "
          + input.shape());
    }
    Shape result = Shape.of(input.shape().dims().subList(0, rank));
    Axes.requireNormal(windows.axes(), result);
    for (int i = 0; i < lengths.size(); i++) {
      result = result.withDim(windows.axes().get(i), lengths.get(i));
    }
    requireWindowsOf(result, input.shape());
    return List.of(input.withShape(result));
  }

  private void requireWindowsOf(Shape result, Shape found) {
    Shape wanted = windows.shape(result);
    for (int axis = 0; axis < wanted.rank(); axis++) {
      Dim left = wanted.dim(axis);
      Dim right = found.dim(axis);
      if (left.isFixed() && right.isFixed() && !left.equals(right)) {
        throw new IllegalArgumentException(
            "the windows of " + result + " have the shape " + wanted + ", found " + found);
      }
    }
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    List<Dim> substituted = new ArrayList<>();
    lengths.forEach(length -> substituted.add(length.substitute(dims)));
    return substituted.equals(lengths) ? this : new Overlap(windows, substituted);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> Apply.of(windows, gradient).output()));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
