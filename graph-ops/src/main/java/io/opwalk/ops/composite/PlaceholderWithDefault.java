package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * Its input, unless something else is fed for it. Any tensor may be fed; this one is there for it,
 * and tells so to whoever reads the graph. Unlike a placeholder it need not be fed, and a function
 * compiled without it among its inputs has the default as a constant.
 */
public record PlaceholderWithDefault() implements PassThrough {
  @Override
  public String name() {
    return "PlaceholderWithDefault";
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
