package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The first input, to the bit, of any type; the others are only there to be waited for. It keeps
 * what is computed from it apart from what is computed from its input, which would else be found to
 * be the same: so that something can be computed a second time, later, instead of being kept.
 *
 * <p>No rule removes it. It moves no data.
 */
public record Barrier() implements Primitive {
  @Override
  public String name() {
    return "Barrier";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("takes one input at least, found 0");
    }
    return inputs.subList(0, 1);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    List<Optional<Tensor>> result =
        new ArrayList<>(Collections.nCopies(apply.inputs().size(), Optional.empty()));
    result.set(0, gradients.get(0));
    return result;
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
