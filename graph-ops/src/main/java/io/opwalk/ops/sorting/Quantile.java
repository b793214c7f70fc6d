package io.opwalk.ops.sorting;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.primitive.Custom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value below which a share of the elements along an axis lies: on the line through the sorted
 * elements, at {@code q} of the way from the first to the last (R. J. Hyndman and Y. Fan, "Sample
 * quantiles in statistical packages", Am. Stat. 50, 1996, definition 7). NaN where there is a NaN.
 * Floating dtypes; an axis of no elements is an error.
 *
 * @param q the share, from 0 to 1
 * @param axis the axis, counted from the front
 * @param keepDims whether the axis stays, with size 1
 */
public record Quantile(double q, int axis, boolean keepDims) implements Composite {
  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException where it is not from 0 to 1
   */
  public Quantile {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("expected a share from 0 to 1, found " + q);
    }
  }

  @Override
  public String name() {
    return "Quantile";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("q", q);
    attributes.put("axis", axis);
    attributes.put("keepDims", keepDims);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType x = Ordered.require(inputs, axis, 1);
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException("not defined for " + x.dtype()
          + ", only for floating dtypes; convert the input with cast(x, dtype)");
    }
    Shape shape = x.shape();
    return List.of(
        x.withShape(keepDims ? shape.withDim(axis, Dim.of(1)) : shape.withoutDims(List.of(axis))));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor sorted = Apply.of(new Custom(new Sort(axis, false)), x).outputs(0);
    // In float64, which counts elements without rounding, whatever the dtype is.
    Tensor end = Arithmetic.subtract(Shapes.size(x, DType.FLOAT64, List.of(axis)), 1);
    Tensor position = Arithmetic.multiply(end, q);
    Tensor before = Arithmetic.floor(position);
    Tensor share = Tensors.cast(Arithmetic.subtract(position, before), x.dtype());
    Tensor low = at(sorted, before);
    // The same element where the position is one: an infinite one behind it is to count nothing.
    Tensor high = at(sorted, Arithmetic.ceil(position));
    Tensor step = Arithmetic.subtract(high, low);
    // From the nearer end, so that both ends are met without rounding.
    Tensor between = Logic.where(
        Logic.less(share, 0.5),
        Arithmetic.add(low, Arithmetic.multiply(step, share)),
        Arithmetic.subtract(high, Arithmetic.multiply(step, Arithmetic.subtract(1, share))));
    // Between an infinity and a number all is that infinity; between both nothing is known.
    Tensor infinite = Logic.logicalOr(Logic.isInfinite(low), Logic.isInfinite(high));
    Tensor met = Logic.where(infinite, Arithmetic.add(low, high), between);
    Tensor value = Logic.where(Logic.equal(low, high), low, met);
    Tensor last = at(sorted, end);
    Tensor kept = Logic.where(Logic.isNaN(last), last, value);
    return List.of(keepDims ? kept : Shapes.reshape(kept, kept.shape().withoutDims(List.of(axis))));
  }

  private Tensor at(Tensor sorted, Tensor position) {
    Shape ones = Shape.of(Collections.nCopies(sorted.shape().rank(), Dim.of(1)));
    Tensor index = Shapes.reshape(Tensors.cast(position, DType.INT64), ones);
    return Indexing.takeAlongAxis(sorted, index, axis);
  }
}
