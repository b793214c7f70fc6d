package io.opwalk.ops.sorting;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.primitive.Custom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The element along an axis that would be at a place if they were sorted; NaN comes after all
 * numbers. All dtypes. The axis is removed.
 *
 * @param k the place, counted from 1
 * @param axis the axis, counted from the front
 */
public record KthValue(int k, int axis) implements Composite {
  /**
   * Checks the place.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public KthValue {
    if (k < 1) {
      throw new IllegalArgumentException("places are counted from 1, found " + k);
    }
  }

  @Override
  public String name() {
    return "KthValue";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("k", k);
    attributes.put("axis", axis);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType x = Ordered.require(inputs, axis, k);
    return List.of(x.withShape(x.shape().withoutDims(List.of(axis))));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor smallest =
        Apply.of(new Custom(new TopK(k, axis, false, true)), inputs).outputs(0);
    List<Range> last = new ArrayList<>(Collections.nCopies(axis, Range.all()));
    last.add(Range.at(k - 1));
    return List.of(Indexing.get(smallest, last.toArray(Range[]::new)));
  }
}
