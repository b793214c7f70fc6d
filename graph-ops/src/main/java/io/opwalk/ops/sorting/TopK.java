package io.opwalk.ops.sorting;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The largest or smallest elements along an axis, and as INT64 where they stood. Of equal ones the
 * first are taken, and NaN only where there are no numbers left. All dtypes.
 *
 * @param k how many, of which there must be as many
 * @param axis the axis, counted from the front
 * @param largest whether the largest are taken, or the smallest
 * @param sorted whether they come in order, the most extreme first, or as they stood
 */
public record TopK(int k, int axis, boolean largest, boolean sorted)
    implements CustomFunction, Differentiable {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException where it is negative
   */
  public TopK {
    if (k < 0) {
      throw new IllegalArgumentException("expected a number of elements, found " + k);
    }
  }

  @Override
  public String name() {
    return "TopK";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("k", k);
    attributes.put("axis", axis);
    attributes.put("largest", largest);
    attributes.put("sorted", sorted);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType x = Ordered.require(inputs, axis, k);
    TensorType taken = x.withShape(x.shape().withDim(axis, Dim.of(k)));
    return List.of(taken, taken.withDType(DType.INT64));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Lanes lanes = new Lanes(inputs.get(0), axis, largest);
    if (lanes.size() < k) {
      throw new IllegalArgumentException(Ordered.tooFew(k, axis, lanes.size()));
    }
    Lanes.Sorted taken = lanes.first(k, !sorted);
    return List.of(taken.values(), taken.indices());
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return Ordered.gradients(apply, gradients, axis);
  }
}
