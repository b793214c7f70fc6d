package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Its input, each element of whose gradient is brought between two bounds (Graves, <i>Generating
 * Sequences With Recurrent Neural Networks</i>, 2013, section 2.1). A gradient that is NaN stays
 * NaN.
 *
 * @param low the least that an element of the gradient may be
 * @param high the most
 */
public record ClipGradient(double low, double high) implements PassThrough {
  /** Checks the bounds. */
  public ClipGradient {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "expected a lower bound and one not below it, found " + low + " and " + high);
    }
  }

  @Override
  public String name() {
    return "ClipGradient";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("low", low);
    attributes.put("high", high);
    return attributes;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> Arithmetic.clip(gradient, low, high)));
  }
}
