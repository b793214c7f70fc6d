package io.opwalk.ops.composite;

import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;

/**
 * A composite whose value is that of its first input, to the bit: one that says something about
 * gradients and nothing about values. A compiler leaves it away.
 */
public interface PassThrough extends Composite, Differentiable {
  @Override
  default List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(Inputs.floating(inputs));
  }

  @Override
  default List<Tensor> expand(List<Tensor> inputs) {
    return inputs.subList(0, 1);
  }
}
