package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Customs;
import io.opwalk.ops.custom.CustomFunction;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A user's kernel with two outputs: all its elements, and all of them from the last to the first.
 */
public record ForthAndBack() implements CustomFunction, Differentiable {
  @Override
  public String name() {
    return "ForthAndBack";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    if (inputs.size() != 1 || inputs.get(0).rank() != 1) {
      throw new IllegalArgumentException("expected one vector, found " + inputs);
    }
    return List.of(inputs.get(0), inputs.get(0));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    return List.of(inputs.get(0), backwards(inputs.get(0)));
  }

  static NDArray backwards(NDArray vector) {
    List<Object> elements = Elements.list(vector);
    Collections.reverse(elements);
    return Elements.array(vector.dtype(), vector.shape(), elements);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Optional<Tensor> back =
        gradients.get(1).map(gradient -> Customs.apply(this, gradient).get(1));
    Optional<Tensor> both = gradients.get(0).isPresent() && back.isPresent()
        ? Optional.of(Arithmetic.add(gradients.get(0).get(), back.get()))
        : gradients.get(0).or(() -> back);
    return List.of(both);
  }
}
