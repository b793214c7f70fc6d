package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * Its input, taken for a constant by whoever differentiates: no gradient passes. Any dtype, so that
 * a graph can be cut without a look at what it computes.
 */
public record StopGradient() implements PassThrough {
  @Override
  public String name() {
    return "StopGradient";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(1, inputs);
    return inputs;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(Optional.empty());
  }
}
