package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.primitive.Broadcast;
import java.util.List;
import java.util.Optional;

/**
 * Its first input, whose gradient is multiplied by the second: less than 1 to let a part of a model
 * learn slower, -1 to have it learn the opposite (Ganin et al., <i>Domain-Adversarial Training of
 * Neural Networks</i>, JMLR 17, 2016). The factor is of the dtype of the input and broadcasts to
 * its shape; it gets no gradient.
 */
public record ScaleGradient() implements PassThrough {
  @Override
  public String name() {
    return "ScaleGradient";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    TensorType x = Inputs.floating(inputs.subList(0, 1));
    if (inputs.get(1).dtype() != x.dtype()) {
      throw new IllegalArgumentException("the factor must be of the dtype of the input, "
          + x.dtype() + ", found " + inputs.get(1).dtype() + "; convert it with cast(x, dtype)");
    }
    new Broadcast(x.shape()).inferTypes(inputs.subList(1, 2));
    return List.of(x);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(
        gradients.get(0).map(gradient -> Arithmetic.multiply(gradient, apply.inputs(1))),
        Optional.empty());
  }
}
