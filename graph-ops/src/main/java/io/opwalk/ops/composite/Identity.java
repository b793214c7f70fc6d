package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * Its input, to the bit, as a node of its own: what gives a value a second name, or another place
 * in a graph. Any dtype; the gradient passes as it is.
 */
public record Identity() implements PassThrough {
  @Override
  public String name() {
    return "Identity";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(1, inputs);
    return inputs;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return gradients;
  }
}
