package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.primitive.Broadcast;
import java.util.List;
import java.util.Optional;

/**
 * The first input broadcast to the shape of the second, whose values and dtype do not count.
 *
 * <p>Unlike a {@link Broadcast} to a shape with unknown dims, it depends on the inputs that tell
 * these sizes: the gradient of {@code sum(x)} is ones in the shape of {@code x}, so {@code x} is
 * among what has to be fed.
 */
public record BroadcastLike() implements Composite, Differentiable {
  @Override
  public String name() {
    return "BroadcastLike";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    return new Broadcast(inputs.get(1).shape()).inferTypes(inputs.subList(0, 1));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return List.of(Shapes.broadcastTo(inputs.get(0), inputs.get(1).shape()));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(
        gradients.get(0).map(gradient -> Shapes.sumLike(gradient, apply.inputs(0))),
        Optional.empty());
  }
}
