package io.opwalk.ops.sorting;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All elements along an axis in order, and as INT64 where they stood. Equal elements keep their
 * order, also where they descend; NaN comes last. All dtypes; false comes before true.
 *
 * @param axis the axis, counted from the front
 * @param descending whether the largest comes first
 */
public record Sort(int axis, boolean descending) implements CustomFunction, Differentiable {
  @Override
  public String name() {
    return "Sort";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axis", axis);
    attributes.put("descending", descending);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType x = Ordered.require(inputs, axis);
    return List.of(x, x.withDType(DType.INT64));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Lanes lanes = new Lanes(inputs.get(0), axis, descending);
    Lanes.Sorted sorted = lanes.first(lanes.size(), false);
    return List.of(sorted.values(), sorted.indices());
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return Ordered.gradients(apply, gradients, axis);
  }
}
