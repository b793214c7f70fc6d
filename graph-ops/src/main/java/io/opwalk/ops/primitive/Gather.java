package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * Rows picked by number: {@code x} of shape [b, n, t] and {@code indices} of shape [b, i] give [b,
 * i, t], whose row {@code [p, q]} is row {@code [p, indices[p, q]]} of {@code x}.
 *
 * <p>Indices are INT32 or INT64, from {@code -n} to {@code n - 1}; a negative one counts from the
 * end. Any other is an error when the op is run. Whoever picks from tensors of another shape
 * reshapes, transposes or broadcasts them to this one, which costs little or nothing.
 */
public record Gather() implements Primitive {
  @Override
  public String name() {
    return "Gather";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(2, inputs);
    TensorType x = inputs.get(0);
    IndexedRows.require(x, inputs.get(1));
    return List.of(x.withShape(IndexedRows.picked(x, inputs.get(1))));
  }

  /** The gradients of all picks of a row, added. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    return List.of(
        gradients
            .get(0)
            .map(gradient -> Apply.of(
                    new Scatter(Scatter.Kind.ADD), Tensors.zerosLike(x), apply.inputs(1), gradient)
                .output()),
        Optional.empty());
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
