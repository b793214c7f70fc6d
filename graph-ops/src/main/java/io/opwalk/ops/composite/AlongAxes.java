package io.opwalk.ops.composite;

import io.opwalk.TensorType;
import io.opwalk.ops.primitive.Reduce;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What composites have in common that leave one element of a floating dtype along some axes. */
interface AlongAxes extends Composite {
  /** The axes, counted from the front, sorted, each once. */
  List<Integer> axes();

  /** Whether the reduced axes stay as axes of size 1. */
  boolean keepDims();

  @Override
  default String label() {
    return name() + "{axes=" + axes() + "}";
  }

  @Override
  default Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axes", axes());
    attributes.put("keepDims", keepDims());
    return attributes;
  }

  @Override
  default List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.floating(inputs);
    return new Reduce(Reduce.Kind.SUM, axes(), keepDims()).inferTypes(inputs);
  }
}
