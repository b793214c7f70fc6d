package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.primitive.Reshape;
import java.util.List;
import java.util.Optional;

/**
 * The elements of the first input under the shape of the second, whose values and dtype do not
 * count. Unlike a {@link Reshape} to a shape with unknown dims, it depends on the inputs that tell
 * these sizes.
 */
public record ReshapeLike() implements Composite, Differentiable {
  @Override
  public String name() {
    return "ReshapeLike";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    return new Reshape(inputs.get(1).shape()).inferTypes(inputs.subList(0, 1));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return List.of(Shapes.reshape(inputs.get(0), inputs.get(1).shape()));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(
        gradients.get(0).map(gradient -> Shapes.reshapeLike(gradient, apply.inputs(0))),
        Optional.empty());
  }
}
