package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.custom.CustomFunction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A kernel written in Java, with its own type rule and any number of inputs and outputs.
 *
 * @param function what is applied
 */
public record Custom(CustomFunction function) implements Primitive {
  /** Checks that there is a function. */
  public Custom {
    Objects.requireNonNull(function, "function");
  }

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public Map<String, Object> attributes() {
    return function.attributes();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return function.inferTypes(inputs);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return function instanceof Differentiable differentiable
        ? differentiable.inputGradients(apply, gradients)
        : Collections.nCopies(apply.inputs().size(), Optional.empty());
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
