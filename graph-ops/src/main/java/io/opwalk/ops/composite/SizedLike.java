package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first input as it is. The second, whose values do not count, is what the first takes unknown
 * sizes from.
 *
 * <p>An op such as {@link io.opwalk.ops.primitive.Slice} may mention the size of a tensor that it
 * does not read. Tied to that tensor, its result depends on the inputs that tell the size, so that
 * they are among what has to be fed.
 */
public record SizedLike() implements Composite, Differentiable {
  /** The tensor, tied to another one where its op mentions unknown sizes; else as it is. */
  public static Tensor tie(Tensor tensor, Tensor like) {
    Set<Dim.Symbol> mentioned = new HashSet<>();
    tensor.owner().op().substitute(symbol -> {
      mentioned.add(symbol);
      return symbol;
    });
    return mentioned.isEmpty()
        ? tensor
        : Apply.of(new SizedLike(), tensor, like).output();
  }

  @Override
  public String name() {
    return "SizedLike";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    return inputs.subList(0, 1);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return inputs.subList(0, 1);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0), Optional.empty());
  }
}
